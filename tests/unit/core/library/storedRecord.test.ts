import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepUnknownFields } from '../../../../electron/core/library/storedRecord.ts'

describe('unknown fields', () => {
  it('survive an edit by a version that does not know them, in nested objects too', () => {
    const before = { title: 'a', mood: 'calm', facts: { fps: 25, lens: 'wide' }, list: [{ x: 1, y: 2 }] }
    const known = { title: 'a', facts: { fps: 25 }, list: [{ x: 1 }] }
    const next = { title: 'b', facts: { fps: 30 }, list: [{ x: 3 }] }
    expect(keepUnknownFields(before, known, next)).toEqual({
      title: 'b',
      mood: 'calm',
      facts: { fps: 30, lens: 'wide' },
      list: [{ x: 3 }],
    })
  })

  it('are told from known ones that the edit took away', () => {
    expect(keepUnknownFields({ teacher: 'T', mood: 1 }, { teacher: 'T' }, {})).toEqual({ mood: 1 })
  })

  it('never change what the edit says', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.string()),
        (before, next) => {
          expect(keepUnknownFields(before, {}, next)).toMatchObject({ ...next })
        },
      ),
    )
  })

  it('cannot reach the prototype of objects', () => {
    const kept = keepUnknownFields(JSON.parse('{"__proto__":{"polluted":1}}'), {}, {})
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
  })
})
