import { afterAll, describe, expect, it } from 'vitest'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import { tools } from '../media/madeMedia.ts'
import { comment } from './fixtures.ts'
import { detail, exported, maskWork, mean, moving, over, pictures } from './maskedClips.ts'

afterAll(() => maskWork.remove())

const still = (x: number, y: number, width: number, height: number) => [
  { atMs: 0, x, y, width, height, byHand: true },
]

/** Times between two pictures, which come every 33.3 ms. */
describe.skipIf(!tools)('what begins and ends between two pictures', () => {
  it.each([false, true])('is on every picture that it belongs to, all encoded: %s', async exact => {
    const source = moving(`between-${exact}.mp4`)
    const above = over('solid', { fromMs: 2011, toMs: 4013, keyframes: still(0, 130, 640, 100) })
    const across = over('blur', { fromMs: 3007, toMs: 5021, keyframes: still(0, 130, 640, 50) })
    const said = comment({ atMs: 2511, toMs: 4517, text: 'She waits.', tags: [] })
    const { file, method } = await exported(
      source,
      { masks: [above, across] },
      { style: 'overlay', comments: [said], exact },
    )
    expect(method).toBe(exact ? 'full' : 'smart')
    const plain = pictures(source)
    for (const picture of pictures(file)) {
      const atMs = picture.atMs + 1000
      const within = (fromMs: number, toMs: number) => atMs >= fromMs - 0.5 && atMs < toMs - 0.5
      // The pattern runs along below both.
      const square = placeAt(over('solid'), atMs)
      if (within(2011, 4013)) expect(mean(picture, square), `covered at ${atMs}`).toBeLessThan(32)
      if (within(3007, 5021))
        expect(detail(picture, { ...square, height: 40 }), `blurred at ${atMs}`).toBeLessThan(2.5)
      if (atMs < 1970 || atMs > 5060)
        expect(detail(picture, square), `to be seen at ${atMs}`).toBeGreaterThan(6)
      // The card stands below on the left; there the recording is as it was but for it.
      const own = plain.find(each => Math.abs(each.atMs - atMs) < 1)
      if (!own) throw new Error(`the recording has no picture at ${atMs}`)
      const below = { x: 0, y: 232, width: 640, height: 128 }
      const changed = Math.abs(mean(picture, below) - mean(own, below)) > 3
      expect(changed, `the card at ${atMs}`).toBe(within(2511, 4517))
    }
  })
})
