import { useEffect, useRef } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonEntry, RecordingView } from '../../../electron/contract/api/lessons.ts'
import { shownRecording } from '../../../electron/contract/clips/shownRecording.ts'
import { useLiveFeed } from '../../lib/liveMedia/useLiveFeed.ts'
import { useMediaAddress } from '../../lib/media.ts'
import { Poster } from '../../ui/Poster.tsx'
import classes from './Inspector.module.css'

/** What a player needs to know of a clip, or of a stretch that is none yet. */
export type Playable = Pick<ClipView, 'title' | 'fromMs' | 'toMs' | 'recordingId'>

/** Plays the clip's stretch of its recording and stops at its end. */
export function ClipPlayer({
  clip,
  lesson,
  plays = 0,
}: {
  readonly clip: Playable
  readonly lesson: LessonEntry
  /** Each time it grows, the stretch plays from its start; 0: it waits for a person. */
  readonly plays?: number
}) {
  const address = useMediaAddress()
  const recording = shownRecording(clip, lesson.recordings)
  if (!recording?.source || !address)
    return <Poster recording={recording} className={classes.noVideo ?? ''} />
  return <ClipMedia clip={clip} recording={recording} plays={plays} />
}

function ClipMedia({
  clip,
  recording,
  plays,
}: {
  readonly clip: Playable
  readonly recording: RecordingView
  readonly plays: number
}) {
  const address = useMediaAddress()
  const element = useRef<HTMLMediaElement>(null)
  const { source } = recording
  useLiveFeed(element, recording, source === 'live')
  const startS = (clip.fromMs - recording.offsetMs) / 1000
  const endS = (clip.toMs - recording.offsetMs) / 1000
  const toStart = () => {
    if (element.current) element.current.currentTime = startS
  }
  const begin = useRef(toStart)
  begin.current = () => {
    toStart()
    // A browser that lets nothing play by itself leaves it to the person, with the picture at the start.
    if (plays > 0) element.current?.play().catch(() => undefined)
  }
  useEffect(() => {
    if (plays > 0 && (element.current?.readyState ?? 0) >= HTMLMediaElement.HAVE_METADATA) begin.current()
  }, [plays])
  const shared = {
    src: source && source !== 'live' ? address?.(recording, source) : undefined,
    preload: 'metadata',
    controls: true,
    controlsList: 'nodownload noremoteplayback',
    'aria-label': clip.title,
    onLoadedMetadata: () => begin.current(),
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
