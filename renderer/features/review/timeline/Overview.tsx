import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { overviewColumns } from './markGroups.ts'
import classes from './Timeline.module.css'
import { panView, spanOf, type View, zoomView } from './timeScale.ts'
import { useWidth } from './useWidth.ts'

/** The whole lesson in one bar, with the stretch that is shown below it. */
export function Overview({
  durationMs,
  view,
  people,
  byPerson,
  onView,
  onSeek,
}: {
  readonly durationMs: number
  readonly view: View
  readonly people: readonly RoomPerson[]
  readonly byPerson: ReadonlyMap<string, readonly ShownComment[]>
  readonly onView: (view: View) => void
  readonly onSeek: (atMs: number) => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(bar)
  const length = Math.max(1, durationMs)
  const whole = spanOf(view) >= length
  const centre = (event: PointerEvent<HTMLElement>) => {
    const rect = bar.current?.getBoundingClientRect()
    if (!rect) return
    const atMs = Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width)) * length
    if (whole) onSeek(atMs)
    else onView({ fromMs: atMs - spanOf(view) / 2, toMs: atMs + spanOf(view) / 2 })
  }
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    const next = viewAfterKey(event.key, view, durationMs)
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
        className={classes.window}
        role="slider"
        tabIndex={0}
        aria-label="Part of the lesson shown"
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1000)}
        aria-valuenow={Math.round(view.fromMs / 1000)}
        aria-valuetext={`${formatTimecode(view.fromMs)} to ${formatTimecode(view.toMs)}`}
        style={{
          left: `${(view.fromMs / length) * 100}%`,
          width: `${Math.min(100, (spanOf(view) / length) * 100)}%`,
        }}
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
