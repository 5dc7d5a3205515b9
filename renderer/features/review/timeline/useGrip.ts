import { type PointerEvent, useCallback, useEffect, useRef } from 'react'
import { type Grip, gripAt, movedPlace, type Stretch } from './movedPlace.ts'
import { setMoving, settleNudge, useMoving } from './moving.ts'

/** A pointer that moves less than this presses and does not drag. */
const DRAG_PX = 4

export type GripHandlers = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void
}

/**
 * Lets something be taken by its middle or its ends and moved along the timeline; Escape lets it go where it was.
 * @param onMove told the moment to look at while it moves
 * @returns handlers, and whether the click that follows belongs to a drag
 */
export function useGrip(reach: {
  id: string
  place: Stretch
  /** How wide it is drawn now, and what a pixel is worth. */
  scale: () => { widthPx: number; msPerPx: number }
  durationMs: number
  disabled: boolean
  onMove: (atMs: number) => void
  onLetGo: (place: Stretch) => void
}): { handlers: GripHandlers; dragged: () => boolean } {
  const latest = useRef(reach)
  latest.current = reach
  const held = useRef<{ grip: Grip; fromX: number; place: Stretch; moved: boolean } | undefined>(undefined)
  const wasDragged = useRef(false)

  const release = useRef<() => void>(() => undefined)
  useEffect(() => () => release.current(), [])

  const onPointerDown = useCallback((event: PointerEvent<HTMLElement>) => {
    wasDragged.current = false
    const { disabled, place, scale } = latest.current
    if (event.button !== 0 || disabled) return
    settleNudge()
    const { left } = event.currentTarget.getBoundingClientRect()
    held.current = {
      grip: gripAt(event.clientX - left, scale().widthPx),
      fromX: event.clientX,
      place,
      moved: false,
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    // Only while something is held: there may be hundreds of marks.
    const abandon = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !held.current?.moved) return
      key.preventDefault()
      key.stopPropagation()
      held.current = undefined
      setMoving(undefined)
    }
    window.addEventListener('keydown', abandon, true)
    release.current = () => window.removeEventListener('keydown', abandon, true)
  }, [])
  const onPointerMove = useCallback((event: PointerEvent<HTMLElement>) => {
    const { id, scale, durationMs, onMove } = latest.current
    const grip = held.current
    if (!grip) return
    const byPx = event.clientX - grip.fromX
    if (!grip.moved && Math.abs(byPx) < DRAG_PX) return
    grip.moved = true
    wasDragged.current = true
    const place = movedPlace(grip.place, grip.grip, byPx * scale().msPerPx, durationMs)
    setMoving({ id, place })
    onMove(grip.grip === 'to' ? (place.toMs ?? place.atMs) : place.atMs)
  }, [])
  const letGo = useCallback((event: PointerEvent<HTMLElement>) => {
    const grip = held.current
    held.current = undefined
    release.current()
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.releasePointerCapture(event.pointerId)
    const { id, onLetGo } = latest.current
    const { moving } = useMoving.getState()
    if (grip?.moved && moving?.id === id) onLetGo(moving.place)
  }, [])
  return {
    handlers: { onPointerDown, onPointerMove, onPointerUp: letGo, onPointerCancel: letGo },
    dragged: () => {
      const was = wasDragged.current
      wasDragged.current = false
      return was
    },
  }
}
