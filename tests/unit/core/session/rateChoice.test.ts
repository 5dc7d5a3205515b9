import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StreamRate } from '../../../../electron/contract/api/lessons.ts'
import { metered } from '../../../../electron/core/session/metered.ts'
import { RateChoice } from '../../../../electron/core/session/rateChoice.ts'

const rungs: readonly StreamRate[] = ['full', 'copy', 'lean']
const needs = { full: 12_000_000, copy: 3_000_000, lean: 520_000 }

/** A player that always wants more, on a network that carries so much; time goes by as bytes come. */
function watching(choice: RateChoice, clock: { nowMs: number }) {
  return (bitsPerSecond: number, forMs: number): StreamRate => {
    const bytes = 32_768
    const waitedMs = (8000 * bytes) / bitsPerSecond
    for (const endMs = clock.nowMs + forMs; clock.nowMs < endMs; ) {
      clock.nowMs += waitedMs
      choice.carried({ bytes, waitedMs }, rungs, needs)
    }
    return choice.rate
  }
}
function started() {
  const clock = { nowMs: 0 }
  const choice = new RateChoice(() => clock.nowMs)
  return { clock, choice, watch: watching(choice, clock) }
}

describe('the rate of what a guest watches', () => {
  it('stays whole where the network carries it, and for a short hitch', () => {
    const { watch, choice } = started()
    expect(watch(20_000_000, 60_000)).toBe('full')
    choice.carried({ bytes: 0, waitedMs: 2000 }, rungs, needs)
    expect(watch(20_000_000, 60_000)).toBe('full')
  })

  it('goes to what the network carries, at once as far down as it must', () => {
    expect(started().watch(5_000_000, 5000)).toBe('copy')
    expect(started().watch(1_000_000, 5000)).toBe('lean')
    // Less than the lowest is still best served by the lowest.
    expect(started().watch(100_000, 10_000)).toBe('lean')
  })

  it('goes down within five seconds where nothing comes at all', () => {
    const { choice } = started()
    choice.carried({ bytes: 0, waitedMs: 5000 }, rungs, needs)
    expect(choice.rate).toBe('lean')
  })

  it('goes up again a rung at a time, never before ten seconds of calm', () => {
    const { watch } = started()
    watch(1_000_000, 5000)
    expect(watch(40_000_000, 4000)).toBe('lean')
    expect(watch(40_000_000, 9000)).toBe('copy')
    expect(watch(40_000_000, 4000)).toBe('copy')
    expect(watch(40_000_000, 10_000)).toBe('full')
  })

  it('goes up again for who plays on, and has to wait for nothing any more', () => {
    const { choice, clock } = started()
    choice.carried({ bytes: 0, waitedMs: 5000 }, rungs, needs)
    const cellEveryTwoSeconds = (forMs: number, waitedMs: number) => {
      for (const endMs = clock.nowMs + forMs; clock.nowMs < endMs; clock.nowMs += 2000)
        choice.carried({ bytes: 120_000, waitedMs }, rungs, needs)
      return choice.rate
    }
    expect(cellEveryTwoSeconds(60_000, 900)).toBe('lean')
    expect(cellEveryTwoSeconds(8000, 12)).toBe('lean')
    expect(cellEveryTwoSeconds(12_000, 12)).toBe('copy')
  })

  it('tries less and less often what the network does not carry for long', () => {
    const { watch, clock } = started()
    const ups: number[] = []
    let before = watch(1_000_000, 5000)
    for (let turn = 0; turn < 2000; turn += 1) {
      // There is room only while little is asked for.
      const now = watch(before === 'lean' ? 6_000_000 : 1_000_000, 500)
      if (now === 'copy' && before === 'lean') ups.push(clock.nowMs)
      before = now
    }
    const gaps = ups.slice(1).map((at, nth) => at - (ups[nth] ?? 0))
    expect(gaps.length).toBeGreaterThan(3)
    for (const [nth, gap] of gaps.slice(1).entries()) expect(gap).toBeGreaterThan((gaps[nth] ?? 0) * 0.9)
    expect(gaps.at(-1)).toBeGreaterThan(120_000)
  })

  it('is always one of those that there are, whatever comes', () => {
    const stretch = fc.record({ bytes: fc.nat(1_000_000), waitedMs: fc.nat(20_000), restMs: fc.nat(60_000) })
    fc.assert(
      fc.property(fc.subarray([...rungs], { minLength: 1 }), fc.array(stretch), (some, stretches) => {
        const there: readonly StreamRate[] = ['full', ...some.filter(rate => rate !== 'full')]
        const clock = { nowMs: 0 }
        const choice = new RateChoice(() => clock.nowMs)
        for (const { restMs, ...carried } of stretches) {
          clock.nowMs += restMs
          choice.carried(carried, there, { ...needs, full: undefined })
          expect(there).toContain(choice.rate)
        }
      }),
    )
  })
})

describe('what is waited for', () => {
  it('is the time that a reader wants more than has come, and not the time in which it wants nothing', async () => {
    const clock = { nowMs: 100 }
    const pieces = [4000, 1000]
    const source = new ReadableStream<Uint8Array>(
      {
        pull: controller => {
          clock.nowMs += 250
          const length = pieces.shift()
          if (length === undefined) controller.close()
          else controller.enqueue(new Uint8Array(length))
        },
      },
      { highWaterMark: 0 },
    )
    const told: object[] = []
    const answer = metered(
      { response: new Response(source, { status: 206, headers: { 'content-range': 'x' } }), askedMs: 70 },
      () => clock.nowMs,
      carried => told.push(carried),
    )
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'x'])
    const reader = answer.body?.getReader()
    await reader?.read()
    // The player has enough for now.
    clock.nowMs += 60_000
    await reader?.read()
    await reader?.read()
    expect(told).toEqual([
      { bytes: 4000, waitedMs: 280 },
      { bytes: 1000, waitedMs: 250 },
      { bytes: 0, waitedMs: 250, whole: 5000 },
    ])
  })

  it('counts for who gives it up', async () => {
    const clock = { nowMs: 0 }
    const told: object[] = []
    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise<void>(() => undefined) })
    const answer = metered(
      { response: new Response(silent), askedMs: 0 },
      () => clock.nowMs,
      one => told.push(one),
    )
    const reader = answer.body?.getReader()
    const reading = reader?.read()
    clock.nowMs = 9000
    await reader?.cancel()
    await reading
    expect(told).toEqual([{ bytes: 0, waitedMs: 9000 }])
  })
})
