import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveShape } from '../../../../electron/contract/drawing/change.ts'
import { boundsOf } from '../../../../electron/contract/drawing/geometry.ts'
import { hits, linesOf, shapeAt } from '../../../../electron/contract/drawing/hitTest.ts'
import type { Shape } from '../../../../electron/contract/records/drawing.ts'
import { evenLetters, pointIn, shapeAndGround } from './shapes.ts'

const reachPx = 6

describe('which shape is at a point', () => {
  it('finds a shape at every point of its own lines', () => {
    fc.assert(
      fc.property(
        shapeAndGround,
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ shape, ground }, which, share) => {
          const stretches = linesOf(shape, ground.picture, evenLetters).flatMap(line =>
            line.slice(1).map((end, i) => [line[i] ?? end, end] as const),
          )
          const [a, b] = stretches[which % stretches.length] ?? []
          if (!a || !b) throw new Error('a shape without lines')
          const on = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
          expect(hits(shape, on, { ...ground, reachPx })).toBe(true)
        },
      ),
    )
  })

  it('finds nothing farther from a shape than its reach and its arrow’s head', () => {
    fc.assert(
      fc.property(
        shapeAndGround.chain(each => pointIn(each.ground.picture).map(point => ({ ...each, point }))),
        ({ shape, ground, point }) => {
          const { x, y, width, height } = boundsOf(shape, evenLetters)
          const head =
            shape.kind === 'arrow' ? 50 * (Math.max(ground.picture.width, ground.picture.height) / 1280) : 0
          const most = reachPx + head
          fc.pre(
            point.x < x - most ||
              point.y < y - most ||
              point.x > x + width + most ||
              point.y > y + height + most,
          )
          expect(hits(shape, point, { ...ground, reachPx })).toBe(false)
        },
      ),
    )
  })

  it('goes with the shape', () => {
    fc.assert(
      fc.property(
        shapeAndGround.chain(each => pointIn(each.ground.picture).map(point => ({ ...each, point }))),
        fc.integer({ min: -300, max: 300 }),
        ({ shape, ground, point }, dx) => {
          const moved = moveShape(shape, dx, 0, ground)
          const by = boundsOf(moved, evenLetters).x - boundsOf(shape, evenLetters).x
          expect(hits(moved, { x: point.x + by, y: point.y }, { ...ground, reachPx })).toBe(
            hits(shape, point, { ...ground, reachPx }),
          )
        },
      ),
    )
  })

  it('takes the topmost, the hollow of a box not being the box', () => {
    const picture = { width: 1280, height: 720 }
    const under: Shape = { kind: 'arrow', from: { x: 0, y: 300 }, to: { x: 1000, y: 300 } }
    const over: Shape = { kind: 'box', x: 200, y: 200, width: 200, height: 200 }
    const at = (x: number, y: number) =>
      shapeAt([under, over], { x, y }, { picture, measure: evenLetters, reachPx: 5 })
    expect(at(200, 300)).toBe(1)
    expect(at(300, 300)).toBe(0)
    expect(at(300, 250)).toBeUndefined()
  })
})
