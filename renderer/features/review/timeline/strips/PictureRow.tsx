import { Film } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { RowLabel } from '../RowLabel.tsx'
import type { View } from '../timeScale.ts'
import type { Scrub } from '../useScrub.ts'
import classes from './Strips.module.css'
import type { Strips } from './stripStore.ts'
import { cellsOf, nearest } from './tiles.ts'
import { useCanvas } from './useCanvas.ts'
import { useHeight } from './useHeight.ts'

/** The lesson in pictures. */
export function PictureRow({
  strips,
  offsetMs,
  widthPx,
  scrub,
}: {
  readonly strips: Strips
  readonly offsetMs: number
  readonly widthPx: number
  readonly scrub: Scrub
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = useHeight(canvas)
  const { tiles, aspect } = strips
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      if (!aspect || tiles.length === 0) return
      const cellPx = Math.max(8, heightPx * aspect)
      for (const { leftPx, atMs } of cellsOf(view, widthPx, cellPx)) {
        const tile = nearest(tiles, atMs - offsetMs)
        // A hair's breadth between two pictures shows that they are two.
        if (tile) context.drawImage(tile.picture, leftPx, 0, cellPx - 1, heightPx)
      }
    },
    [tiles, aspect, offsetMs, widthPx, heightPx],
  )
  useCanvas(canvas, { widthPx, heightPx }, draw)
  return (
    <>
      <RowLabel icon={Film} word="Picture" row="picture" />
      <div className={`${classes.strip} ${classes.pictures}`} data-row="picture" {...scrub}>
        <canvas
          ref={canvas}
          role="img"
          aria-label="Pictures along the lesson"
          data-testid="filmstrip"
          data-tiles={tiles.length}
          data-state={strips.state}
        />
        {tiles.length === 0 && <StripWord state={strips.state} what="pictures" />}
      </div>
    </>
  )
}

/** What stands in a row that has nothing to draw. */
export function StripWord({ state, what }: { readonly state: Strips['state']; readonly what: string }) {
  if (state === 'whole') return null
  return (
    <span className={classes.stripWord}>
      {state === 'making' ? `Reading the ${what} …` : `The ${what} could not be read for the timeline.`}
    </span>
  )
}
