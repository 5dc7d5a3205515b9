import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import classes from './Angles.module.css'
import type { Corner } from './arrangement.ts'
import { cornerAt } from './split.ts'

/** A hand that trembles less than this means a press and not a drag, in px. */
const STILL_PX = 6

type Side = 'Left' | 'Right' | 'Top' | 'Bottom'
const ways: Record<string, Side> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Top',
  ArrowDown: 'Bottom',
}

/** The corner one gets to from another by going to a side. */
export function towards(corner: Corner, side: Side): Corner {
  const top = side === 'Top' || (side !== 'Bottom' && corner.startsWith('top'))
  const left = side === 'Left' || (side !== 'Right' && corner.endsWith('Left'))
  return cornerAt(left ? -1 : 1, top ? -1 : 1)
}

/** The picture goes with the hand, without React: it is drawn anew only where it is let go. */
function carry(grip: HTMLElement, by: { x: number; y: number } | undefined): void {
  const picture = grip.parentElement
  if (!picture) return
  picture.style.transform = by ? `translate(${by.x}px, ${by.y}px)` : ''
  picture.toggleAttribute('data-carried', by !== undefined)
}

/** Lies over the small picture: a press swaps the two, a drag or the arrows move it to another corner. */
export function InsetGrip({
  label,
  corner,
  onSwap,
  onCorner,
  stage,
}: {
  readonly label: string
  readonly corner: Corner
  readonly onSwap: () => void
  readonly onCorner: (corner: Corner) => void
  readonly stage: RefObject<HTMLElement | null>
}) {
  const from = useRef<{ x: number; y: number } | undefined>(undefined)
  const dragged = useRef(false)
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY }
    dragged.current = false
  }
  const move = (event: PointerEvent<HTMLButtonElement>) => {
    if (!from.current) return
    const by = { x: event.clientX - from.current.x, y: event.clientY - from.current.y }
    if (!dragged.current && Math.hypot(by.x, by.y) < STILL_PX) return
    dragged.current = true
    carry(event.currentTarget, by)
  }
  const up = (event: PointerEvent<HTMLButtonElement>) => {
    const box = stage.current?.getBoundingClientRect()
    if (dragged.current && box)
      onCorner(cornerAt(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2))
    from.current = undefined
    carry(event.currentTarget, undefined)
  }
  const steer = (event: KeyboardEvent) => {
    const side = ways[event.key]
    if (!side || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onCorner(towards(corner, side))
  }
  return (
    <button
      type="button"
      className={classes.grip}
      aria-label={label}
      aria-description="Arrows move it to another corner."
      title={`${label}; drag it to another corner`}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={event => {
        from.current = undefined
        carry(event.currentTarget, undefined)
      }}
      onClick={() => {
        // The click that ends a drag swaps nothing.
        if (!dragged.current) onSwap()
        dragged.current = false
      }}
      onKeyDown={steer}
    />
  )
}
