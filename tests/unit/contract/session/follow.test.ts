import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOffset } from '../../../../electron/contract/session/clockOffset.ts'
import {
  CLOSE_MS,
  followStep,
  onOtherClock,
  type Playhead,
  placeAt,
} from '../../../../electron/contract/session/follow.ts'

const rate = fc.constantFrom(0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4)
const lead = (fields: Partial<Playhead> = {}): Playhead => ({
  atMs: 10_000,
  playing: true,
  rate: 1,
  clockMs: 0,
  ...fields,
})

/** A follower's picture, moved on in steps of 100 ms as `followStep` says. @returns how far it is behind, step by step */
function follow(head: Playhead, startMs: number, { seekMs = 0, steps = 200 } = {}): number[] {
  let atMs = startMs
  let nowMs = head.clockMs
  const behind: number[] = []
  for (let step = 0; step < steps; step += 1) {
    const next = followStep(head, { atMs, nowMs, seekMs })
    if (next.kind === 'pause') atMs = next.atMs
    else if (next.kind === 'seek') {
      nowMs += seekMs
      atMs = next.atMs
    }
    nowMs += 100
    if (next.kind !== 'pause') atMs += 100 * next.rate
    behind.push(placeAt(head, nowMs) - atMs)
  }
  return behind
}

describe('following the leader', () => {
  it('ends close to where they are, from anywhere, at any speed, and stays there', () => {
    const from = fc.integer({ min: 0, max: 120_000 })
    fc.assert(
      fc.property(from, rate, fc.integer({ min: 0, max: 400 }), (startMs, speed, seekMs) => {
        const behind = follow(lead({ rate: speed }), startMs, { seekMs })
        const settled = behind.slice(150)
        expect(Math.max(...settled.map(Math.abs))).toBeLessThanOrEqual(CLOSE_MS * Math.max(2, speed))
      }),
    )
  })

  it('never runs a picture noticeably faster or slower than the leader’s, and never backwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), rate, (atMs, speed) => {
        const step = followStep(lead({ rate: speed }), { atMs, nowMs: 0 })
        if (step.kind === 'pause') throw new Error('the leader plays')
        expect(step.rate / speed).toBeGreaterThan(0.9)
        expect(step.rate / speed).toBeLessThan(1.1)
      }),
    )
  })

  it('meets a leader who pauses exactly', () => {
    expect(followStep(lead({ playing: false }), { atMs: 3, nowMs: 99_999 })).toEqual({
      kind: 'pause',
      atMs: 10_000,
    })
  })

  it('goes to where the leader will be once a jump from far is done', () => {
    expect(followStep(lead(), { atMs: 60_000, nowMs: 500, seekMs: 200 })).toEqual({
      kind: 'seek',
      atMs: 10_700,
      rate: 1,
    })
  })

  it('means the same moment on every clock', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1e6), rate, (offsetMs, laterMs, speed) => {
        const here = lead({ rate: speed, clockMs: 1e12 })
        const there = onOtherClock(here, offsetMs)
        expect(placeAt(there, 1e12 + offsetMs + laterMs)).toBeCloseTo(placeAt(here, 1e12 + laterMs), 3)
      }),
    )
  })
})

describe('the other machine’s clock', () => {
  const trip = fc.record({ sentMs: fc.nat(1e6), there: fc.nat(400), back: fc.nat(400) })

  it('is known to half of the quickest round trip, whichever way the time was spent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.array(trip, { minLength: 1 }), (offset, trips) => {
        const told = clockOffset(
          trips.map(({ sentMs, there, back }) => ({
            sentMs,
            receivedMs: sentMs + there + back,
            otherMs: sentMs + there + offset,
          })),
        )
        const quickest = Math.min(...trips.map(({ there, back }) => there + back))
        expect(told?.errorMs).toBe(quickest / 2)
        expect(Math.abs((told?.offsetMs ?? Number.NaN) - offset)).toBeLessThanOrEqual(quickest / 2)
      }),
    )
  })

  it('is not guessed at from answers that came before their question', () => {
    expect(clockOffset([])).toBeUndefined()
    expect(clockOffset([{ sentMs: 10, receivedMs: 5, otherMs: 0 }])).toBeUndefined()
  })
})
