import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useMediaAddress } from '../../../lib/media.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { DrawingLayer } from '../drawing/DrawingLayer.tsx'
import { focusStage, STAGE_ID } from './focusStage.ts'
import { MissingNotice, MissingRecording } from './MissingRecording.tsx'
import { ProxyNotice } from './ProxyNotice.tsx'
import { usePlayer, usePlayerState } from './playerContext.ts'
import { SoundStage } from './SoundStage.tsx'
import classes from './Stage.module.css'
import { sourceOf } from './source.ts'

/** The picture's room. It has the focus while nobody types, so that every key of the room works. */
export function Stage({
  lesson,
  recording,
  onSwitchSpeaker,
}: {
  readonly lesson: LessonView
  readonly recording: RecordingView | undefined
  readonly onSwitchSpeaker: () => void
}) {
  const twoPresent = useSpeaker(({ present }) => present.length > 1)
  const switchOnTab = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    if (!twoPresent || event.target !== event.currentTarget) return
    event.preventDefault()
    onSwitchSpeaker()
  }
  return (
    // The stage holds the focus so that Tab can hand over the word; Shift+Tab and F6 lead on from it.
    <section
      id={STAGE_ID}
      className={classes.stage}
      aria-label="Picture"
      aria-description={twoPresent ? 'Tab changes who speaks. F6 goes on.' : 'F6 goes on.'}
      tabIndex={-1}
      data-region="stage"
      onKeyDown={switchOnTab}
    >
      {recording && <Picture key={recording.id} lesson={lesson} recording={recording} />}
    </section>
  )
}

function Picture({ lesson, recording }: { readonly lesson: LessonView; readonly recording: RecordingView }) {
  const player = usePlayer()
  const address = useMediaAddress()
  const video = useRef<HTMLVideoElement>(null)
  const [distrusted, setDistrusted] = useState(false)
  const soundOnly = recording.width === 0
  const source = sourceOf(recording, distrusted)
  const picture = usePlayerState(state => state.picture)
  const refused = usePlayerState(state => state.refused)
  const playing = usePlayerState(state => state.rate > 0)

  const { fps, offsetMs } = recording
  const { durationMs } = lesson
  useEffect(() => player.describe({ durationMs, fps, offsetMs }), [player, durationMs, fps, offsetMs])
  useEffect(() => {
    player.attach(video.current)
    return () => player.attach(null)
  }, [player])

  const original = source.kind === 'play' && source.part === 'original'
  const useless = refused || (picture === 'none' && !soundOnly)
  useEffect(() => {
    if (original && useless) setDistrusted(true)
  }, [original, useless])

  const src = source.kind === 'play' ? address?.(recording.id, source.part) : undefined
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a lesson recording has no captions of its own */}
      <video
        ref={video}
        className={classes.video}
        src={src}
        preload="auto"
        playsInline
        hidden={soundOnly || src === undefined}
        aria-label={`Recording of ${lesson.title}`}
        onClick={() => {
          focusStage()
          player.act({ do: 'toggle' })
        }}
        data-playing={playing}
      />
      {!soundOnly && src !== undefined && <DrawingLayer recording={recording} />}
      {soundOnly && source.kind === 'play' && <SoundStage lesson={lesson} />}
      {source.kind === 'missing' && <MissingRecording recording={recording} />}
      {source.kind === 'play' && source.missing && <MissingNotice recording={recording} />}
      {(source.kind === 'making' || source.kind === 'wanted' || source.kind === 'failed') && (
        <ProxyNotice recording={recording} state={source.kind} soundOnly={soundOnly} />
      )}
      {source.kind === 'play' && source.part === 'proxy' && useless && (
        <ProxyNotice recording={recording} state="failed" soundOnly={soundOnly} />
      )}
    </>
  )
}
