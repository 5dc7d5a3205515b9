import fc from 'fast-check'
import type { Ground } from '../../../../electron/contract/drawing/change.ts'
import { framedBetween, labelWithin, moveShape } from '../../../../electron/contract/drawing/change.ts'
import type { Measure, PictureSize } from '../../../../electron/contract/drawing/geometry.ts'
import type { Point, Shape } from '../../../../electron/contract/records/drawing.ts'

/** Letters that are all as wide. */
export const evenLetters: Measure = (text, sizePx) => text.length * sizePx * 0.55

/** Upright, lying, small and large pictures. */
export const somePicture: fc.Arbitrary<PictureSize> = fc.record({
  width: fc.integer({ min: 160, max: 3840 }),
  height: fc.integer({ min: 120, max: 3840 }),
})

export const pointIn = ({ width, height }: PictureSize): fc.Arbitrary<Point> =>
  fc.record({ x: fc.integer({ min: 0, max: width }), y: fc.integer({ min: 0, max: height }) })

/** Any shape that can lie on a picture. */
export function shapeOn(picture: PictureSize): fc.Arbitrary<Shape> {
  const at = pointIn(picture)
  const framed = fc.tuple(at, at).map(([a, b]) => framedBetween(a, b, picture))
  return fc.oneof(
    fc.record({ kind: fc.constant('arrow' as const), from: at, to: at }),
    framed.map(box => ({ kind: 'box' as const, ...box })),
    framed.map(box => ({ kind: 'ellipse' as const, ...box })),
    framed.map(box => ({ kind: 'spotlight' as const, ...box })),
    fc.array(at, { minLength: 2, maxLength: 30 }).map(points => ({ kind: 'freehand' as const, points })),
    fc
      .record({
        at,
        sizePx: fc.integer({ min: 6, max: 60 }),
        text: fc.constantFrom('A', 'Wait time?', 'Who answers'),
      })
      .map(({ at: { x, y }, sizePx, text }) => {
        const ground = { picture, measure: evenLetters }
        return moveShape(labelWithin({ kind: 'text' as const, x, y, sizePx, text }, ground), 0, 0, ground)
      }),
  )
}

export const shapeAndGround: fc.Arbitrary<{ shape: Shape; ground: Ground }> = somePicture.chain(picture =>
  shapeOn(picture).map(shape => ({ shape, ground: { picture, measure: evenLetters } })),
)
