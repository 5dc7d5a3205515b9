import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dragHandle, handlesOf, moveShape, scaleShape } from '../../../../electron/contract/drawing/change.ts'
import { boundsOf, type PictureSize } from '../../../../electron/contract/drawing/geometry.ts'
import { type Shape, shape as shapeSchema } from '../../../../electron/contract/records/drawing.ts'
import { evenLetters, shapeAndGround } from './shapes.ts'

const inside = (shape: Shape, picture: PictureSize) => {
  const { x, y, width, height } = boundsOf(shape, evenLetters)
  expect(x).toBeGreaterThanOrEqual(0)
  expect(y).toBeGreaterThanOrEqual(0)
  expect(x + width).toBeLessThanOrEqual(picture.width)
  expect(y + height).toBeLessThanOrEqual(picture.height)
  expect(shapeSchema.safeParse(shape).success).toBe(true)
}

const far = fc.integer({ min: -6000, max: 6000 })

describe('changing a shape', () => {
  it('keeps it on the picture, wherever it is moved', () => {
    fc.assert(
      fc.property(shapeAndGround, far, far, ({ shape, ground }, dx, dy) => {
        const moved = moveShape(shape, dx, dy, ground)
        inside(moved, ground.picture)
        const [before, after] = [boundsOf(shape, evenLetters), boundsOf(moved, evenLetters)]
        expect([after.width, after.height]).toEqual([before.width, before.height])
      }),
    )
  })

  it('brings it back where it was, moved there and back without meeting an edge', () => {
    fc.assert(
      fc.property(shapeAndGround, far, far, ({ shape, ground }, dx, dy) => {
        const { x, y, width, height } = boundsOf(shape, evenLetters)
        const [toX, toY] = [x + dx, y + dy]
        fc.pre(
          toX >= 0 &&
            toY >= 0 &&
            toX + width <= ground.picture.width &&
            toY + height <= ground.picture.height,
        )
        expect(moveShape(moveShape(shape, dx, dy, ground), -dx, -dy, ground)).toEqual(shape)
      }),
    )
  })

  it('keeps it on the picture, whichever handle is dragged where', () => {
    fc.assert(
      fc.property(shapeAndGround, fc.nat(), far, far, ({ shape, ground }, which, x, y) => {
        const handles = handlesOf(shape, evenLetters)
        const handle = handles[which % handles.length]
        if (!handle) throw new Error('a shape without handles')
        inside(dragHandle(shape, handle.name, { x, y }, ground), ground.picture)
      }),
    )
  })

  it('leaves it as it is where a handle is dragged to where it already is', () => {
    fc.assert(
      fc.property(shapeAndGround, fc.nat(), ({ shape, ground }, which) => {
        fc.pre(shape.kind !== 'text' && shape.kind !== 'freehand')
        const handles = handlesOf(shape, evenLetters)
        const handle = handles[which % handles.length]
        if (!handle) throw new Error('a shape without handles')
        // The middle of a side of odd length lies between two pixels.
        expect(dragHandle(shape, handle.name, handle, ground)).toEqual(shape)
      }),
    )
  })

  it('makes it larger and smaller around its middle, and never leaves the picture', () => {
    fc.assert(
      fc.property(
        shapeAndGround,
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        ({ shape, ground }, factor) => {
          inside(scaleShape(shape, factor, ground), ground.picture)
        },
      ),
    )
  })
})
