import { useCallback, useMemo, useRef } from 'react'
import type { CriterionVersionView, RubricView } from '../../../../../electron/contract/api/rubrics.ts'
import { meaningOf } from '../../../../lib/rubricView.ts'
import { useRoom } from '../../room/roomContext.ts'
import classes from '../Lanes.module.css'
import { inView, OVERHANG_PX, onceAZoom } from '../markGroups.ts'
import { useMovingCanvas } from '../strips/useCanvas.ts'
import { useHeight } from '../strips/useHeight.ts'
import { spanOf, type View } from '../timeScale.ts'
import { useTokens } from '../tokens.ts'
import { hasRoomForCount, placeTags, type TagMark } from './tagMarks.ts'

const SQUARE = { leastPx: 22, mostPx: 96, heightPx: 18, topPx: 4, overPx: 11 }

/** The tags while the view moves, as their buttons look. */
export function TagCanvas({
  marks,
  rubrics,
  versions,
  widthPx,
}: {
  readonly marks: readonly TagMark[]
  readonly rubrics: readonly RubricView[]
  readonly versions: ReadonlyMap<string, CriterionVersionView> | undefined
  readonly widthPx: number
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = useHeight(canvas)
  const tokens = useTokens()
  const colourOf = useMemo(() => {
    const known = new Map<string, string>()
    return ({ tag }: TagMark): string => {
      const key = `${tag.rubricId} ${tag.code} ${tag.version}`
      const colour = known.get(key) ?? tokens[meaningOf(rubrics, versions, tag).colour]
      known.set(key, colour)
      return colour
    }
  }, [rubrics, versions, tokens])
  const { lengthMs } = useRoom().player
  const placedAt = useMemo(() => onceAZoom(msPerPx => placeTags(marks, msPerPx, lengthMs)), [marks, lengthMs])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      if (widthPx <= 0) return
      const msPerPx = spanOf(view) / widthPx
      const scrollPx = view.fromMs / msPerPx
      const seen = inView(placedAt(msPerPx), scrollPx, widthPx)
      context.textBaseline = 'middle'
      for (const [at, mark] of seen.entries()) {
        const [first] = mark.marks
        const many = mark.marks.length > 1
        context.font = `680 11px ${tokens.font}`
        const text = context.measureText(first.code).width
        const width = Math.min(SQUARE.mostPx, Math.max(SQUARE.leastPx, text + 6))
        const left = mark.leftPx - scrollPx + OVERHANG_PX - SQUARE.overPx
        const box = (shiftPx: number, lessPx: number) => {
          context.beginPath()
          context.roundRect(
            left + shiftPx + lessPx,
            SQUARE.topPx + lessPx,
            width - 2 * lessPx,
            SQUARE.heightPx - 2 * lessPx,
            3,
          )
          context.fill()
        }
        if (many) {
          context.fillStyle = tokens.text3
          box(4, 1)
          context.fillStyle = tokens.background
          box(2, 1)
        }
        context.fillStyle = colourOf(first)
        box(0, 0)
        context.fillStyle = tokens.onDomain
        context.textAlign = 'center'
        context.fillText(first.code, left + width / 2, SQUARE.topPx + SQUARE.heightPx / 2 + 0.5, width - 4)
        if (many && hasRoomForCount(mark, seen[at + 1])) {
          context.font = `500 11px ${tokens.font}`
          context.fillStyle = tokens.text2
          context.textAlign = 'left'
          context.fillText(
            `+${mark.marks.length - 1}`,
            left + width + 6,
            SQUARE.topPx + SQUARE.heightPx / 2 + 0.5,
          )
        }
      }
    },
    [placedAt, colourOf, tokens, widthPx],
  )
  useMovingCanvas(canvas, { widthPx: widthPx + 2 * OVERHANG_PX, heightPx }, draw)
  return <canvas ref={canvas} className={classes.movingMarks} />
}
