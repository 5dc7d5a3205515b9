import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { SoundMaskView } from '../../../../electron/contract/api/masks.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { useMasks } from '../../../lib/queries.ts'
import type { LessonClock } from './useMasksNow.ts'

/** The clock is asked with each frame of the screen, and what plays is a little ahead of it. */
const EARLY_MS = 50

type Stretch = Pick<SoundMaskView, 'effect' | 'fromMs' | 'toMs'>

/** Whether what is heard at this moment is muted for others. Distorted words can be made out, so they are heard here as they were said. Pure. */
export const isSilenced = (stretches: readonly Stretch[], nowMs: number): boolean =>
  stretches.some(
    ({ effect, fromMs, toMs }) => effect === 'mute' && nowMs >= fromMs - EARLY_MS && nowMs < toMs,
  )

const none: readonly SoundMaskView[] = []

/** Whether a lesson is silent at this moment, as it is for others. React hears only where that changes. */
export function useSilenced(lessonId: LessonId, clock: LessonClock): boolean {
  const all = useMasks(lessonId).data?.sound ?? none
  const muted = useMemo(() => all.filter(({ effect }) => effect === 'mute'), [all])
  return useSyncExternalStore(
    useCallback(changed => clock.onTick(changed), [clock]),
    useCallback(() => isSilenced(muted, clock.nowMs), [clock, muted]),
  )
}
