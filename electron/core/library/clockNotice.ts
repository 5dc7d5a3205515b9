import type { Rev } from '../../contract/records/envelope.ts'
import { FUTURE_LIMIT_MS, laterThan, revMs } from './clock.ts'
import type { LibraryProblem } from './library.types.ts'
import type { StoredRecord } from './storedRecord.ts'

/** Clocks that set themselves differ by seconds; what is dated so far ahead of now was written by a clock that is off, or is read by one. */
export const CLOCK_DOUBT_MS = 10 * 60 * 1000

/** What of a place is dated ahead of this machine's clock. */
export interface Ahead {
  /** By how much, of the record that is furthest. */
  readonly byMs: number
  /** Whose it is; empty where only this machine's own words are, whose clock was then set back. */
  readonly people: readonly string[]
}

/**
 * Looks for stamps that this machine's clock has not reached. Stamps follow the latest that a machine has seen, so who is ahead may have caught
 * it from another: nobody is blamed, all are named.
 * @param isOurs whether this installation writes under the writer's id
 */
export function aheadOf(
  records: Iterable<StoredRecord>,
  nowMs: number,
  isOurs: (writer: string) => boolean,
): Ahead | undefined {
  const limit = laterThan(nowMs + CLOCK_DOUBT_MS)
  const future = laterThan(nowMs + FUTURE_LIMIT_MS)
  const people = new Set<string>()
  let furthest: Rev | undefined
  for (const { record } of records) {
    // What is further ahead than a day is set aside, and said so by itself.
    if (record.rev <= limit || record.rev > future) continue
    if (furthest === undefined || record.rev > furthest) furthest = record.rev
    if (!isOurs(record.rev.slice(18))) people.add(record.by)
  }
  return furthest === undefined ? undefined : { byMs: revMs(furthest) - nowMs, people: [...people] }
}

/** @param nameOf a person's name in this library @param found of every place that was read */
export function clockProblem(
  found: Iterable<Ahead>,
  nowMs: number,
  nameOf: (person: string) => string | undefined,
): readonly LibraryProblem[] {
  const all = [...found]
  if (all.length === 0) return []
  const byMs = Math.max(...all.map(each => each.byMs))
  const names = [...new Set(all.flatMap(({ people }) => people.flatMap(person => nameOf(person) ?? [])))]
  const whose = all.every(({ people }) => people.length === 0)
    ? 'What was written on this machine'
    : names.length === 0
      ? 'What others wrote'
      : `What ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} wrote`
  const here = new Date(nowMs).toISOString().slice(0, 16).replace('T', ' ')
  return [
    {
      kind: 'clock',
      file: 'clock',
      message: `${whose} is dated ${lasting(byMs)} ahead of this machine’s clock, which says ${here} UTC. One of the clocks is wrong. Nothing is lost; but where two people change the same thing, the later clock wins. Let the systems set their time by themselves.`,
    },
  ]
}

function lasting(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}
