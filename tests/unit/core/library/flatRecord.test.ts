import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownRecord } from '../../../../electron/contract/records/registry.ts'
import { isFlatRecord } from '../../../../electron/core/library/flatRecord.ts'

const envelope = { rev: `000000000001-0000-${'a'.repeat(26)}`, by: 'person:ANA', createdAtMs: 1 }
const on = { commentId: 'comment:A' }
const flat = [
  { id: 'comment:A', type: 'comment', lessonId: 'lesson:A', atMs: 0, kind: 'noticing', text: 'words' },
  {
    id: 'comment:A',
    type: 'comment',
    lessonId: 'lesson:A',
    atMs: 0,
    toMs: 9,
    kind: 'strength',
    text: ' words ',
  },
  { id: 'reply:A', type: 'reply', ...on, text: 'words' },
  { id: 'reaction:A', type: 'reaction', ...on, kind: 'agree' },
  { id: 'pin:A', type: 'pin', lessonId: 'lesson:A', ...on },
  { id: 'person:A', type: 'person', name: 'Ana', role: 'coach', colour: 'p1' },
].map(record => ({ ...record, ...envelope }))

/** Values that a field must not take, or take only by luck. */
const strange = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', ' x ', 'x'.repeat(121), 'x'.repeat(20_001), '__proto__'),
  fc.constantFrom(0, -1, 0.5, 2 ** 53, Number.NaN, true, false),
  fc.constantFrom('comment:', 'comment:A\n', 'lesson:B', 'person:Ä', 'reply', 'talk', 'teacher', 'p9'),
  fc.constantFrom<unknown>({}, [], { a: 1 }, ['comment:A'], new Date(0)),
  fc.jsonValue(),
)
const fields = [...new Set([...flat.flatMap(record => Object.keys(record)), 'deleted', 'sticker', 'level'])]
const damaged = fc
  .tuple(
    fc.constantFrom(...flat),
    fc.array(fc.tuple(fc.constantFrom(...fields, '__proto__', 'constructor'), strange), { maxLength: 3 }),
    fc.array(fc.constantFrom(...fields), { maxLength: 2 }),
  )
  .map(([record, put, drop]) => {
    const made = new Map<string, unknown>(Object.entries(record))
    for (const [name, value] of put) made.set(name, value)
    for (const name of drop) made.delete(name)
    // As JSON gives it: a field may have any name, and reaches nowhere.
    const raw = {}
    for (const [key, value] of made)
      Object.defineProperty(raw, key, { value, enumerable: true, configurable: true, writable: true })
    return raw
  })

describe('a flat record', () => {
  it.each(flat)('is taken as it is: %o', record => {
    expect(isFlatRecord(record)).toBe(true)
    expect(isFlatRecord({ ...record, deleted: true })).toBe(true)
  })

  it('is what its schema gives, field by field, whatever is done to it', () => {
    fc.assert(
      fc.property(damaged, raw => {
        if (!isFlatRecord(raw)) return
        const parsed = knownRecord.safeParse(raw)
        expect(parsed.data).toEqual(raw)
        expect(Object.keys(parsed.data ?? {}).sort()).toEqual(Object.keys(raw).sort())
      }),
      { numRuns: 3000 },
    )
  })

  it('has no field that its schema does not know', () => {
    for (const record of flat) {
      expect(isFlatRecord({ ...record, sticker: 1 })).toBe(false)
      expect(isFlatRecord(JSON.parse(`{"__proto__":1,${JSON.stringify(record).slice(1)}`))).toBe(false)
    }
  })

  it('keeps every rule of its schema', () => {
    for (const record of flat) {
      for (const name of Object.keys(record)) {
        const { [name]: _, ...without } = record as Record<string, unknown>
        expect(isFlatRecord(without)).toBe(knownRecord.safeParse(without).success)
        for (const value of [null, {}, [], -1, 0.5, '', ' ', 'x'.repeat(20_001)]) {
          const raw = { ...record, [name]: value }
          expect(isFlatRecord(raw), `${name} ${JSON.stringify(value)}`).toBe(
            knownRecord.safeParse(raw).success,
          )
        }
      }
    }
  })

  it('is no list, no text and nothing', () => {
    for (const raw of [
      null,
      undefined,
      1,
      'comment',
      [],
      [flat[0]],
      { type: 'comment' },
      { type: 'toString' },
    ])
      expect(isFlatRecord(raw)).toBe(false)
  })
})
