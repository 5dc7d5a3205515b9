import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { SoundMaskView } from '../../../../electron/contract/api/masks.ts'
import { useMasks } from '../../../lib/queries.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'

/** The clock is asked with each frame of the screen, and what plays is a little ahead of it. */
const EARLY_MS = 50

type Stretch = Pick<SoundMaskView, 'effect' | 'fromMs' | 'toMs'>

/** Whether what is heard at this moment is muted for others. Distorted words can be made out, so they are heard here as they were said. Pure. */
export const isSilenced = (stretches: readonly Stretch[], nowMs: number): boolean =>
  stretches.some(
    ({ effect, fromMs, toMs }) => effect === 'mute' && nowMs >= fromMs - EARLY_MS && nowMs < toMs,
  )

const none: readonly SoundMaskView[] = []

/** Whether the lesson is silent at this moment, as it is for others. React hears only where that changes. */
export function useSilenced(): boolean {
  const player = usePlayer()
  const { lessonId } = useRoom()
  const all = useMasks(lessonId).data?.sound ?? none
  const muted = useMemo(() => all.filter(({ effect }) => effect === 'mute'), [all])
  return useSyncExternalStore(
    useCallback(changed => player.onTick(changed), [player]),
    useCallback(() => isSilenced(muted, player.nowMs), [player, muted]),
  )
}
