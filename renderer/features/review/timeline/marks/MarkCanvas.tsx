import { useCallback, useMemo, useRef } from 'react'
import type { ShownComment } from '../../conversation/shownComments.ts'
import { useRoom, useRoomUi } from '../../room/roomContext.ts'
import type { RoomPerson } from '../../room/roomPeople.ts'
import classes from '../Lanes.module.css'
import { inView, OVERHANG_PX, onceAZoom, placeMarks } from '../markGroups.ts'
import { useMovingCanvas } from '../strips/useCanvas.ts'
import { useHeight } from '../strips/useHeight.ts'
import { spanOf, type View } from '../timeScale.ts'
import { useTokens } from '../tokens.ts'
import { markDrawer } from './drawMarks.ts'

/** One person's marks while the view moves. */
export function MarkCanvas({
  person,
  comments,
  widthPx,
}: {
  readonly person: RoomPerson
  readonly comments: readonly ShownComment[]
  readonly widthPx: number
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = useHeight(canvas)
  const tokens = useTokens()
  const selected = useRoomUi(ui => ui.selected)
  const { colour } = person
  const drawMarks = useMemo(() => markDrawer(tokens, colour), [tokens, colour])
  const { lengthMs } = useRoom().player
  const placedAt = useMemo(
    () => onceAZoom(msPerPx => placeMarks(comments, msPerPx, lengthMs)),
    [comments, lengthMs],
  )
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      if (widthPx <= 0) return
      const msPerPx = spanOf(view) / widthPx
      const scrollPx = view.fromMs / msPerPx
      const seen = inView(placedAt(msPerPx), scrollPx, widthPx)
      drawMarks(context, seen, { scrollPx: scrollPx - OVERHANG_PX, laneHeightPx: heightPx, selected })
    },
    [placedAt, drawMarks, widthPx, heightPx, selected],
  )
  useMovingCanvas(canvas, { widthPx: widthPx + 2 * OVERHANG_PX, heightPx }, draw)
  return <canvas ref={canvas} className={classes.movingMarks} />
}
