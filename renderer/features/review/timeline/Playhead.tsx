import { type KeyboardEvent, type PointerEvent, useCallback, useRef } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useTick } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'
import { useViewChange } from './liveView.ts'
import classes from './Timeline.module.css'
import { msAt, xOf } from './timeScale.ts'

/** Where we are. It lies in its own layer and is moved without React: it changes with every frame. */
export function Playhead({
  durationMs,
  jumpMs,
  widthPx,
}: {
  readonly durationMs: number
  readonly jumpMs: number
  readonly widthPx: number
}) {
  const room = useRoom()
  const { player } = room
  const head = useRef<HTMLDivElement>(null)
  const label = useRef<HTMLElement>(null)
  const said = useRef(-1)
  const halfPx = useRef(0)
  /** Once a second: asking an element for its width makes the browser lay everything out. */
  const write = useCallback(() => {
    const second = Math.floor(player.momentMs / 1000)
    if (second === said.current || !label.current) return
    said.current = second
    const text = formatTimecode(player.momentMs)
    head.current?.setAttribute('aria-valuenow', String(second))
    head.current?.setAttribute('aria-valuetext', text)
    const longer = text.length !== label.current.textContent.length || halfPx.current === 0
    label.current.textContent = text
    if (longer) halfPx.current = label.current.offsetWidth / 2
  }, [player])
  const draw = useCallback(() => {
    const { current } = head
    if (!current || widthPx <= 0) return
    const x = xOf(player.nowMs, room.ui.getState().view, widthPx)
    current.style.transform = `translateX(${x}px)`
    current.style.visibility = x < -1 || x > widthPx + 1 ? 'hidden' : 'visible'
    write()
    // The time stays on the track where the line itself is at its edge.
    const shiftPx = Math.max(0, halfPx.current - x) - Math.max(0, halfPx.current - (widthPx - x))
    label.current?.style.setProperty('--shift', `${shiftPx}px`)
  }, [room, player, widthPx, write])
  useTick(draw)
  // A new view or width moves it too, without a tick.
  useViewChange(draw)
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    const to = momentAfterKey(event.key, player.nowMs, durationMs, jumpMs)
    if (to === undefined) return
    event.preventDefault()
    player.seekTo(to)
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const rect = event.currentTarget.parentElement?.getBoundingClientRect()
    if (rect) player.seekTo(msAt(event.clientX - rect.left, room.ui.getState().view, rect.width))
  }
  return (
    <div
      ref={head}
      className={classes.playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationMs / 1000)}
      aria-valuenow={0}
      aria-valuetext="0:00"
      onKeyDown={keyed}
      onPointerDown={event => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
    >
      <b ref={label}>0:00</b>
    </div>
  )
}

function momentAfterKey(key: string, nowMs: number, durationMs: number, jumpMs: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return nowMs - jumpMs
    case 'ArrowRight':
    case 'ArrowUp':
      return nowMs + jumpMs
    case 'PageDown':
      return nowMs - 60_000
    case 'PageUp':
      return nowMs + 60_000
    case 'Home':
      return 0
    case 'End':
      return durationMs
    default:
      return undefined
  }
}
