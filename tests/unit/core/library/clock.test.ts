import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rev } from '../../../../electron/contract/records/envelope.ts'
import {
  FUTURE_LIMIT_MS,
  formatRev,
  HybridClock,
  isFromTheFuture,
  laterThan,
  revMs,
} from '../../../../electron/core/library/clock.ts'
import { writer } from './records.ts'

const me = writer('a')
const START = 1_800_000_000_000

describe('a moment among stamps', () => {
  it('lies behind its own millisecond and before the next', () => {
    const ms = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.integer({ min: START - 2, max: START + 2 }),
    )
    fc.assert(
      fc.property(ms, ms, fc.nat(0xffff), (stamped, limit, counter) => {
        const stamp = formatRev(stamped, counter, me)
        expect(stamp > laterThan(limit)).toBe(stamped > limit)
        expect(stamp > laterThan(limit + 0.5)).toBe(stamped > limit)
        expect(isFromTheFuture(stamp, limit)).toBe(revMs(stamp) > limit + FUTURE_LIMIT_MS)
      }),
    )
  })
})

describe('the hybrid clock', () => {
  it('follows the wall clock', () => {
    let nowMs = START
    const clock = new HybridClock(() => nowMs)
    expect(clock.next(me)).toBe(`01a3185c5000-0000-${me}`)
    nowMs += 5
    expect(revMs(clock.next(me))).toBe(START + 5)
  })

  it('never steps back: not for a wall clock that is set back, nor for another machine that runs ahead', () => {
    const step = fc.oneof(
      fc.record({ jumpMs: fc.integer({ min: -FUTURE_LIMIT_MS / 100, max: FUTURE_LIMIT_MS / 100 }) }),
      fc.record({ aheadMs: fc.integer({ min: -1000, max: FUTURE_LIMIT_MS / 100 }), counter: fc.nat(0xffff) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), steps => {
        let nowMs = START
        const clock = new HybridClock(() => nowMs)
        let last = clock.next(me)
        for (const taken of steps) {
          if ('jumpMs' in taken) nowMs += taken.jumpMs
          else {
            const seen = formatRev(nowMs + taken.aheadMs, taken.counter, writer('z'))
            clock.observe(seen)
            if (seen > last) last = seen
          }
          const next = clock.next(me)
          expect(next.slice(0, 17) > last.slice(0, 17)).toBe(true)
          expect(rev.safeParse(next).success).toBe(true)
          last = next
        }
      }),
    )
  })

  it('goes on in the next millisecond when its counter is used up', () => {
    const clock = new HybridClock(() => START)
    clock.observe(formatRev(START, 0xffff, me))
    expect(clock.next(me)).toBe(formatRev(START + 1, 0, me))
  })

  it('starts anew when the wall clock turns out to have been more than a day ahead', () => {
    let nowMs = START + 10 * FUTURE_LIMIT_MS
    const clock = new HybridClock(() => nowMs)
    clock.next(me)
    nowMs = START
    const next = clock.next(me)
    expect(revMs(next)).toBe(START)
    expect(isFromTheFuture(next, nowMs)).toBe(false)
  })

  it('counts a stamp as from the future only past a whole day', () => {
    expect(isFromTheFuture(formatRev(START + FUTURE_LIMIT_MS, 0, me), START)).toBe(false)
    expect(isFromTheFuture(formatRev(START + FUTURE_LIMIT_MS + 1, 0, me), START)).toBe(true)
  })
})
