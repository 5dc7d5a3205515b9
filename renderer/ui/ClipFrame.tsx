import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ClipView } from '../../electron/contract/api/clips.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { askForFrame } from '../lib/frameQueue.ts'
import { useFrameAddress } from '../lib/media.ts'
import { Poster } from './Poster.tsx'

/** A third into the clip the scene that it shows has begun; its very first picture is often the end of another. */
const INTO = 1 / 3

/** A frame of the clip itself; until it is there, and where there is none, its recording's poster. */
export function ClipFrame({
  clip,
  recording,
  className = '',
  children,
}: {
  readonly clip: Pick<ClipView, 'fromMs' | 'toMs'>
  readonly recording: RecordingView | undefined
  readonly className?: string
  readonly children?: ReactNode
}) {
  const address = useFrameAddress()
  const atMs = Math.max(0, clip.fromMs + (clip.toMs - clip.fromMs) * INTO - (recording?.offsetMs ?? 0))
  const shows = recording && recording.width > 0 && !recording.missing
  const frame = shows ? address?.(recording.id, atMs) : undefined
  return (
    <Poster recording={recording} className={className}>
      {frame && <Frame key={frame} address={frame} />}
      {children}
    </Poster>
  )
}

function Frame({ address }: { readonly address: string }) {
  const place = useRef<HTMLSpanElement>(null)
  const [state, setState] = useState<'far' | 'asked' | 'broken'>('far')
  const over = useRef<() => void>(undefined)
  useEffect(() => {
    const { current } = place
    if (!current) return
    // Only what is seen is asked for, and given up when it is scrolled away before its turn.
    const watch = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting) over.current ??= askForFrame(() => setState('asked'))
      else {
        over.current?.()
        over.current = undefined
      }
    })
    watch.observe(current)
    return () => {
      watch.disconnect()
      over.current?.()
      over.current = undefined
    }
  }, [])
  const done = () => over.current?.()
  if (state === 'broken') return null
  return (
    <>
      <span ref={place} style={{ position: 'absolute', inset: 0 }} />
      {state === 'asked' && (
        <img
          src={address}
          alt=""
          decoding="async"
          onLoad={done}
          onError={() => {
            done()
            setState('broken')
          }}
        />
      )}
    </>
  )
}
