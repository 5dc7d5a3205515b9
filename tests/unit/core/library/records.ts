import fc from 'fast-check'
import type { Comment } from '../../../../electron/contract/records/comment.ts'
import type { AnyRecord, Draft } from '../../../../electron/contract/records/envelope.ts'
import { formatRev } from '../../../../electron/core/library/clock.ts'

export const ana = 'person:ANA'
export const ben = 'person:BEN'
export const lesson = 'lesson:ONE'

/** A writer's id: 26 times the same character. */
export const writer = (character: string) => character.repeat(26)

export function comment(id: string, text: string, atMs = 0): Draft<Comment> {
  return { id: `comment:${id}`, type: 'comment', lessonId: lesson, atMs, kind: 'noticing', text }
}

export function commentRecord(id: string, text: string, rev: string): AnyRecord {
  return { ...comment(id, text), by: ana, createdAtMs: 1, rev }
}

/** Few ids, times and writers, so that versions meet and tie often. */
export const anyVersion: fc.Arbitrary<AnyRecord> = fc
  .record({
    id: fc.constantFrom('A', 'B', 'C'),
    text: fc.constantFrom('one', 'two', 'three'),
    ms: fc.integer({ min: 0, max: 3 }),
    counter: fc.integer({ min: 0, max: 2 }),
    writer: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    deleted: fc.boolean(),
  })
  .map(({ id, text, ms, counter, writer: name, deleted }) => ({
    ...commentRecord(id, text, formatRev(ms, counter, writer(name))),
    ...(deleted ? { deleted: true as const } : {}),
  }))
