import { type RefObject, startTransition, useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { useRoom } from '../room/roomContext.ts'
import type { View } from './timeScale.ts'

/** A view that has not changed for so long rests. */
const REST_MS = 120

/**
 * Draws for every view on its way, without React: a wheel turns as fast as the screen shows. It is told the view at once, and again
 * where `draw` is another function (a `useCallback` of what is drawn).
 */
export function useViewChange(draw: (view: View) => void): void {
  const room = useRoom()
  useLayoutEffect(() => {
    draw(room.ui.getState().view)
    return room.ui.subscribe(({ view }, before) => {
      if (view !== before.view) draw(view)
    })
  }, [room, draw])
}

/**
 * Draws for every view on its way what is hidden while the view rests (`data-moving` above `shown`): what changes meanwhile costs nothing
 * then, and is drawn with the view's next move.
 */
export function useViewMove(shown: RefObject<HTMLElement | null>, draw: (view: View) => void): void {
  const room = useRoom()
  useLayoutEffect(() => {
    if (shown.current?.closest('[data-moving]')) draw(room.ui.getState().view)
    return room.ui.subscribe(({ view }, before) => {
      if (view !== before.view) draw(view)
    })
  }, [room, shown, draw])
}

/**
 * The view once it rests, for what is made by React: marks that can be pressed and focused. Until then `data-moving` stands on the area,
 * and what is drawn on canvases is shown in their place.
 */
export function useRestingView(area: RefObject<HTMLElement | null>): View {
  const room = useRoom()
  const [resting, setResting] = useState(() => room.ui.getState().view)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = room.ui.subscribe(({ view }, before) => {
      if (view === before.view) return
      clearTimeout(timer)
      // Not so urgent that it may keep a frame waiting.
      timer = setTimeout(() => startTransition(() => setResting(view)), REST_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [room])
  const mark = useCallback(
    (view: View) => {
      if (area.current && view !== resting) area.current.dataset.moving = 'yes'
      else if (area.current) delete area.current.dataset.moving
    },
    [area, resting],
  )
  useViewChange(mark)
  return resting
}
