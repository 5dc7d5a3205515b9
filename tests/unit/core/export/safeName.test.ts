import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { claimFile, placeFile, safeFileName } from '../../../../electron/core/export/safeName.ts'
import { scratch } from '../media/madeMedia.ts'

const work = scratch('names')
afterAll(() => work.remove())

const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    'con',
    'AUX',
    'com1.txt',
    'LPT¹',
    '...',
    ' ',
    '',
    '-rf',
    '~',
    '.hidden',
    'a.',
    'NUL .mp4',
    'clock$',
  ),
)

describe('safeFileName', () => {
  it('keeps what is harmless', () => {
    expect(safeFileName('Fractions ½ of ¾, 观察 👩‍🏫', '.mp4')).toBe('Fractions ½ of ¾, 观察 👩‍🏫.mp4')
  })

  it('replaces what some system refuses', () => {
    expect(safeFileName('Wait/time: "a clip?" <1>', '.mp4')).toBe('Wait time a clip 1.mp4')
    expect(safeFileName('a\u202egpm.exe\n', '.mp4')).toBe('a gpm.exe.mp4')
  })

  it('never names a Windows device', () => {
    for (const name of ['con', 'AUX', 'com1', 'lpt9.old', 'NUL', 'COM¹'])
      expect(safeFileName(name, '.mp4')).toMatch(/^[^.]+_/)
  })

  it('falls back where nothing is left', () => {
    expect(safeFileName(' ... ', '.mp4')).toBe('Clip.mp4')
  })

  it('gives a name that every system takes, whatever the words', () => {
    fc.assert(
      fc.property(anyWords, words => {
        const name = safeFileName(words, '.mp4')
        expect(name.endsWith('.mp4')).toBe(true)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]/u)
        expect(name).not.toMatch(/^[\s.-]|[\s.]\.mp4$/u)
        expect(name.length).toBeGreaterThan('.mp4'.length)
        expect(safeFileName(name.slice(0, -4), '.mp4')).toBe(name)
      }),
      { numRuns: 400 },
    )
  })
})

describe('placeFile', () => {
  it('names a whole file in one step, beside nobody’s file but its own, also for ten at once', async () => {
    const dir = work.path('places')
    await mkdir(dir)
    await writeFile(`${dir}/x.mp4`, 'mine')
    await mkdir(`${dir}/x (2).mp4`)
    const wholes = Array.from({ length: 10 }, (_, nth) => `${dir}/whole-${nth}`)
    for (const whole of wholes) await writeFile(whole, whole)
    const placed = await Promise.all(wholes.map(whole => placeFile(whole, dir, 'x.mp4', '.mp4')))
    expect(new Set(placed).size).toBe(10)
    expect(await readFile(`${dir}/x.mp4`, 'utf8')).toBe('mine')
    for (const [nth, path] of placed.entries()) expect(await readFile(path, 'utf8')).toBe(wholes[nth])
    expect((await readdir(dir)).filter(name => name.startsWith('whole'))).toEqual([])
  })

  it('says what is wrong with a folder that is not there', async () => {
    await writeFile(work.path('whole'), 'x')
    await expect(placeFile(work.path('whole'), work.path('nowhere'), 'x.mp4', '.mp4')).rejects.toMatchObject({
      code: 'disk.failed',
    })
  })
})

describe('claimFile', () => {
  it('takes the next number, also from ten who ask at once, and harms nobody’s file', async () => {
    const dir = work.path('claims')
    await mkdir(dir)
    await writeFile(`${dir}/x.mp4`, 'mine')
    await mkdir(`${dir}/x (2).mp4`)
    const claimed = await Promise.all(Array.from({ length: 10 }, () => claimFile(dir, 'x.mp4', '.mp4')))
    expect(new Set(claimed).size).toBe(10)
    expect(claimed).not.toContain(`${dir}/x (2).mp4`)
    expect(await readFile(`${dir}/x.mp4`, 'utf8')).toBe('mine')
    expect((await readdir(dir)).length).toBe(12)
  })

  it('says what is wrong with a folder that is not there', async () => {
    await expect(claimFile(work.path('nowhere'), 'x.mp4', '.mp4')).rejects.toMatchObject({
      code: 'disk.failed',
    })
  })

  it('writes any claimed name on this system', async () => {
    await fc.assert(
      fc.asyncProperty(anyWords, async words => {
        await claimFile(work.dir, safeFileName(words, '.mp4'), '.mp4')
      }),
      { numRuns: 60 },
    )
  })
})
