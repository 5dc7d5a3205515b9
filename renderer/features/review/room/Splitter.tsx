import type { KeyboardEvent, PointerEvent } from 'react'
import classes from './Splitter.module.css'

/** Between the picture and the conversation; dragged, or moved with arrow keys, and reset with a double click. */
export function Splitter({
  valuePx,
  leastPx,
  mostPx,
  onMove,
  onReset,
}: {
  readonly valuePx: number
  readonly leastPx: number
  readonly mostPx: number
  readonly onMove: (px: number) => void
  readonly onReset: () => void
}) {
  const clamp = (px: number) => Math.round(Math.min(mostPx, Math.max(leastPx, px)))
  const keyed = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 16, ArrowRight: -16, Home: mostPx, End: -mostPx }[event.key]
    if (event.key === 'Enter') onReset()
    else if (by !== undefined) onMove(clamp(valuePx + by))
    else return
    event.preventDefault()
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right
    if (right !== undefined) onMove(clamp(right - event.clientX))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this separator can
    <div
      className={classes.splitter}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the conversation"
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      aria-valuenow={valuePx}
      onKeyDown={keyed}
      onDoubleClick={onReset}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  )
}
