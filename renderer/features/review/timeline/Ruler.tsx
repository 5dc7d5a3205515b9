import { useCallback, useRef } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { usePlayer } from '../player/playerContext.ts'
import { frameTicks } from './frameTicks.ts'
import { useCanvas } from './strips/useCanvas.ts'
import classes from './Timeline.module.css'
import { ticksOf, type View, xOf } from './timeScale.ts'
import { useTokens } from './tokens.ts'

const HEIGHT_PX = 24
const LABEL_MID_PX = 12.5
/** A label closer to an edge stands inside it. */
const EDGE_PX = 18

/** Times along the timeline; from near, every frame. */
export function Ruler({
  widthPx,
  frameMs,
}: {
  readonly widthPx: number
  /** Length of a frame; undefined where there is no picture. */
  readonly frameMs: number | undefined
}) {
  const player = usePlayer()
  const canvas = useRef<HTMLCanvasElement>(null)
  const tokens = useTokens()
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      const frames =
        frameMs === undefined ? [] : frameTicks(view, widthPx, { frameMs, anchorMs: player.shownMs })
      context.canvas.dataset.frames = String(frames.length > 0)
      context.strokeStyle = tokens.text3
      context.lineWidth = 1
      context.beginPath()
      for (const { xPx, labelled } of frames) {
        context.moveTo(xPx, HEIGHT_PX)
        context.lineTo(xPx, HEIGHT_PX - (labelled ? 6 : 4))
      }
      context.stroke()
      const ticks =
        frames.length > 0
          ? frames
              .filter(({ labelled }) => labelled)
              .map(({ atMs }) => ({ atMs, label: formatTimecode(atMs + 0.5, 3) }))
          : ticksOf(view, widthPx, formatTimecode)
      context.font = `400 11px ${tokens.font}`
      context.fontKerning = 'normal'
      context.fillStyle = tokens.text3
      context.textBaseline = 'middle'
      for (const { atMs, label } of ticks) {
        const x = xOf(atMs, view, widthPx)
        context.textAlign = x < EDGE_PX ? 'left' : x > widthPx - EDGE_PX ? 'right' : 'center'
        context.fillText(label, x, LABEL_MID_PX)
      }
    },
    [player, widthPx, frameMs, tokens],
  )
  useCanvas(canvas, { widthPx, heightPx: HEIGHT_PX }, draw)
  return <canvas ref={canvas} className={classes.ticks} data-testid="ruler" />
}
