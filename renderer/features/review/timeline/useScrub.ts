import { type PointerEvent, type RefObject, useCallback, useMemo } from 'react'

export type Scrub = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
}

/** Press or drag anywhere on a track to go there. @param to told pixels from the left edge of `track` */
export function useScrub(track: RefObject<HTMLElement | null>, to: (xPx: number) => void): Scrub {
  const go = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const left = track.current?.getBoundingClientRect().left
      if (left !== undefined) to(event.clientX - left)
    },
    [track, to],
  )
  return useMemo(
    () => ({
      onPointerDown: event => {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      },
      onPointerMove: event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event)
      },
    }),
    [go],
  )
}
