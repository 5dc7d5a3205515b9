import { type RefObject, useCallback } from 'react'
import { useViewChange, useViewMove } from '../liveView.ts'
import type { View } from '../timeScale.ts'

type Draw = (context: CanvasRenderingContext2D, view: View) => void
type Size = { readonly widthPx: number; readonly heightPx: number }

/**
 * Draws on a canvas, in CSS pixels and as fine as the screen is, for every view on its way.
 * @param draw drawn anew where it is another function: a `useCallback` of what is drawn
 */
export function useCanvas(canvas: RefObject<HTMLCanvasElement | null>, size: Size, draw: Draw): void {
  useViewChange(useDrawView(canvas, size, draw))
}

/** As `useCanvas`, for a canvas that is seen only while the view moves. */
export function useMovingCanvas(canvas: RefObject<HTMLCanvasElement | null>, size: Size, draw: Draw): void {
  useViewMove(canvas, useDrawView(canvas, size, draw))
}

function useDrawView(
  canvas: RefObject<HTMLCanvasElement | null>,
  { widthPx, heightPx }: Size,
  draw: Draw,
): (view: View) => void {
  return useCallback(
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
}
