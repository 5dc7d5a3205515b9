import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { MaskView } from '../../../../electron/contract/api/masks.ts'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import type { MaskPlace } from '../../../../electron/contract/records/mask.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { useMasks } from '../../../lib/queries.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'

export interface MaskNow {
  readonly mask: MaskView
  readonly place: MaskPlace
}

/** A frame's time may lie a hair before the whole millisecond that was written down for it. */
const HAIR_MS = 1

export const isOn = ({ fromMs, toMs }: MaskView, nowMs: number): boolean =>
  fromMs <= nowMs + HAIR_MS && nowMs < toMs

export const masksAt = (masks: readonly MaskView[], nowMs: number): MaskNow[] =>
  masks.filter(mask => isOn(mask, nowMs)).map(mask => ({ mask, place: placeAt(mask, nowMs) }))

const none: readonly MaskView[] = []

export function useMasksOf(recordingId: RecordingId): readonly MaskView[] {
  const room = useRoom()
  const all = useMasks(room.lessonId).data?.picture ?? none
  return useMemo(() => all.filter(mask => mask.recordingId === recordingId), [all, recordingId])
}

/** The masks of the frame that is on. The player is asked at every frame; React hears only where one came, went or moved. */
export function useMasksNow(masks: readonly MaskView[]): readonly MaskNow[] {
  const player = usePlayer()
  const now = useSyncExternalStore(
    useCallback(changed => player.onTick(changed), [player]),
    useCallback(
      () =>
        JSON.stringify(
          masksAt(masks, player.nowMs).map(({ mask, place }) => [
            mask.id,
            ...[place.x, place.y, place.width, place.height].map(side => Math.round(side)),
          ]),
        ),
      [player, masks],
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
