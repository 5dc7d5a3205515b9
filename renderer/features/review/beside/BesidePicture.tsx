import { AudioLines } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { useLesson } from '../../../lib/queries.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import angles from '../angles/Angles.module.css'
import { choose } from '../angles/anglesStore.ts'
import type { Corner, Layout } from '../angles/arrangement.ts'
import { Follower } from '../angles/Follower.ts'
import { InsetGrip } from '../angles/InsetGrip.tsx'
import { Masked } from '../masks/Masked.tsx'
import { useMasksNow, useMasksOf } from '../masks/useMasksNow.ts'
import { useSilenced } from '../masks/useSilenced.ts'
import { focusStage } from '../player/focusStage.ts'
import { LiveNotice } from '../player/LiveNotice.tsx'
import { setLoudness } from '../player/loudness.ts'
import { MissingRecording } from '../player/MissingRecording.tsx'
import { usePlayerState } from '../player/playerContext.ts'
import stage from '../player/Stage.module.css'
import { usePlayable } from '../player/usePlayable.ts'
import { useRoom } from '../room/roomContext.ts'
import { BesideBar } from './BesideBar.tsx'
import { tiedOffsetMs } from './BesideRoom.ts'
import { useBeside } from './useBesideRoom.ts'

/** Another lesson, beside the one of the room. */
export function BesidePicture({
  lessonId,
  layout,
  corner,
  sheet,
}: {
  readonly lessonId: LessonId
  readonly layout: Layout
  readonly corner: Corner
  readonly sheet: RefObject<HTMLElement | null>
}) {
  const room = useRoom()
  const lesson = useLesson(lessonId)
  const keysThere = useBeside(state => state.keysThere)
  const recording =
    lesson.data?.recordings.find(({ source }) => source !== null) ?? lesson.data?.recordings[0]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      className={angles.seat}
      data-seat="other"
      data-keys={keysThere}
      role="group"
      aria-label={`Beside: ${lesson.data?.title ?? 'another lesson'}`}
    >
      {lesson.error ? (
        <div className={stage.centre}>
          <ErrorPanel error={lesson.error} />
        </div>
      ) : (
        lesson.data && recording && <Film key={recording.id} lesson={lesson.data} recording={recording} />
      )}
      {layout === 'inset' && (
        <InsetGrip
          label={`Give the keys to ${lesson.data?.title ?? 'the other lesson'}`}
          corner={corner}
          onSwap={() => room.beside.giveKeys(!keysThere)}
          onCorner={next => choose(room.angles, room.lessonId, { corner: next })}
          stage={sheet}
        />
      )}
      {lesson.data && <BesideBar lesson={lesson.data} />}
    </div>
  )
}

function Film({ lesson, recording }: { readonly lesson: LessonView; readonly recording: RecordingView }) {
  const room = useRoom()
  const video = useRef<HTMLVideoElement>(null)
  const tie = useBeside(state => state.tie)
  const keysThere = useBeside(state => state.keysThere)
  const volume = usePlayerState(state => state.volume)
  const { beside, player } = room
  const silenced = useSilenced(lesson.id, beside.clock)
  const muted = usePlayerState(state => state.muted) || silenced
  const { durationMs } = lesson
  const { id, fps, offsetMs, durationMs: ownMs } = recording

  useEffect(
    () => beside.player.describe({ id, durationMs, fps, offsetMs }),
    [beside, id, durationMs, fps, offsetMs],
  )
  useEffect(() => {
    const { current } = video
    if (!current) return undefined
    if (!tie) {
      beside.player.takeOver(current, beside.player.nowMs)
      return () => beside.player.takeOver(null, beside.player.nowMs)
    }
    const place = { offsetMs: tiedOffsetMs(offsetMs, tie), durationMs: ownMs }
    const follower = new Follower(player, current, place)
    return () => follower.close()
  }, [beside, player, tie, offsetMs, ownMs])
  useEffect(() => {
    const { current } = video
    if (current) setLoudness(current, { volume, muted, heard: keysThere, alone: false })
  }, [volume, muted, keysThere])

  const moving = usePlayerState(state => state.rate !== 0)
  const { source, plays, isLive, live, src } = usePlayable(video, recording, false, moving)
  const soundOnly = recording.width === 0
  const masked = useMasksNow(useMasksOf(lesson.id, id), beside.clock)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a lesson recording has no captions of its own */}
      <video
        ref={video}
        className={stage.video}
        src={src}
        preload="auto"
        playsInline
        hidden={!plays || soundOnly}
        aria-label={`Recording of ${lesson.title}`}
        data-recording={recording.id}
        onClick={() => {
          focusStage()
          beside.giveKeys(true)
          beside.keysPlayer.act({ do: 'toggle' })
        }}
      />
      {!soundOnly && plays && <Masked recording={recording} now={masked} />}
      {soundOnly && plays && (
        <div className={stage.sound}>
          <AudioLines size={26} strokeWidth={1.7} aria-hidden="true" />
          <div className={stage.soundMeta}>Sound only</div>
        </div>
      )}
      {source.kind === 'missing' && <MissingRecording recording={recording} />}
      {isLive && live.failure && (
        <LiveNotice recording={recording} failure={live.failure} onRetry={live.retry} />
      )}
    </>
  )
}
