import { type RefObject, useCallback } from 'react'
import { useViewChange } from '../liveView.ts'
import type { View } from '../timeScale.ts'

/**
 * Draws on a canvas, in CSS pixels and as fine as the screen is, for every view on its way.
 * @param draw drawn anew where it is another function: a `useCallback` of what is drawn
 */
export function useCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  draw: (context: CanvasRenderingContext2D, view: View) => void,
): void {
  const drawView = useCallback(
    (view: View) => {
      const { current } = canvas
      const context = current?.getContext('2d')
      if (!current || !context || widthPx <= 0) return
      const scale = window.devicePixelRatio || 1
      const width = Math.round(widthPx * scale)
      const height = Math.round(heightPx * scale)
      // Setting the size clears the canvas and is slow: only where it changed.
      if (current.width !== width) current.width = width
      if (current.height !== height) current.height = height
      context.setTransform(scale, 0, 0, scale, 0, 0)
      context.clearRect(0, 0, widthPx, heightPx)
      draw(context, view)
    },
    [canvas, widthPx, heightPx, draw],
  )
  useViewChange(drawView)
}
