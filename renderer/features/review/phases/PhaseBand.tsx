import { type KeyboardEvent, useCallback, useRef } from 'react'
import type { PhaseView } from '../../../../electron/contract/api/phases.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useRoom } from '../room/roomContext.ts'
import { useViewChange } from '../timeline/liveView.ts'
import { movedPlace, type Stretch } from '../timeline/movedPlace.ts'
import { nudge, setMoving, useMoving } from '../timeline/moving.ts'
import { nudgeOf } from '../timeline/nudgeKeys.ts'
import { spanOf, type View, xOf } from '../timeline/timeScale.ts'
import { useGrip } from '../timeline/useGrip.ts'
import classes from './Phases.module.css'
import { changePhase, heldPhase, removePhase } from './phaseChanges.ts'
import { LEAST_PHASE_MS } from './phasePlaces.ts'

/** One phase: press to go to its start, Enter to rename, Alt with arrows or the pointer to move it or its ends. */
export function PhaseBand({
  phase,
  even,
  row,
  rows,
  widthPx,
  frameMs,
  stop,
  readOnly,
  onEdit,
}: {
  readonly phase: PhaseView
  /** Neighbours have two shades of the same neutral. */
  readonly even: boolean
  readonly row: number
  readonly rows: number
  readonly widthPx: number
  readonly frameMs: number
  readonly stop: boolean
  readonly readOnly: boolean
  readonly onEdit: () => void
}) {
  const { player } = useRoom()
  const moving = useMoving(state => (state.moving?.id === phase.id ? state.moving : undefined))
  const place: Stretch = moving?.place ?? { atMs: phase.fromMs, toMs: phase.toMs }
  const own = phase.local && !readOnly
  const { atMs: fromMs, toMs = fromMs } = place
  const band = useRef<HTMLButtonElement>(null)
  const title = useRef<HTMLSpanElement>(null)
  const at = useRef({ widthPx: 0, msPerPx: 0 })
  const draw = useCallback(
    (view: View) => {
      const leftPx = xOf(fromMs, view, widthPx)
      const bandPx = xOf(toMs, view, widthPx) - leftPx
      at.current = { widthPx: bandPx, msPerPx: widthPx > 0 ? spanOf(view) / widthPx : 0 }
      if (!band.current || !title.current) return
      band.current.style.left = `${leftPx}px`
      band.current.style.width = `${Math.max(3, bandPx - 1)}px`
      // The name stays in view while its phase is.
      title.current.style.marginLeft = `${Math.max(0, -leftPx)}px`
    },
    [fromMs, toMs, widthPx],
  )
  useViewChange(draw)
  const save = ({ atMs, toMs = atMs }: Stretch) => {
    setMoving(undefined)
    const end = Math.max(toMs, atMs + LEAST_PHASE_MS)
    const held = heldPhase(phase)
    if (atMs === held.fromMs && end === held.toMs) return
    const words = `Phase “${phase.title}” is now ${formatTimecode(atMs)} – ${formatTimecode(end)}`
    void changePhase(phase, { fromMs: atMs, toMs: end }, words)
  }
  const { handlers, dragged } = useGrip({
    id: phase.id,
    place: { atMs: phase.fromMs, toMs: phase.toMs },
    scale: () => at.current,
    durationMs: player.lengthMs,
    disabled: !own,
    onMove: atMs => player.seekTo(atMs),
    onLetGo: save,
  })
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    if (!own) return
    const key = nudgeOf(event)
    if (key) {
      const to = nudge({
        id: phase.id,
        now: () => {
          const { fromMs: atMs, toMs } = heldPhase(phase)
          return { atMs, toMs }
        },
        ...key,
        to: (from, steps) => movedPlace(from, key.grip, steps * frameMs, player.lengthMs),
        save,
      })
      player.seekTo(key.grip === 'to' ? (to.toMs ?? to.atMs) : to.atMs)
    } else if (event.key === 'Enter' || event.key === 'F2') onEdit()
    else if (event.key === 'Delete' || event.key === 'Backspace') void removePhase(phase)
    else return
    event.preventDefault()
  }
  return (
    <button
      ref={band}
      type="button"
      className={classes.band}
      data-even={even}
      data-own={own}
      data-phase={phase.id}
      tabIndex={stop ? 0 : -1}
      aria-label={`Phase ${phase.title}, ${formatTimecode(place.atMs)} to ${formatTimecode(place.toMs ?? place.atMs)}, by ${phase.author.name}`}
      {...(own && {
        'aria-keyshortcuts':
          'Enter Delete Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight',
      })}
      title={
        own
          ? `${phase.title} (↵ or double-click to rename, Alt ←/→ to move, Alt ⇧ ←/→ for its end, Del to delete)`
          : `${phase.title}, by ${phase.author.name}`
      }
      style={{
        top: `${(row / rows) * 100}%`,
        height: `${100 / rows}%`,
      }}
      {...handlers}
      onMouseDown={event => event.preventDefault()}
      onKeyDown={keyed}
      onDoubleClick={() => own && onEdit()}
      onClick={event => {
        if (dragged()) return
        event.currentTarget.focus()
        player.seekTo(phase.fromMs)
      }}
    >
      <span ref={title}>{phase.title}</span>
    </button>
  )
}
