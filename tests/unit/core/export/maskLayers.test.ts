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
    shape: fc.constantFrom('box' as const, 'ellipse' as const),
  })
  .map(
    ({ keys, fromMs, lengthMs, effect, shape }): ExportMask => ({
      ...{ shape, effect, picture, fromMs, toMs: fromMs + lengthMs },
      keyframes: keys.reduce<MaskKeyframe[]>((kept, each) => withKeyframe(kept, each), []),
    }),
  )

type Covers = (x: number, y: number) => boolean

/** What a step paints, each as whether a point lies in it. */
function painted(step: LayerStep | undefined): Covers[] {
  if (step?.what !== 'painted') return []
  const shapes: Covers[] = []
  const context = {
    beginPath: () => undefined,
    fill: () => undefined,
    rect: (...[left, top, width, height]: [number, number, number, number]) =>
      shapes.push((x, y) => x >= left && y >= top && x <= left + width && y <= top + height),
    ellipse: (...[midX, midY, acrossX, acrossY]: [number, number, number, number]) =>
      shapes.push((x, y) => ((x - midX) / acrossX) ** 2 + ((y - midY) / acrossY) ** 2 <= 1),
  }
  step.paint(context as never)
  return shapes
}

/** Points all along the edge of a mask. */
function edgeOf({ shape }: ExportMask, { x, y, width, height }: MaskPlace): Array<[number, number]> {
  if (shape === 'box')
    return [0, 0.5, 1].flatMap(right =>
      [0, 0.5, 1].map((down): [number, number] => [x + width * right, y + height * down]),
    )
  return Array.from({ length: 32 }, (_, i) => {
    const turn = (i * Math.PI) / 16
    return [x + (width * (1 + Math.cos(turn))) / 2, y + (height * (1 + Math.sin(turn))) / 2]
  })
}

const moves = (one: Omit<ExportMask, 'picture' | 'effect' | 'keyframes'>, ...places: MaskKeyframe[]) => ({
  ...one,
  ...{ effect: 'solid' as const, picture, keyframes: places },
})
const at = (atMs: number, x: number, y: number, width: number, height: number) => ({
  ...{ atMs, x, y, width, height, byHand: false },
})

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
          const shapes = painted(layer?.steps.findLast(step => step.atMs <= clipMs))
          const { box } = layer ?? { box: { x: 0, y: 0, width: 0, height: 0 } }
          for (const [x, y] of edgeOf(one, placeAt(one, atMs))) {
            expect(
              shapes.some(covers => covers(x, y)),
              `${x}, ${y} at ${atMs}`,
            ).toBe(true)
            expect(x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height).toBe(true)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    [
      'a small one that grows while it crosses the picture',
      moves({ shape: 'box', fromMs: 3991, toMs: 4031 }, at(3275, 172, 141, 8, 93), at(3999, 0, 0, 63, 62)),
    ],
    [
      'a large one that moves slantwise',
      moves({ shape: 'box', fromMs: 0, toMs: 3000 }, at(0, 0, 0, 300, 200), at(1000, 300, 150, 300, 200)),
    ],
    [
      'a round one that moves slantwise',
      moves({ shape: 'ellipse', fromMs: 0, toMs: 3000 }, at(0, 0, 0, 300, 200), at(1000, 300, 150, 300, 200)),
    ],
  ])('leave no corner of the way of %s', (_, one) => {
    const retime = planRetime({ stretchMs: 5000 })
    const [layer] = maskLayers([one], { cutMs: 0, pictureMs: 40, retime, size: picture })
    for (let atMs = one.fromMs; atMs < one.toMs; atMs += 1) {
      const shapes = painted(layer?.steps.findLast(step => step.atMs <= atMs))
      for (const [x, y] of edgeOf(one, placeAt(one, atMs)))
        expect(
          shapes.some(covers => covers(x, y)),
          `${x}, ${y} at ${atMs}`,
        ).toBe(true)
    }
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
