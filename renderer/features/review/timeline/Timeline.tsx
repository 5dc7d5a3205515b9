import { Layers, ZoomIn, ZoomOut } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useWidth } from '../../../lib/useWidth.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { MaskRow } from '../masks/MaskRow.tsx'
import { PhaseRow } from '../phases/PhaseRow.tsx'
import { frameMsOf } from '../player/frameTime.ts'
import { usePlayer, useTick } from '../player/playerContext.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { HoverCard } from './HoverCard.tsx'
import { useRestingView } from './liveView.ts'
import { MarkIcons } from './marks/MarkIcons.tsx'
import { moveActs } from './moveActs.ts'
import { settleNudge } from './moving.ts'
import { Overview } from './Overview.tsx'
import { PersonLane } from './PersonLane.tsx'
import { Playhead } from './Playhead.tsx'
import { usePlayRules } from './playRules.ts'
import { RangeBand } from './RangeBand.tsx'
import { RowLabel } from './RowLabel.tsx'
import { Ruler } from './Ruler.tsx'
import { PictureRow } from './strips/PictureRow.tsx'
import { SoundRow } from './strips/SoundRow.tsx'
import { useStrips } from './strips/useStrips.ts'
import { TagsLane } from './TagsLane.tsx'
import classes from './Timeline.module.css'
import { clampView, followView, msAt, panView, spanOf, wholeLesson, zoomView } from './timeScale.ts'
import { useScrub } from './useScrub.ts'

