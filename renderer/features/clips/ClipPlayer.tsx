import { useRef } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonView, RecordingView } from '../../../electron/contract/api/lessons.ts'
import { shownRecording } from '../../../electron/contract/clips/shownRecording.ts'
import { useLiveFeed } from '../../lib/liveMedia/useLiveFeed.ts'
import { useMediaAddress } from '../../lib/media.ts'
import { Poster } from '../../ui/Poster.tsx'
import classes from './ClipInspector.module.css'

/** Plays the clip's stretch of its recording and stops at its end. */
export function ClipPlayer({ clip, lesson }: { readonly clip: ClipView; readonly lesson: LessonView }) {
  const address = useMediaAddress()
  const recording = shownRecording(clip, lesson.recordings)
  if (!recording?.source || !address)
    return <Poster recording={recording} className={classes.noVideo ?? ''} />
  return <ClipMedia clip={clip} recording={recording} />
}

function ClipMedia({ clip, recording }: { readonly clip: ClipView; readonly recording: RecordingView }) {
  const address = useMediaAddress()
  const element = useRef<HTMLMediaElement>(null)
  const { source } = recording
  useLiveFeed(element, recording, source === 'live')
  const startS = (clip.fromMs - recording.offsetMs) / 1000
  const endS = (clip.toMs - recording.offsetMs) / 1000
  const toStart = () => {
    if (element.current) element.current.currentTime = startS
  }
  const shared = {
    src: source && source !== 'live' ? address?.(recording, source) : undefined,
    preload: 'metadata',
    controls: true,
    controlsList: 'nodownload noremoteplayback',
    'aria-label': clip.title,
    onLoadedMetadata: toStart,
    onPlay: () => {
      const now = element.current?.currentTime ?? 0
      if (now >= endS || now < startS - 0.1) toStart()
    },
    onTimeUpdate: () => {
      const playing = element.current
      if (playing && playing.currentTime >= endS && !playing.paused) playing.pause()
    },
  } as const
  // The recording has no captions of its own: what was said about it stands beside it in words.
  if (recording.width === 0)
    return (
      <div>
        <Poster recording={recording} className={classes.noVideo ?? ''} />
        <audio
          {...shared}
          className={classes.audio}
          ref={node => {
            element.current = node
          }}
        />
      </div>
    )
  return (
    <video
      {...shared}
      className={classes.video}
      disablePictureInPicture
      ref={node => {
        element.current = node
      }}
    />
  )
}
