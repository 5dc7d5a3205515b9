import { create } from 'zustand'
import { type Grip, type Stretch, samePlace } from './movedPlace.ts'

/** A mark or a phase that is being moved, where it would stand if it were let go now. */
export type Moving = { id: string; place: Stretch }

export const useMoving = create<{ moving: Moving | undefined }>()(() => ({ moving: undefined }))

export const setMoving = (moving: Moving | undefined): void => useMoving.setState({ moving })

/** Keys that are held or pressed in a row are one move: it is saved when they have been still for this long. */
const REST_MS = 600

interface Nudged {
  readonly id: string
  readonly grip: Grip
  /** Where it stood before the first of these steps. */
  readonly from: Stretch
  readonly steps: number
  readonly timer: ReturnType<typeof setTimeout>
  readonly save: (place: Stretch) => void
}
let pending: Nudged | undefined

/** What was saved last, and where it led: slow keys go on counting from there, so that thirty frames are a second at any pace. */
let rested:
  | (Pick<Nudged, 'id' | 'grip' | 'from' | 'steps'> & { readonly place: Stretch; readonly sinceMs: number })
  | undefined

/** For a moment what the page has read may be older than what was just saved. */
const READ_MS = 5_000

const isStillThere = (last: NonNullable<typeof rested>, now: () => Stretch): boolean =>
  performance.now() - last.sinceMs < READ_MS || samePlace(last.place, now())

/** It was put elsewhere by other means: keys count from there. */
export function forgetNudge(): void {
  rested = undefined
}

/**
 * Moves by a key: shows it at once, and saves it when the keys rest. Steps are counted and not summed up, as a frame is no whole
 * number of milliseconds.
 * @param now where it stands, as far as the page knows: what was saved a moment ago may not be drawn yet
 * @param to where so many steps lead
 * @returns where it stands now
 */
export function nudge(reach: {
  id: string
  now: () => Stretch
  grip: Grip
  by: 1 | -1
  to: (from: Stretch, steps: number) => Stretch
  save: (place: Stretch) => void
}): Stretch {
  const { id, grip, by, to, save } = reach
  if (pending && pending.id !== id) settleNudge()
  const { moving } = useMoving.getState()
  const goesOn =
    rested?.id === id && rested.grip === grip && !moving && isStillThere(rested, reach.now)
      ? rested
      : undefined
  const same = pending?.grip === grip ? pending : goesOn
  const from = same?.from ?? (moving?.id === id ? moving.place : reach.now())
  const steps = (same?.steps ?? 0) + by
  const place = to(from, steps)
  setMoving({ id, place })
  if (pending) clearTimeout(pending.timer)
  pending = { id, grip, from, steps, save, timer: setTimeout(settleNudge, REST_MS) }
  return place
}

/** Saves what keys have moved now. */
export function settleNudge(): void {
  const settled = pending
  pending = undefined
  if (!settled) return
  clearTimeout(settled.timer)
  const { moving } = useMoving.getState()
  if (moving?.id !== settled.id) return
  const { id, grip, from, steps } = settled
  settled.save(moving.place)
  rested = { id, grip, from, steps, place: moving.place, sinceMs: performance.now() }
}
