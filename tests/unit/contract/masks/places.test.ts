import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  placeAt,
  placesWithin,
  placeWithin,
  thinned,
  withKeyframe,
  withoutKeyframe,
} from '../../../../electron/contract/masks/places.ts'
import { type MaskKeyframe, maskKeyframes } from '../../../../electron/contract/records/mask.ts'

const picture = { width: 1280, height: 720 }
const place = fc.record({
  x: fc.integer({ min: 0, max: 1000 }),
  y: fc.integer({ min: 0, max: 500 }),
  width: fc.integer({ min: 4, max: 280 }),
  height: fc.integer({ min: 4, max: 220 }),
})
const keyframes = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), place, fc.boolean()), { minLength: 1, maxLength: 30 })
  .map(all =>
    all.reduce<MaskKeyframe[]>((kept, [atMs, at, byHand]) => withKeyframe(kept, { atMs, ...at, byHand }), []),
  )
const sides = ['x', 'y', 'width', 'height'] as const

describe('the places of a mask', () => {
  it('are in order and one at a moment, however they were put', () => {
    fc.assert(fc.property(keyframes, all => maskKeyframes.safeParse(all).success))
  })

  it('lie evenly between two of them, and stand still before the first and behind the last', () => {
    fc.assert(
      fc.property(keyframes, fc.double({ min: -5000, max: 70_000, noNaN: true }), (all, atMs) => {
        const at = placeAt({ keyframes: all }, atMs)
        const before = all.findLast(each => each.atMs <= atMs) ?? all[0]
        const after = all.find(each => each.atMs >= atMs) ?? all.at(-1)
        if (!before || !after) throw new Error('there is one')
        for (const side of sides) {
          expect(at[side]).toBeGreaterThanOrEqual(Math.min(before[side], after[side]) - 1e-6)
          expect(at[side]).toBeLessThanOrEqual(Math.max(before[side], after[side]) + 1e-6)
        }
        for (const each of all)
          expect(placeAt({ keyframes: all }, each.atMs)).toEqual({
            ...{ x: each.x, y: each.y, width: each.width, height: each.height },
          })
      }),
    )
    const straight = [
      { atMs: 0, x: 0, y: 0, width: 10, height: 10, byHand: true },
      { atMs: 1000, x: 100, y: 50, width: 30, height: 10, byHand: true },
    ]
    expect(placeAt({ keyframes: straight }, 500)).toEqual({ x: 50, y: 25, width: 20, height: 10 })
  })

  it('are all told of a stretch: no place between lies outside of the neighbours that are told', () => {
    fc.assert(
      fc.property(
        keyframes,
        fc.nat(60_000),
        fc.nat(5000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, from, length, share) => {
          const told = placesWithin({ keyframes: all }, from, from + length)
          const at = placeAt({ keyframes: all }, from + length * share)
          for (const side of sides) {
            expect(at[side]).toBeGreaterThanOrEqual(Math.min(...told.map(each => each[side])) - 1e-6)
            expect(at[side]).toBeLessThanOrEqual(Math.max(...told.map(each => each[side])) + 1e-6)
          }
        },
      ),
    )
  })

  it('stay in the picture as whole pixels', () => {
    const wild = fc.double({ min: -9000, max: 9000, noNaN: true })
    fc.assert(
      fc.property(wild, wild, wild, wild, (x, y, width, height) => {
        const held = placeWithin({ x, y, width, height }, picture)
        for (const side of sides) expect(Number.isInteger(held[side])).toBe(true)
        expect(held.x).toBeGreaterThanOrEqual(0)
        expect(held.y).toBeGreaterThanOrEqual(0)
        expect(held.width).toBeGreaterThanOrEqual(4)
        expect(held.x + held.width).toBeLessThanOrEqual(picture.width)
        expect(held.y + held.height).toBeLessThanOrEqual(picture.height)
        expect(placeWithin(held, picture)).toEqual(held)
      }),
    )
  })

  it('become fewer where a straight line does as well, never further away than allowed, and those by hand stay', () => {
    fc.assert(
      fc.property(keyframes, fc.double({ min: 0.5, max: 20, noNaN: true }), (all, tolerance) => {
        const few = thinned(all, tolerance)
        for (const each of all) {
          const at = placeAt({ keyframes: few }, each.atMs)
          for (const side of sides)
            expect(Math.abs(at[side] - each[side])).toBeLessThanOrEqual(tolerance + 1e-6)
          if (each.byHand) expect(few).toContainEqual(each)
        }
      }),
    )
    const even = Array.from({ length: 50 }, (_, i) => ({
      ...{ atMs: i * 40, x: i * 3, y: 10, width: 40, height: 40, byHand: i === 0 },
    }))
    expect(thinned(even, 0.5)).toHaveLength(2)
  })

  it('are taken away, but for the last one', () => {
    fc.assert(
      fc.property(keyframes, all => {
        const left = all.reduce((kept, { atMs }) => withoutKeyframe(kept, atMs), all)
        expect(left).toHaveLength(1)
      }),
    )
  })
})
