import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Steering } from '../../../../../renderer/features/review/angles/Steering.ts'

/** How a machine, its screen and two media elements behave, in ms. */
interface World {
  /** Where the second picture begins, ahead of the clock. */
  readonly beginsMs: number
  /** Until an element's time shows another speed. */
  readonly lateMs: number
  /** Until an element that was told to play does. */
  readonly startMs: number
  /** How long a seek takes; it is thought to take 120 ms until the first one was seen. */
  readonly seekMs: number
  /** A second camera's clock runs faster or slower by this share. */
  readonly drift: number
  /** Single readings are wrong by up to so much, in turn. */
  readonly noise: readonly number[]
  /** From turn to turn. */
  readonly turns: readonly number[]
  readonly rate: number
  readonly heard: boolean
  /** When the leading picture waits for its data, and for how long. */
  readonly waits: readonly { readonly atMs: number; readonly forMs: number }[]
}

const TICK_MS = 1
const calm: World = {
  beginsMs: 0,
  lateMs: 180,
  startMs: 60,
  seekMs: 120,
  drift: 0,
  noise: [0],
  turns: [16],
  rate: 1,
  heard: false,
  waits: [],
}

/** Runs the two for so long. @returns by how much they were apart at every millisecond, and what was done */
function run(world: World, lengthMs: number) {
  const steering = new Steering()
  let [clockMs, pictureMs, speed, standing] = [0, world.beginsMs, world.rate, true]
  let soon: { readonly atMs: number; readonly rate: number }[] = []
  let [nextTurn, turn, seeks, changes, seekingUntil, thoughtMs] = [0, 0, 0, 0, -1, 120]
  const apartMs: number[] = []
  for (let at = 0; at < lengthMs; at += TICK_MS) {
    const running = !world.waits.some(({ atMs, forMs }) => atMs <= at && at < atMs + forMs)
    speed = soon.findLast(({ atMs }) => atMs <= at)?.rate ?? speed
    soon = soon.filter(({ atMs }) => atMs > at)
    if (running) clockMs += world.rate * TICK_MS
    if (!standing && at >= seekingUntil) pictureMs += speed * (1 + world.drift) * TICK_MS
    apartMs.push(pictureMs - clockMs)
    if (at < nextTurn || at < seekingUntil) continue
    nextTurn = at + (world.turns[turn % world.turns.length] ?? 16)
    const errorMs = pictureMs - clockMs + (world.noise[turn % world.noise.length] ?? 0)
    turn++
    const { rate, play, pause, seek } = steering.turn({
      at,
      errorMs,
      rate: world.rate,
      running,
      heard: world.heard,
      standing,
    })
    if (rate !== undefined && !play) {
      changes++
      soon.push({ atMs: at + world.lateMs, rate })
    }
    if (play) {
      standing = false
      speed = 0
      soon.push({ atMs: at + world.startMs, rate: rate ?? world.rate })
    }
    if (pause) standing = true
    if (seek) {
      seeks++
      seekingUntil = at + world.seekMs
      pictureMs = clockMs + thoughtMs * (running ? world.rate : 0)
      thoughtMs = world.seekMs
    }
  }
  return { apartMs, seeks, changes }
}

/** The share of a stretch in which the two were within 40 ms. */
const together = (apartMs: readonly number[], fromMs: number): number => {
  const looked = apartMs.slice(fromMs)
  return looked.filter(ms => Math.abs(ms) <= 40).length / looked.length
}

const anyWorld = fc.record({
  beginsMs: fc.integer({ min: -1_500, max: 1_500 }),
  lateMs: fc.integer({ min: 60, max: 280 }),
  startMs: fc.integer({ min: 0, max: 250 }),
  seekMs: fc.integer({ min: 40, max: 300 }),
  drift: fc.double({ min: -0.0002, max: 0.0002, noNaN: true }),
  noise: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 1, maxLength: 17 }),
  // Down to a page that gets only a dozen turns a second.
  turns: fc.array(fc.integer({ min: 8, max: 90 }), { minLength: 1, maxLength: 13 }),
  rate: fc.constantFrom(0.5, 1, 1.5, 2),
  heard: fc.boolean(),
  waits: fc.constant([]),
})

describe('two pictures that play', () => {
  it('come together within six seconds wherever they begin, and stay within 40 ms for nine tenths of the time', () => {
    fc.assert(
      fc.property(anyWorld, world => {
        const { apartMs, seeks } = run(world, 26_000)
        expect(together(apartMs, 6_000)).toBeGreaterThanOrEqual(0.9)
        expect(seeks).toBeLessThanOrEqual(3)
      }),
      { numRuns: 300 },
    )
  })

  it('come together again after the leading one waited for its data', () => {
    const wait = fc.record({
      atMs: fc.integer({ min: 5_000, max: 8_000 }),
      forMs: fc.integer({ min: 20, max: 1_500 }),
    })
    fc.assert(
      fc.property(anyWorld, wait, (world, one) => {
        const { apartMs } = run({ ...world, waits: [one] }, 24_000)
        expect(together(apartMs, one.atMs + one.forMs + 7_000)).toBeGreaterThanOrEqual(0.9)
      }),
      { numRuns: 300 },
    )
  })

  it('are left alone once they are together: a speed that is bent without need is heard or seen', () => {
    const { changes, seeks } = run({ ...calm, noise: [3, -6, 0, 8, -2] }, 60_000)
    expect({ changes, seeks }).toEqual({ changes: expect.toSatisfy((n: number) => n <= 4), seeks: 0 })
  })

  it('make good a tenth of a second without a jump, also where it is the one that is heard', () => {
    for (const heard of [false, true])
      for (const beginsMs of [-100, 100]) {
        const { apartMs, seeks } = run({ ...calm, startMs: 0, beginsMs, heard }, 20_000)
        expect(seeks).toBe(0)
        expect(together(apartMs, 7_000)).toBe(1)
      }
  })
})
