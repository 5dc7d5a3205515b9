import { create } from 'zustand'
import type { Stretch } from './movedPlace.ts'

/** A mark or a phase that is being moved, where it would stand if it were let go now. */
export type Moving = { id: string; place: Stretch }

export const useMoving = create<{ moving: Moving | undefined }>()(() => ({ moving: undefined }))

export const setMoving = (moving: Moving | undefined): void => useMoving.setState({ moving })

/** Keys that are held or pressed in a row are one move: it is saved when they have been still for this long. */
const REST_MS = 600

let pending: { id: string; timer: ReturnType<typeof setTimeout>; save: (place: Stretch) => void } | undefined

/** Moves by a key: shows it at once, and saves it when the keys rest. */
export function nudge(
  id: string,
  from: Stretch,
  to: (place: Stretch) => Stretch,
  save: (place: Stretch) => void,
): Stretch {
  if (pending && pending.id !== id) settleNudge()
  const { moving } = useMoving.getState()
  const place = to(moving?.id === id ? moving.place : from)
  setMoving({ id, place })
  if (pending) clearTimeout(pending.timer)
  pending = { id, save, timer: setTimeout(settleNudge, REST_MS) }
  return place
}

/** Saves what keys have moved now. */
export function settleNudge(): void {
  const settled = pending
  pending = undefined
  if (!settled) return
  clearTimeout(settled.timer)
  const { moving } = useMoving.getState()
  if (moving?.id === settled.id) settled.save(moving.place)
}
