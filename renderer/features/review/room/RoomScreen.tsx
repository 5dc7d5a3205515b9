import { type CSSProperties, memo, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { Settings } from '../../../../electron/contract/api/settings.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { sayError } from '../../../lib/notices.ts'
import { rangeOf } from '../../../lib/place.ts'
import { speakAs } from '../../../lib/settings.ts'
import { nextSpeaker, useSpeaker } from '../../../lib/speaker.ts'
import { AnglesRoom } from '../angles/AnglesRoom.tsx'
import { useArrangement } from '../angles/useArrangement.ts'
import { clipStretch, clipTitleFrom } from '../clips/clipStretch.ts'
import { MakeClip } from '../clips/MakeClip.tsx'
import { Composer as ComposerPart } from '../composer/Composer.tsx'
import { ConversationKeys } from '../conversation/ConversationKeys.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import {
  ConversationContext,
  NewestConversationContext,
  useReadConversation,
} from '../conversation/useConversation.ts'
import { useLit } from '../conversation/useLit.ts'
import { useSaveOnReturn } from '../conversation/useSaveOnReturn.ts'
import over from '../full/Full.module.css'
import { fullActs } from '../full/fullActs.ts'
import { useFullScreen } from '../full/useFullScreen.ts'
import { useQuiet } from '../full/useQuiet.ts'
import { withFieldKeys } from '../keys/fieldActs.ts'
import { goToRegion } from '../keys/regions.ts'
import { roomActs } from '../keys/roomActs.ts'
import { focusStage } from '../player/focusStage.ts'
import { Stage as StagePart } from '../player/Stage.tsx'
import { Transport as TransportPart } from '../player/Transport.tsx'
import { SessionStrip } from '../session/SessionStrip.tsx'
import { Timeline as TimelinePart } from '../timeline/Timeline.tsx'
import { useTranscriptRoom } from '../transcript/useTranscriptRoom.ts'
import { Panel as PanelPart } from './Panel.tsx'
import { announce, changeDraft, draftOf, pauseForWords, placeNow } from './Room.ts'
import classes from './RoomScreen.module.css'
import { useRoom, useRoomUi } from './roomContext.ts'
import { useRoomPeople } from './roomPeople.ts'
import { Splitter } from './Splitter.tsx'
import { TitleBar as TitleBarPart } from './TitleBar.tsx'
import { useRoomWidths } from './useRoomWidths.ts'

// A comment is on the screen in the frame after Enter: what it does not change is not drawn again.
const TitleBar = memo(TitleBarPart)
const Stage = memo(StagePart)
const Transport = memo(TransportPart)
const Timeline = memo(TimelinePart)
const Panel = memo(PanelPart)
const Composer = memo(ComposerPart)

