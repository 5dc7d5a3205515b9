import { useRef } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import { useMediaAddress } from '../../lib/media.ts'
import { Poster } from '../../ui/Poster.tsx'
import classes from './ClipInspector.module.css'

/** Plays the clip's stretch of its recording and stops at its end. */
export function ClipPlayer({ clip, lesson }: { readonly clip: ClipView; readonly lesson: LessonView }) {
  const address = useMediaAddress()
  const video = useRef<HTMLVideoElement>(null)
  const [recording] = lesson.recordings
  if (!recording?.source || !address || recording.width === 0)
    return <Poster recording={recording} className={classes.noVideo ?? ''} />
  const startS = (clip.fromMs - recording.offsetMs) / 1000
  const endS = (clip.toMs - recording.offsetMs) / 1000
  const toStart = () => {
    if (video.current) video.current.currentTime = startS
  }
  return (
    // The comments stand beside it in words; captions come with the exported clip.
    // biome-ignore lint/a11y/useMediaCaption: the recording has no captions of its own
    <video
      ref={video}
      className={classes.video}
      src={address(recording.id, recording.source)}
      preload="metadata"
      controls
      controlsList="nodownload noremoteplayback"
      disablePictureInPicture
      aria-label={clip.title}
      onLoadedMetadata={toStart}
      onPlay={({ currentTarget }) => {
        if (currentTarget.currentTime >= endS || currentTarget.currentTime < startS - 0.1) toStart()
      }}
      onTimeUpdate={({ currentTarget }) => {
        if (currentTarget.currentTime >= endS && !currentTarget.paused) currentTarget.pause()
      }}
    />
  )
}
