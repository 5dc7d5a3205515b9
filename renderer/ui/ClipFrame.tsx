import { type ReactNode, useState } from 'react'
import type { ClipView } from '../../electron/contract/api/clips.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { useFrameAddress } from '../lib/media.ts'
import posterClasses from './Poster.module.css'
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
  const [broken, setBroken] = useState(false)
  if (!recording || !address || broken || recording.width === 0 || recording.missing)
    return (
      <Poster recording={recording} className={className}>
        {children}
      </Poster>
    )
  const atMs = clip.fromMs + (clip.toMs - clip.fromMs) * INTO - recording.offsetMs
  return (
    <div className={`${posterClasses.poster} ${className}`}>
      <img
        src={address(recording.id, Math.max(0, atMs))}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
      {children}
    </div>
  )
}
