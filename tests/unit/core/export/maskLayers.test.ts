import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeAt, withKeyframe } from '../../../../electron/contract/masks/places.ts'
import type { MaskKeyframe, MaskPlace } from '../../../../electron/contract/records/mask.ts'
import type { ExportMask } from '../../../../electron/core/export/export.types.ts'
import { hideChains } from '../../../../electron/core/export/masks/hideChains.ts'
import { maskLayers } from '../../../../electron/core/export/masks/maskLayers.ts'
import type { LayerStep } from '../../../../electron/core/export/overlay/layers.ts'
import { clipTimeOf, planRetime } from '../../../../electron/core/export/retime.ts'

const picture = { width: 640, height: 360 }
const keyframe = fc.record({
  atMs: fc.integer({ min: 0, max: 6000 }),
  x: fc.integer({ min: 0, max: 500 }),
  y: fc.integer({ min: 0, max: 250 }),
  width: fc.integer({ min: 8, max: 140 }),
  height: fc.integer({ min: 8, max: 110 }),
  byHand: fc.boolean(),
})
const mask = fc
  .record({
    keys: fc.array(keyframe, { minLength: 1, maxLength: 8 }),
    fromMs: fc.integer({ min: 0, max: 4000 }),
    lengthMs: fc.integer({ min: 40, max: 3000 }),
    effect: fc.constantFrom('blur' as const, 'solid' as const),
  })
  .map(
    ({ keys, fromMs, lengthMs, effect }): ExportMask => ({
      ...{ shape: 'box', effect, picture, fromMs, toMs: fromMs + lengthMs },
      keyframes: keys.reduce<MaskKeyframe[]>((kept, each) => withKeyframe(kept, each), []),
    }),
  )

/** The boxes that a step paints. */
function painted(step: LayerStep | undefined): MaskPlace[] {
  if (step?.what !== 'painted') return []
  const boxes: MaskPlace[] = []
  const context = {
    beginPath: () => undefined,
    fill: () => undefined,
    rect: (x: number, y: number, width: number, height: number) => boxes.push({ x, y, width, height }),
  }
  step.paint(context as never)
  return boxes
}

const covers = (boxes: readonly MaskPlace[], x: number, y: number) =>
  boxes.some(box => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height)

describe('the layers that hide what is masked', () => {
  it('cover every point of a mask at every moment at which it is on, however time runs in the clip', () => {
    fc.assert(
      fc.property(
        mask,
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.constantFrom(1, 0.5, 0.25),
        fc.array(fc.record({ atMs: fc.nat(2000), ms: fc.nat(1500) }), { maxLength: 2 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, cutMs, speed, holds, share) => {
          const retime = planRetime({ stretchMs: 2500, speed, holds, headMs: 700 })
          const atMs = one.fromMs + (one.toMs - one.fromMs) * share
          if (atMs < cutMs || atMs >= cutMs + 2500) return
          const [layer] = maskLayers([one], { cutMs, pictureMs: 40, retime, size: picture })
          // A picture behind a hold stands behind it in the clip.
          const clipMs = clipTimeOf(retime, atMs - cutMs)
          expect(
            layer?.spans?.some(({ fromMs, toMs }) => clipMs >= fromMs - 0.5 && clipMs < toMs - 0.5),
          ).toBe(true)
          const boxes = painted(layer?.steps.findLast(step => step.atMs <= clipMs))
          const place = placeAt(one, atMs)
          for (const right of [0, 0.5, 1])
            for (const down of [0, 0.5, 1]) {
              const [x, y] = [place.x + place.width * right, place.y + place.height * down]
              expect(covers(boxes, x, y), `${x}, ${y} at ${atMs}`).toBe(true)
              const { box } = layer ?? { box: { x: 0, y: 0, width: 0, height: 0 } }
              expect(covers([box], x, y)).toBe(true)
            }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('leave a few blocks of what is blurred, however near it comes, and nothing but numbers goes into the filters', () => {
    fc.assert(
      fc.property(mask, one => {
        const retime = planRetime({ stretchMs: 8000 })
        const blurred = { ...one, effect: 'blur' as const }
        const [layer] = maskLayers([blurred], { cutMs: 0, pictureMs: 40, retime, size: picture })
        if (!layer?.hides || layer.hides === 'solid') throw new Error('it blurs')
        const { blockPx } = layer.hides
        for (const { width, height } of [placeAt(one, one.fromMs), placeAt(one, one.toMs)])
          expect(Math.min(width, height) / blockPx).toBeLessThanOrEqual(3)
        const chains = hideChains({
          ...{ hides: layer.hides, picture: '[p]', layer: '[1:v:0]', out: '[o]', name: 'm0', box: layer.box },
          ...{ matrix: 'bt709', range: 'tv', enable: '1' },
        })
        expect(chains.join(';')).toMatch(/scale=\d+:\d+:flags=area.*scale=\d+:\d+:flags=bilinear/)
      }),
    )
  })
})
