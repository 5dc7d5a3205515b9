import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeShape } from '../../../../electron/contract/drawing/describe.ts'
import { drawingSpan } from '../../../../electron/contract/drawing/drawingSpan.ts'
import { distanceToSegment } from '../../../../electron/contract/drawing/hitTest.ts'
import { newLabel, shapeFromDrag, shapeInMiddle } from '../../../../electron/contract/drawing/newShape.ts'
import { paintsOf } from '../../../../electron/contract/drawing/paint.ts'
import { simplify } from '../../../../electron/contract/drawing/simplify.ts'
import { MOST_POINTS, shape as shapeSchema } from '../../../../electron/contract/records/drawing.ts'
import { evenLetters, pointIn, shapeAndGround, somePicture } from './shapes.ts'

const picture = { width: 1280, height: 720 }
const ground = { picture, measure: evenLetters }

describe('the drawing model', () => {
  it('strokes in colour between white and dark: 5.5, 10 and 13 of a picture 1280 wide', () => {
    const paints = paintsOf(
      { kind: 'ellipse', x: 10, y: 20, width: 100, height: 50 },
      { colour: 'p1', ...ground },
    )
    expect(paints.map(paint => (paint.what === 'line' ? [paint.widthPx, paint.colour] : paint.what))).toEqual(
      [
        [13, '#0b0d0f'],
        [10, '#ffffff'],
        [5.5, '#1d5bb8'],
      ],
    )
    const upright = paintsOf(shapeInMiddle('arrow', { ...ground, picture: { width: 1080, height: 1920 } }), {
      colour: 'p2',
      picture: { width: 1080, height: 1920 },
      measure: evenLetters,
    })
    expect(upright[0]).toMatchObject({ widthPx: 19.5 })
  })

  it('writes path data of numbers alone', () => {
    fc.assert(
      fc.property(shapeAndGround, ({ shape, ground: on }) => {
        for (const paint of paintsOf(shape, { colour: 'p3', ...on })) {
          if (paint.what !== 'words') expect(paint.d).toMatch(/^M[-\d. MLAQZ]+$/)
        }
      }),
    )
  })

  it('makes of any drag a shape that can be kept, or none', () => {
    const kinds = fc.constantFrom('arrow', 'box', 'ellipse', 'spotlight', 'freehand', 'text' as const)
    const wild = fc.array(
      fc.record({
        x: fc.double({ min: -900, max: 5000, noNaN: true }),
        y: fc.double({ min: -900, max: 5000, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(kinds, wild, somePicture, (kind, path, on) => {
        const made = shapeFromDrag(kind, path, { picture: on, measure: evenLetters })
        if (made) expect(shapeSchema.safeParse(made).success).toBe(true)
      }),
    )
    expect(
      shapeFromDrag(
        'arrow',
        [
          { x: 5, y: 5 },
          { x: 6, y: 6 },
        ],
        ground,
      ),
    ).toBeUndefined()
    expect(shapeSchema.safeParse(newLabel('here', { x: 1270, y: 719 }, ground)).success).toBe(true)
  })

  it('thins a hand’s line without leaving it, ends included', () => {
    fc.assert(
      fc.property(fc.array(pointIn(picture), { minLength: 2, maxLength: 200 }), points => {
        const few = simplify(points, 2)
        expect([few[0], few.at(-1)]).toEqual([points[0], points.at(-1)])
        for (const point of points) {
          const near = few.slice(1).map((end, i) => distanceToSegment(point, few[i] ?? end, end))
          expect(Math.min(...near)).toBeLessThanOrEqual(2.001)
        }
      }),
      { numRuns: 60 },
    )
    const wild = Array.from({ length: 5000 }, (_, i) => ({ x: (i * 7919) % 1280, y: (i * 104_729) % 720 }))
    expect(simplify(wild, 1).length).toBeLessThanOrEqual(MOST_POINTS)
  })

  it('says what a shape is and where', () => {
    const say = (shape: Parameters<typeof describeShape>[0]) =>
      describeShape(shape, 'Marcus', picture, evenLetters)
    expect(say({ kind: 'arrow', from: { x: 20, y: 360 }, to: { x: 1200, y: 40 } })).toBe(
      'Arrow by Marcus, from left middle to upper right',
    )
    expect(say({ kind: 'spotlight', x: 540, y: 260, width: 200, height: 200 })).toBe(
      'Spotlight by Marcus, centre',
    )
    expect(say({ kind: 'text', x: 10, y: 660, sizePx: 30, text: 'Why?' })).toBe(
      'Text by Marcus, “Why?”, lower left',
    )
  })

  it('shows a moment’s drawing for three seconds, a range’s for the range', () => {
    expect(drawingSpan({ atMs: 5000 })).toEqual({ fromMs: 5000, toMs: 8000 })
    expect(drawingSpan({ atMs: 5000, toMs: 9500 })).toEqual({ fromMs: 5000, toMs: 9500 })
  })
})
