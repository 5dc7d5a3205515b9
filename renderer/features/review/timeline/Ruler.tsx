import { useMemo } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { usePlayer } from '../player/playerContext.ts'
import { frameTicks } from './frameTicks.ts'
import classes from './Timeline.module.css'
import { ticksOf, type View, xOf } from './timeScale.ts'

/** Times along the timeline; from near, every frame. */
export function Ruler({
  view,
  widthPx,
  frameMs,
}: {
  readonly view: View
  readonly widthPx: number
  /** Length of a frame; undefined where there is no picture. */
  readonly frameMs: number | undefined
}) {
  const player = usePlayer()
  const frames = useMemo(
    () =>
      widthPx > 0 && frameMs !== undefined
        ? frameTicks(view, widthPx, { frameMs, anchorMs: player.shownMs })
        : [],
    [view, widthPx, frameMs, player],
  )
  const ticks = useMemo(
    () =>
      frames.length > 0
        ? frames
            .filter(({ labelled }) => labelled)
            .map(({ atMs }) => ({ atMs, label: formatTimecode(atMs + 0.5, 3) }))
        : widthPx > 0
          ? ticksOf(view, widthPx, formatTimecode)
          : [],
    [frames, view, widthPx],
  )
  return (
    <div className={classes.ticks} aria-hidden="true" data-frames={frames.length > 0}>
      {frames.length > 0 && (
        <svg width={widthPx} height={24} aria-hidden="true">
          <path
            d={frames.map(({ xPx, labelled }) => `M${xPx.toFixed(1)} 24v${labelled ? -6 : -4}`).join('')}
          />
        </svg>
      )}
      {ticks.map(({ atMs, label }) => {
        const x = xOf(atMs, view, widthPx)
        const edge = x < 18 ? 'start' : x > widthPx - 18 ? 'end' : 'middle'
        return (
          <span key={atMs} data-edge={edge} style={{ left: x }}>
            {label}
          </span>
        )
      })}
    </div>
  )
}
