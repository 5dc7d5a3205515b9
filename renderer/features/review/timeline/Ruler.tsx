import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { frameTimesOf } from '../player/knownFrames.ts'
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
/** Where the view rests for so long, it is asked when its frames really are. */
const REST_MS = 150

const nothingKnown = createStore<ReadonlyMap<number, readonly number[]>>(() => new Map())

/** Times along the timeline; from near, every frame. */
export function Ruler({
  widthPx,
  frameMs,
  recording,
}: {
  readonly widthPx: number
  /** Whose frames they are. */
  readonly recording: RecordingView | undefined
  /** Length of a frame; undefined where there is no picture. */
  readonly frameMs: number | undefined
}) {
  const player = usePlayer()
  const canvas = useRef<HTMLCanvasElement>(null)
  const tokens = useTokens()
  const frameTimes = useMemo(
    () =>
      recording && frameMs !== undefined
        ? frameTimesOf({ id: recording.id, offsetMs: recording.offsetMs })
        : undefined,
    [recording, frameMs],
  )
  const known = useStore(frameTimes?.known ?? nothingKnown)
  const asking = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(asking.current), [])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      // Drawn anew when more of the frames are known.
      void known
      const times = frameTimes?.within(view.fromMs, view.toMs)
      const frames =
        frameMs === undefined ? [] : frameTicks(view, widthPx, { frameMs, anchorMs: player.shownMs, times })
      clearTimeout(asking.current)
      if (frameTimes && frames.length > 0 && !times)
        asking.current = setTimeout(() => {
          void frameTimes.fetch(view.fromMs)
          void frameTimes.fetch(view.toMs)
        }, REST_MS)
      context.canvas.dataset.exact = String(times !== undefined)
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
    [player, widthPx, frameMs, tokens, frameTimes, known],
  )
  useCanvas(canvas, { widthPx, heightPx: HEIGHT_PX }, draw)
  return <canvas ref={canvas} className={classes.ticks} data-testid="ruler" />
}
