import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../../../electron/contract/records/envelope.ts'
import { formatRev } from '../../../../electron/core/library/clock.ts'
import { canonicalJson, compareVersions, mergeVersions } from '../../../../electron/core/library/merge.ts'
import { anyVersion, commentRecord, writer } from './records.ts'

const merge = (...replicas: ReadonlyArray<Iterable<AnyRecord>>) => [
  ...mergeVersions(replicas, version => version).values(),
]
const same = (records: Iterable<AnyRecord>) => [...records].map(canonicalJson).sort()
const anyReplica = fc.array(anyVersion, { maxLength: 8 })

describe('the merge of replicas', () => {
  it('takes the newest version of each record', () => {
    const older = commentRecord('A', 'before', formatRev(1, 0, writer('z')))
    const newer = commentRecord('A', 'after', formatRev(2, 0, writer('a')))
    const other = commentRecord('B', 'beside', formatRev(0, 0, writer('a')))
    expect(same(merge([older, other], [newer]))).toEqual(same([newer, other]))
  })

  it('is the same in every order of replicas (commutative)', () => {
    fc.assert(
      fc.property(fc.array(anyReplica, { minLength: 2, maxLength: 5 }), replicas => {
        expect(same(merge(...replicas))).toEqual(same(merge(...replicas.toReversed())))
        expect(same(merge(...replicas.map(replica => replica.toReversed())))).toEqual(
          same(merge(...replicas)),
        )
      }),
    )
  })

  it('is the same however replicas were merged before (associative)', () => {
    fc.assert(
      fc.property(anyReplica, anyReplica, anyReplica, (a, b, c) => {
        const all = same(merge(a, b, c))
        expect(same(merge(merge(a, b), c))).toEqual(all)
        expect(same(merge(a, merge(b, c)))).toEqual(all)
      }),
    )
  })

  it('changes nothing when it is done again (idempotent)', () => {
    fc.assert(
      fc.property(anyReplica, anyReplica, (a, b) => {
        const once = merge(a, b)
        expect(same(merge(once, a, b, once))).toEqual(same(once))
      }),
    )
  })

  it('orders versions totally', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        if (compareVersions(a, b) >= 0 && compareVersions(b, c) >= 0) {
          expect(compareVersions(a, c)).toBeGreaterThanOrEqual(0)
        }
        expect(compareVersions(a, b) === 0).toBe(canonicalJson(a) === canonicalJson(b))
      }),
    )
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of fields, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}')
  })

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
