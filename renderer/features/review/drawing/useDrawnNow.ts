import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { drawnAt, type TimedDrawing } from '../../../lib/drawnAt.ts'
import { usePlayer } from '../player/playerContext.ts'

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
