import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useWidth } from '../../../lib/useWidth.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { useViewChange } from './liveView.ts'
import { overviewColumns } from './markGroups.ts'
import classes from './Timeline.module.css'
import { panView, spanOf, type View, zoomView } from './timeScale.ts'

/** The whole lesson in one bar, with the stretch that is shown below it. */
export function Overview({
  durationMs,
  people,
  byPerson,
  onView,
  onSeek,
}: {
  readonly durationMs: number
  readonly people: readonly RoomPerson[]
  readonly byPerson: ReadonlyMap<string, readonly ShownComment[]>
  readonly onView: (view: View) => void
  readonly onSeek: (atMs: number) => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(bar)
  const frame = useRef<HTMLDivElement>(null)
  const room = useRoom()
  const length = Math.max(1, durationMs)
  const draw = useCallback(
    (view: View) => {
      const { current } = frame
      if (!current) return
      current.style.left = `${(view.fromMs / length) * 100}%`
      current.style.width = `${Math.min(100, (spanOf(view) / length) * 100)}%`
      current.setAttribute('aria-valuenow', String(Math.round(view.fromMs / 1000)))
      current.setAttribute('aria-valuetext', `${formatTimecode(view.fromMs)} to ${formatTimecode(view.toMs)}`)
    },
    [length],
  )
  useViewChange(draw)
  const centre = (event: PointerEvent<HTMLElement>) => {
    const rect = bar.current?.getBoundingClientRect()
    if (!rect) return
    const atMs = Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width)) * length
    const span = spanOf(room.ui.getState().view)
    if (span >= length) onSeek(atMs)
    else onView({ fromMs: atMs - span / 2, toMs: atMs + span / 2 })
  }
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    const next = viewAfterKey(event.key, room.ui.getState().view, durationMs)
    if (!next) return
    event.preventDefault()
    onView(next)
  }
  const paths = useMemo(
    () =>
      people.map((person, lane) => {
        const columns = overviewColumns(
          (byPerson.get(person.id) ?? []).map(({ atMs }) => atMs),
          durationMs,
          widthPx,
        )
        const heightPx = Math.max(2, Math.floor(14 / Math.max(1, people.length)) - 1)
        const topPx = 2 + lane * (heightPx + 1)
        return { person, d: columns.map(x => `M${x} ${topPx}v${heightPx}`).join('') }
      }),
    [people, byPerson, durationMs, widthPx],
  )
  return (
    <div
      ref={bar}
      className={classes.overview}
      onPointerDown={event => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        centre(event)
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) centre(event)
      }}
    >
      <svg className={classes.overviewMarks} width={widthPx} height={18} aria-hidden="true">
        {paths.map(({ person, d }) => (
          <path key={person.id} d={d} stroke={`var(--${person.colour})`} strokeWidth={3} />
        ))}
      </svg>
      <div
        ref={frame}
        className={classes.window}
        role="slider"
        tabIndex={0}
        aria-label="Part of the lesson shown"
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1000)}
        aria-valuenow={0}
        onKeyDown={keyed}
      />
    </div>
  )
}

function viewAfterKey(key: string, view: View, durationMs: number): View | undefined {
  const span = spanOf(view)
  switch (key) {
    case 'ArrowLeft':
      return panView(view, -span / 10, durationMs)
    case 'ArrowRight':
      return panView(view, span / 10, durationMs)
    case 'PageUp':
      return panView(view, -span, durationMs)
    case 'PageDown':
      return panView(view, span, durationMs)
    case 'Home':
      return panView(view, -durationMs, durationMs)
    case 'End':
      return panView(view, durationMs, durationMs)
    case 'ArrowUp':
      return zoomView(view, 1.5, view.fromMs + span / 2, durationMs)
    case 'ArrowDown':
      return zoomView(view, 1 / 1.5, view.fromMs + span / 2, durationMs)
    default:
      return undefined
  }
}