/** The lesson from left to right: who said something where, the range, and where we are. */
export function Timeline({
  recording,
  readOnly,
  durationMs,
  jumpMs,
  people,
  comments,
  rubrics,
  onSelect,
}: {
  /** Whose pictures and sound are drawn. */
  readonly recording: RecordingView | undefined
  readonly readOnly: boolean
  readonly durationMs: number
  readonly jumpMs: number
  readonly people: readonly RoomPerson[]
  readonly comments: readonly ShownComment[]
  readonly rubrics: readonly RubricView[]
  readonly onSelect: (comment: ShownComment) => void
}) {
  const room = useRoom()
  const player = usePlayer()
  const area = useRef<HTMLElement>(null)
  const track = useRef<HTMLDivElement>(null)
  const view = useRestingView(area)
  const widthPx = useWidth(track)
  const scrub = useScrub(track, x => player.seekTo(msAt(x, room.ui.getState().view, widthPx)))

  const strips = useStrips(recording)
  const offsetMs = recording?.offsetMs ?? 0
  const hasPicture = (recording?.width ?? 0) > 0
  const hasSound = recording?.audioCodec !== undefined
  const frameMs = frameMsOf(recording?.fps)
  const selected = useRoomUi(ui => ui.selected)
  useKeys(
    moveActs({
      comment: comments.find(({ id }) => id === selected),
      frameMs,
      player,
    }),
  )

  // An angle that is moved may make the lesson longer or shorter: who looks closely goes on doing so.
  const lengthBefore = useRef(0)
  useEffect(() => {
    const whole = lengthBefore.current
    lengthBefore.current = durationMs
    room.ui.setState(({ view: now }) => ({
      view: spanOf(now) >= whole ? wholeLesson(durationMs) : clampView(now, durationMs),
    }))
  }, [room, durationMs])
  useEffect(() => {
    usePlayRules.setState({
      silences:
        strips.state === 'whole' && hasSound
          ? strips.silences.map(({ fromMs, toMs }) => ({
              fromMs: fromMs + offsetMs,
              toMs: toMs + offsetMs,
            }))
          : undefined,
    })
  }, [strips.silences, strips.state, hasSound, offsetMs])
  useEffect(
    () => () => {
      settleNudge()
      usePlayRules.setState({ looping: false, skipsSilence: false, silences: undefined })
    },
    [],
  )
  useTick(({ nowMs, state }) => {
    if (state.getState().rate === 0) return
    const { view: before } = room.ui.getState()
    const next = followView(before, nowMs, durationMs)
    if (next !== before) room.ui.setState({ view: next })
  })

  const zoom = useCallback(
    (factor: number, aroundMs: number) =>
      room.ui.setState(ui => ({ view: zoomView(ui.view, factor, aroundMs, durationMs) })),
    [room, durationMs],
  )
  useEffect(() => {
    const { current } = track
    const area = current?.closest('section')
    if (!current || !area) return
    // React's own wheel listener is passive; a zoom must keep the page from scrolling or zooming instead.
    // A wheel turns faster than the screen: what came since the last frame is done at once.
    let waiting: { zoomPx: number; panPx: number; atPx: number; frame: number } | undefined
    const turn = () => {
      if (!waiting) return
      const { zoomPx, panPx, atPx } = waiting
      waiting = undefined
      const { view: now } = room.ui.getState()
      if (zoomPx !== 0) zoom(Math.exp(-zoomPx / 240), msAt(atPx, now, current.clientWidth))
      if (panPx !== 0)
        room.ui.setState({ view: panView(now, (panPx / current.clientWidth) * spanOf(now), durationMs) })
    }
    const wheel = (event: WheelEvent) => {
      const zooms = event.ctrlKey || event.metaKey
      if (!zooms && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
      event.preventDefault()
      waiting ??= { zoomPx: 0, panPx: 0, atPx: 0, frame: requestAnimationFrame(turn) }
      waiting.atPx = event.clientX - current.getBoundingClientRect().left
      if (zooms) waiting.zoomPx += event.deltaY
      else waiting.panPx += event.deltaX || event.deltaY
    }
    area.addEventListener('wheel', wheel, { passive: false })
    return () => {
      area.removeEventListener('wheel', wheel)
      if (waiting) cancelAnimationFrame(waiting.frame)
    }
  }, [room, zoom, durationMs])

  const byPerson = useMemo(() => {
    const lanes = new Map<string, ShownComment[]>(people.map(({ id }) => [id, []]))
    for (const comment of comments) lanes.get(comment.author.id)?.push(comment)
    return lanes
  }, [people, comments])
  const zoomed = spanOf(view) < durationMs

  return (
    <section ref={area} className={classes.timeline} aria-label="Timeline" data-region="timeline" data-over>
      <MarkIcons />
      <div className={classes.label}>
        <span className={classes.word}>Lesson</span>
      </div>
      <Overview
        durationMs={durationMs}
        people={people}
        byPerson={byPerson}
        onView={next => room.ui.setState({ view: clampView(next, durationMs) })}
        onSeek={atMs => player.seekTo(atMs)}
      />
      <div className={classes.tracks}>
        <div className={`${classes.label} ${classes.zooms}`}>
          <IconButton
            icon={ZoomOut}
            label="Show more of the lesson"
            combo="-"
            size={24}
            iconSize={15}
            disabled={!zoomed}
            why="The whole lesson is shown"
            onClick={() => zoom(0.5, player.nowMs)}
          />
          <IconButton
            icon={ZoomIn}
            label="Look closer"
            combo="+"
            size={24}
            iconSize={15}
            onClick={() => zoom(2, player.nowMs)}
          />
        </div>
        <div ref={track} className={classes.ruler} {...scrub}>
          <Ruler widthPx={widthPx} frameMs={hasPicture ? frameMs : undefined} recording={recording} />
        </div>
        <PhaseRow
          durationMs={durationMs}
          widthPx={widthPx}
          frameMs={frameMs}
          readOnly={readOnly}
          scrub={scrub}
        />
        {hasPicture && <PictureRow strips={strips} offsetMs={offsetMs} widthPx={widthPx} scrub={scrub} />}
        {hasSound && <SoundRow strips={strips} offsetMs={offsetMs} widthPx={widthPx} scrub={scrub} />}
        <MaskRow widthPx={widthPx} readOnly={readOnly} scrub={scrub} />
        {people.map(person => (
          <PersonLane
            key={person.id}
            person={person}
            comments={byPerson.get(person.id) ?? []}
            view={view}
            widthPx={widthPx}
            frameMs={frameMs}
            scrub={scrub}
            onSelect={onSelect}
          />
        ))}
        <RowLabel icon={Layers} word="Tags" row="tags" />
        <TagsLane
          comments={comments}
          rubrics={rubrics}
          view={view}
          widthPx={widthPx}
          scrub={scrub}
          onSelect={onSelect}
        />
        <div className={classes.over}>
          <RangeBand widthPx={widthPx} />
          <Playhead durationMs={durationMs} jumpMs={jumpMs} widthPx={widthPx} />
        </div>
      </div>
      <HoverCard track={track} comments={comments} strips={strips} offsetMs={offsetMs} />
    </section>
  )
}
