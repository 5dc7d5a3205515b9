import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Area, fitToDisplays, readBounds, saveBounds } from '../../../electron/main/windowBounds.ts'

const laptop: Area = { x: 0, y: 0, width: 1366, height: 728 }
const beamer: Area = { x: 1366, y: 0, width: 1920, height: 1080 }

describe('where the window opens', () => {
  it('opens centred, no larger than the display, the first time', () => {
    expect(fitToDisplays(undefined, [laptop])).toEqual({ width: 1366, height: 728, maximised: false })
  })
  it('opens where it was', () => {
    const saved = { x: 1400, y: 20, width: 1300, height: 900, maximised: true }
    expect(fitToDisplays(saved, [laptop, beamer])).toEqual(saved)
  })
  it('comes back to a display that is there when the beamer was unplugged', () => {
    const saved = { x: 1400, y: 20, width: 1300, height: 700, maximised: false }
    expect(fitToDisplays(saved, [laptop])).toEqual({ width: 1300, height: 700, maximised: false })
  })
  it('always lies wholly within one display', () => {
    const side = fc.integer({ min: 900, max: 4000 })
    const place = fc.integer({ min: -5000, max: 5000 })
    const area = fc.record({ x: place, y: place, width: side, height: side })
    const saved = fc.record({ x: place, y: place, width: side, height: side, maximised: fc.boolean() })
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 3 }), saved, (areas, bounds) => {
        const got = fitToDisplays(bounds, areas)
        const { x, y } = got
        if (x === undefined || y === undefined)
          return areas.some(a => got.width <= a.width && got.height <= a.height)
        return areas.some(
          a => x >= a.x && y >= a.y && x + got.width <= a.x + a.width && y + got.height <= a.y + a.height,
        )
      }),
    )
  })
})

describe('remembering it', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'debrief-window-'))
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  it('gives back what was saved', async () => {
    const bounds = { x: 3, y: 4, width: 1000, height: 700, maximised: true }
    await saveBounds(join(dir, 'deep', 'window.json'), bounds)
    expect(readBounds(join(dir, 'deep', 'window.json'))).toEqual(bounds)
  })
  it.each(['', '{"width":', '{"width":-1,"height":2}', '[]'])('takes %j for nothing saved', async text => {
    await writeFile(join(dir, 'window.json'), text)
    expect(readBounds(join(dir, 'window.json'))).toBeUndefined()
  })
  it('takes a missing file for nothing saved', () => {
    expect(readBounds(join(dir, 'no.json'))).toBeUndefined()
  })
})
