import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { angleName } from '../../../lib/angleWords.ts'
import { DrawingLayer } from '../drawing/DrawingLayer.tsx'
import { DrawnShapes } from '../drawing/DrawnShapes.tsx'
import { MaskLayer } from '../masks/MaskLayer.tsx'
import { useSilenced } from '../masks/useSilenced.ts'
import { focusStage } from '../player/focusStage.ts'
import { LiveNotice, undecodable } from '../player/LiveNotice.tsx'
import { setLoudness } from '../player/loudness.ts'
import { MissingNotice, MissingRecording } from '../player/MissingRecording.tsx'
import { usePlayer, usePlayerState } from '../player/playerContext.ts'
import { SoundStage } from '../player/SoundStage.tsx'
import stage from '../player/Stage.module.css'
import { usePlayable } from '../player/usePlayable.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Angles.module.css'
import { endOf } from './arrangement.ts'
import { useMediaHealth } from './useMediaHealth.ts'

/** Where a recording's picture stands; `none`: only its sound is heard. */
export type Seat = 'main' | 'other' | 'none'

/** One recording of the lesson: its picture with what is drawn on it, or why there is none. */
export function AnglePicture({
  lesson,
  recording,
  seat,
  heard,
  keys,
  plays,
  several,
  alone,
  style,
  children,
}: {
  readonly lesson: LessonView
  readonly recording: RecordingView
  readonly seat: Seat
  readonly heard: boolean
  /** The playing keys are this lesson's, and could be another one's. */
  readonly keys: boolean
  /** It has something to play at this moment. */
  readonly plays: boolean
  /** The lesson has other recordings too. */
  readonly several: boolean
  /** No other picture keeps step with it. */
  readonly alone: boolean
  readonly style?: CSSProperties | undefined
  /** What stands over the picture. */
  readonly children?: ReactNode
}) {
  const room = useRoom()
  const player = usePlayer()
  const video = useRef<HTMLVideoElement>(null)
  const [distrusted, setDistrusted] = useState(false)
  const { picture, refused, ready } = useMediaHealth(video)
  const volume = usePlayerState(state => state.volume)
  const silenced = useSilenced(room.lessonId, player)
  const muted = usePlayerState(state => state.muted) || silenced
  const going = usePlayerState(state => state.rate > 0)
  const soundOnly = recording.width === 0
  const moving = usePlayerState(state => state.rate !== 0)
  const {
    source,
    part,
    plays: playable,
    isLive,
    live,
    src,
  } = usePlayable(video, recording, distrusted, moving)
  const { id } = recording

  useEffect(() => {
    const { current } = video
    if (current) room.director.mount(id, current)
    return () => room.director.unmount(id)
  }, [room, id])
  useEffect(() => {
    const { current } = video
    if (current) setLoudness(current, { volume, muted, heard, alone })
  }, [volume, muted, heard, alone])

  const original = part === 'original'
  const useless = refused || (picture === 'none' && !soundOnly)
  useEffect(() => {
    if (original && useless) setDistrusted(true)
  }, [original, useless])

  const name = angleName(recording)
  return (
    <div
      className={classes.seat}
      data-seat={seat}
      data-keys={keys}
      style={style}
      {...(several && seat !== 'none' ? { role: 'group', 'aria-label': name } : {})}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: a lesson recording has no captions of its own */}
      <video
        ref={video}
        className={stage.video}
        src={src}
        preload="auto"
        playsInline
        hidden={soundOnly || !playable || seat === 'none'}
        aria-label={several ? `${name}, a recording of ${lesson.title}` : `Recording of ${lesson.title}`}
        onClick={() => {
          focusStage()
          player.act({ do: 'toggle' })
        }}
        data-playing={going}
        data-recording={id}
        data-source={part}
      />
      {seat !== 'none' && (
        <>
          {playable && plays && <MaskLayer recording={recording} desk={seat === 'main'} />}
          {!soundOnly && playable && plays && seat === 'main' && <DrawingLayer recording={recording} />}
          {!soundOnly && playable && plays && seat === 'other' && <DrawnShapes recording={recording} />}
          {soundOnly && source.kind === 'play' && <SoundStage lesson={lesson} />}
          {source.kind === 'missing' && <MissingRecording recording={recording} />}
          {source.kind === 'play' && source.missing && <MissingNotice recording={recording} />}
          {isLive && (live.failure || !ready) && (
            <LiveNotice recording={recording} failure={live.failure} onRetry={live.retry} />
          )}
          {playable && !original && !live.failure && useless && (
            <LiveNotice recording={recording} failure={undecodable} onRetry={live.retry} />
          )}
          {several && source.kind === 'play' && !plays && <NotNow recording={recording} />}
        </>
      )}
      {children}
    </div>
  )
}

/** A camera that was started later or stopped earlier than the others has nothing to show. */
function NotNow({ recording }: { readonly recording: RecordingView }) {
  const player = usePlayer()
  const begins = player.nowMs < recording.offsetMs
  return (
    <div className={classes.notNow}>
      <span className={classes.plate}>
        {angleName(recording)}{' '}
        {begins
          ? `begins at ${formatTimecode(recording.offsetMs)}`
          : `ended at ${formatTimecode(endOf(recording))}`}
      </span>
    </div>
  )
}
