import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { MaskView } from '../../../../electron/contract/api/masks.ts'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { MaskPlace } from '../../../../electron/contract/records/mask.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { useMasks } from '../../../lib/queries.ts'

export interface MaskNow {
  readonly mask: MaskView
  readonly place: MaskPlace
}

/** A lesson's clock as masks need it: the room's, or that of a lesson beside it. */
export interface LessonClock {
  /** Lesson-clock milliseconds. */
  readonly nowMs: number
  /** Calls `changed` at every new frame, seek, start and stop. @returns to stop listening */
  onTick(changed: () => void): () => void
}

/** A frame's time may lie a hair before the whole millisecond that was written down for it. */
const HAIR_MS = 1

export const isOn = ({ fromMs, toMs }: MaskView, nowMs: number): boolean =>
  fromMs <= nowMs + HAIR_MS && nowMs < toMs

export const masksAt = (masks: readonly MaskView[], nowMs: number): MaskNow[] =>
  masks.filter(mask => isOn(mask, nowMs)).map(mask => ({ mask, place: placeAt(mask, nowMs) }))

const none: readonly MaskView[] = []

export function useMasksOf(lessonId: LessonId, recordingId: RecordingId): readonly MaskView[] {
  const all = useMasks(lessonId).data?.picture ?? none
  return useMemo(() => all.filter(mask => mask.recordingId === recordingId), [all, recordingId])
}

/** The masks of the frame that is on. The clock is asked at every frame; React hears only where one came, went or moved. */
export function useMasksNow(masks: readonly MaskView[], clock: LessonClock): readonly MaskNow[] {
  const now = useSyncExternalStore(
    useCallback(changed => clock.onTick(changed), [clock]),
    useCallback(
      () =>
        JSON.stringify(
          masksAt(masks, clock.nowMs).map(({ mask, place }) => [
            mask.id,
            ...[place.x, place.y, place.width, place.height].map(side => Math.round(side)),
          ]),
        ),
      [clock, masks],
    ),
  )
  return useMemo(() => {
    const on = JSON.parse(now) as Array<[string, number, number, number, number]>
    return on.flatMap(([id, x, y, width, height]) => {
      const mask = masks.find(each => each.id === id)
      return mask ? [{ mask, place: { x, y, width, height } }] : []
    })
  }, [masks, now])
}
