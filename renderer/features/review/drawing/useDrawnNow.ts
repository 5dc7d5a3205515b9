import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { drawingSpan } from '../../../../electron/contract/drawing/drawingSpan.ts'
import type { PictureSize } from '../../../../electron/contract/drawing/geometry.ts'
import type { Shape } from '../../../../electron/contract/records/drawing.ts'
import type { PersonColour } from '../../../../electron/contract/records/person.ts'
import { usePlayer } from '../player/playerContext.ts'

/** A comment's drawing on one recording, and when it is on. */
export type TimedDrawing = {
  key: string
  commentId: string
  name: string
  colour: PersonColour
  atMs: number
  toMs?: number | undefined
  picture: PictureSize
  shapes: readonly Shape[]
}

/** A frame's time may lie a hair before the whole millisecond that was written down for it. */
const HAIR_MS = 1

export function drawnAt(drawings: readonly TimedDrawing[], nowMs: number): TimedDrawing[] {
  return drawings.filter(drawing => {
    const { fromMs, toMs } = drawingSpan(drawing)
    return fromMs <= nowMs + HAIR_MS && nowMs + HAIR_MS < toMs
  })
}

/** The drawings of the frame that is on. The player is asked at every frame; React hears only when they become others. */
export function useDrawnNow(drawings: readonly TimedDrawing[]): readonly TimedDrawing[] {
  const player = usePlayer()
  const now = useSyncExternalStore(
    useCallback(changed => player.onTick(changed), [player]),
    useCallback(
      () =>
        drawings.length === 0
          ? ''
          : drawnAt(drawings, player.nowMs)
              .map(({ key }) => key)
              .join('\n'),
      [player, drawings],
    ),
  )
  return useMemo(() => {
    const on = new Set(now.split('\n'))
    return drawings.filter(({ key }) => on.has(key))
  }, [drawings, now])
}