export function RoomScreen({
  lesson,
  rubrics,
  settings,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly rubrics: readonly RubricView[]
  readonly settings: Settings
  readonly readOnly: boolean
}) {
  const room = useRoom()
  const { player, ui } = room
  const { durationMs } = lesson
  const { preRollMs } = settings
  const conversation = useReadConversation()
  useSaveOnReturn()
  const latest = useRef(conversation)
  latest.current = conversation
  // Its words first; marks, counts and drawings follow when those are on the screen.
  const settled = useDeferredValue(conversation)
  const people = useRoomPeople(conversation.all)
  const rubric = rubrics.find(({ id }) => id === lesson.rubricId) ?? rubrics[0]
  const full = useRoomUi(state => state.full)
  const lanesOver = useRoomUi(state => state.lanesOver)
  const { widths, choose } = useRoomWidths(full)
  const { main: angle } = useArrangement(lesson.recordings)
  const field = useRef<HTMLTextAreaElement>(null)
  const screen = useRef<HTMLElement>(null)
  const clipPrompt = useRoomUi(state => state.clipPrompt)
  const twoPresent = useSpeaker(({ present }) => present.length > 1)

  useLit(conversation.shown)
  // The room's keys work from the first moment on; Tab goes to its first button.
  useEffect(() => screen.current?.focus({ preventScroll: true }), [])

  const select = useCallback(
    (comment: ShownComment) => {
      ui.setState({ selected: comment.id })
      // A little before, so that what leads to it is seen too, where that is wished.
      player.seekTo(Math.max(0, comment.atMs - preRollMs))
    },
    [ui, player, preRollMs],
  )
  const switchSpeaker = useCallback(() => {
    const next = nextSpeaker(useSpeaker.getState())
    const person = people.find(({ id }) => id === next)
    if (!next || !person) return
    announce(room, `${person.name} speaks now.`)
    speakAs(next).catch((error: unknown) => sayError(error, 'The speaker was not changed.'))
  }, [people, room])
  const writeHere = useCallback(() => {
    const { speaker } = useSpeaker.getState()
    if (speaker) {
      const draft = draftOf(room, speaker)
      // Words that were begun stay where they were begun.
      if (draft.text.trim() === '') changeDraft(room, speaker, { do: 'place', place: placeNow(room) })
      if (settings.pauseWhileTyping) pauseForWords(room)
    }
    // In full screen the words come back for it.
    if (!ui.getState().lanesOver) flushSync(() => ui.setState({ lanesOver: true }))
    field.current?.focus()
  }, [room, ui, settings.pauseWhileTyping])
  const clipFrom = useCallback(
    (comment: ShownComment) =>
      ui.setState({
        clipPrompt: { place: clipStretch(comment, durationMs), title: clipTitleFrom(comment.text) },
      }),
    [ui, durationMs],
  )
  const makeClip = useCallback(() => {
    const range = rangeOf(ui.getState())
    const { all } = latest.current
    const chosen = all.find(({ id }) => id === ui.getState().selected)
    if (range) {
      const inside = all.find(({ atMs, closed }) => !closed && atMs >= range.atMs && atMs <= range.toMs)
      ui.setState({
        clipPrompt: {
          place: range,
          title: inside
            ? clipTitleFrom(inside.text)
            : `${formatTimecode(range.atMs)} – ${formatTimecode(range.toMs)}`,
        },
      })
    } else if (chosen && !chosen.closed) clipFrom(chosen)
    else {
      const place = clipStretch({ atMs: player.momentMs }, durationMs)
      ui.setState({
        clipPrompt: { place, title: `${formatTimecode(place.atMs)} – ${formatTimecode(place.toMs)}` },
      })
    }
  }, [ui, clipFrom, player, durationMs])
  const fullScreen = useFullScreen(room)
  useQuiet(room, screen)
  const letGo = useCallback(() => {
    const { inMs, outMs } = ui.getState()
    if (ui.getState().full) fullScreen()
    else if (inMs !== undefined || outMs !== undefined) ui.setState({ inMs: undefined, outMs: undefined })
    else ui.setState({ selected: undefined, replying: undefined })
    focusStage()
  }, [ui, fullScreen])

  const acts = useMemo(
    () =>
      withFieldKeys(
        roomActs({
          room,
          durationMs,
          jumpMs: settings.jumpMs,
          shown: () => latest.current.shown,
          rubric,
          twoPresent,
          writeHere,
          makeClip,
          switchSpeaker,
          select,
          nextRegion: goToRegion,
          letGo,
        }),
      ),
    [
      room,
      durationMs,
      settings.jumpMs,
      rubric,
      twoPresent,
      writeHere,
      makeClip,
      switchSpeaker,
      select,
      letGo,
    ],
  )
  useKeys(acts)
  useKeys(fullActs(room, full, fullScreen))
  useTranscriptRoom()

  const style = { '--w-lanes': `${widths.lanesPx}px` } as CSSProperties
  return (
    <NewestConversationContext value={conversation}>
      <ConversationContext value={settled}>
        <main
          ref={screen}
          className={full ? `${classes.room} ${over.room}` : classes.room}
          data-stacked={widths.stacked}
          data-full={full}
          style={style}
          tabIndex={-1}
        >
          {full ? (
            <h1 className="spoken">{lesson.title}</h1>
          ) : (
            <TitleBar lesson={lesson} people={people} readOnly={readOnly} />
          )}
          <div className={classes.left}>
            {!full && <SessionStrip lessonId={lesson.id} people={people} />}
            <div className={classes.watching}>
              <Stage lesson={lesson} onSwitchSpeaker={switchSpeaker} />
              <Transport
                durationMs={durationMs}
                jumpMs={settings.jumpMs}
                onMakeClip={makeClip}
                onFullScreen={fullScreen}
              />
            </div>
            <Timeline
              recording={angle}
              readOnly={readOnly}
              durationMs={durationMs}
              jumpMs={settings.jumpMs}
              people={people}
              comments={settled.shown}
              rubrics={rubrics}
              onSelect={select}
            />
          </div>
          {!widths.stacked && !(full && !lanesOver) && (
            <Splitter
              valuePx={widths.lanesPx}
              leastPx={widths.leastPx}
              mostPx={widths.mostPx}
              onMove={choose}
              onReset={() => choose(undefined)}
            />
          )}
          <aside
            className={classes.right}
            aria-label="Conversation"
            data-over={full}
            hidden={full && !lanesOver}
          >
            <Panel
              lesson={lesson}
              people={people}
              rubric={rubric}
              rubrics={rubrics}
              widthPx={widths.lanesPx}
              onSelect={select}
              onClip={clipFrom}
              onMakeClip={makeClip}
              readOnly={readOnly}
              onWrite={writeHere}
            />
            <Composer
              people={people}
              durationMs={durationMs}
              rubric={rubric}
              rubrics={rubrics}
              pauseWhileTyping={settings.pauseWhileTyping}
              readOnly={readOnly}
              field={field}
              onSwitchSpeaker={switchSpeaker}
            />
          </aside>
          <Said />
          <ConversationKeys readOnly={readOnly} />
          <AnglesRoom lesson={lesson} readOnly={readOnly} />
          {clipPrompt && <MakeClip prompt={clipPrompt} lesson={lesson} seen={angle} />}
        </main>
      </ConversationContext>
    </NewestConversationContext>
  )
}

/** What just happened, for those who do not see it. */
function Said() {
  const said = useRoomUi(ui => ui.said)
  return (
    <div className="spoken" role="status" aria-live="polite">
      {said}
    </div>
  )
}
