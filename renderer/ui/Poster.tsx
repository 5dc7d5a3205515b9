import { FileQuestionMark, Film } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { useMediaAddress } from '../lib/media.ts'
import classes from './Poster.module.css'

/** A recording's own frame, or what stands for one: bars for sound alone, a film for a picture that is not there yet. */
export function Poster({
  recording,
  className = '',
  children,
}: {
  readonly recording: RecordingView | undefined
  readonly className?: string
  /** Stamps that lie on it. */
  readonly children?: ReactNode
}) {
  const address = useMediaAddress()
  return (
    <div className={`${classes.poster} ${className}`} data-missing={recording?.missing ?? false}>
      {recording?.hasPoster && address ? (
        <img src={address(recording, 'poster')} alt="" loading="lazy" decoding="async" />
      ) : (
        <StandIn recording={recording} />
      )}
      {children}
    </div>
  )
}

function StandIn({ recording }: { readonly recording: RecordingView | undefined }) {
  if (recording && recording.width === 0) return <SoundBars seed={recording.id} />
  const Icon = recording?.missing ? FileQuestionMark : Film
  return <Icon size={30} strokeWidth={1.5} aria-hidden="true" className={classes.icon} />
}

const BARS = 56

/** Bars that look like sound and are the same each time for the same recording. They say “sound alone”, and measure nothing. */
function SoundBars({ seed }: { readonly seed: string }) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7)
  const heights = Array.from({ length: BARS }, (_, at) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const swell = 0.35 + 0.65 * Math.abs(Math.sin(at / 5.5 + (state % 7) / 20))
    return 8 + swell * (10 + (state >>> 24) / 6)
  })
  return (
    <svg
      className={classes.sound}
      viewBox={`0 0 ${BARS * 5} 157`}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid slice"
    >
      {heights.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars never move
        <rect key={at} x={at * 5 + 1} y={78.5 - height / 2} width={3} height={height} rx={1.5} />
      ))}
    </svg>
  )
}

/** A dark plate with a word on a frame. */
export function Stamp({
  place,
  children,
}: {
  readonly place: 'tl' | 'tr' | 'br' | 'bl'
  readonly children: ReactNode
}) {
  return (
    <span className={classes.stamp} data-place={place}>
      {children}
    </span>
  )
}
