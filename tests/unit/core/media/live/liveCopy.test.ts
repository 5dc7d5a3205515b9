import { readdirSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '../../../../../electron/core/media/inspect.ts'
import { finishProxy, openProxy } from '../../../../../electron/core/media/proxy.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { ask, make, picture, scratch, sound, theTools, tools } from '../madeMedia.ts'

const place = scratch('live')
afterAll(place.remove)
const never = new AbortController().signal

const timesOf = (file: string, kind: 'v' | 'a'): number[] =>
  ask(file, 'packet=codec_type,pts_time')
    .filter(line => line.startsWith(kind === 'v' ? 'video' : 'audio'))
    .map(line => Number(line.split(',')[1]))
    .toSorted((a, b) => a - b)

let made = 0
async function opened(file: string, dir = place.path(`copy-${made++}`)) {
  const { facts } = await inspect(theTools(), file)
  const proxy = await openProxy(theTools(), file, facts, dir)
  return { ...proxy, proxy, dir, out: `${dir}.mp4` }
}
async function bytesOf(pieces: AsyncGenerator<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

describe.skipIf(!tools)('a playable copy in parts', () => {
  it.each([
    ['an AVI with MP3', 'late.avi', ['-c:v', 'mpeg4', '-g', '60', '-c:a', 'libmp3lame']],
    ['a transport stream that starts late', 'late.ts', ['-c:v', 'mpeg2video', '-c:a', 'ac3']],
    ['an MP4 whose AAC is taken as it is', 'copied.mp4', ['-c:v', 'mpeg4', '-g', '50', '-c:a', 'aac']],
  ])(
    'of %s is the same whichever part is asked for first',
    async (_what, name, codecs) => {
      const file = make(place.path(name), ...picture('160x120', 11, 30), ...sound(11), ...codecs)
      const straight = await opened(file)
      await finishProxy(theTools(), straight.proxy, straight.out)
      const jumpy = await opened(file)
      for (const cell of [3, 1, 4])
        expect((await bytesOf(jumpy.live.cell(cell, never))).length).toBeGreaterThan(500)
      await finishProxy(theTools(), jumpy.proxy, jumpy.out)
      expect(timesOf(jumpy.out, 'v')).toEqual(timesOf(straight.out, 'v'))
      // Sound lies on one grid from every run, so no frame is missing or doubled where runs meet.
      expect(timesOf(jumpy.out, 'a')).toEqual(timesOf(straight.out, 'a'))
      expect(timesOf(straight.out, 'v').length).toBeGreaterThanOrEqual(328)
      await straight.live.close()
      await jumpy.live.close()
    },
    60_000,
  )

  it('keeps what is finished when the program ends, and makes only the rest', async () => {
    const file = make(place.path('resumed.avi'), ...picture('160x120', 9), '-c:v', 'mpeg4')
    const first = await opened(file)
    await bytesOf(first.live.cell(2, never))
    await first.live.close()
    const again = await opened(file, first.dir)
    expect(again.live.progress).toBeGreaterThan(0)
    await finishProxy(theTools(), again.proxy, again.out)
    expect(timesOf(again.out, 'v')).toHaveLength(225)
    expect(readdirSync(first.dir).filter(entry => entry.includes('part'))).toEqual([])
    await again.live.close()
  }, 60_000)

  it('is made where someone looks, before what lies ahead of it', async () => {
    const file = make(place.path('long.avi'), ...picture('640x480', 60), '-c:v', 'mpeg4')
    const { live } = await opened(file)
    const filling = new AbortController()
    const filled = live.fill({ signal: filling.signal }).catch((error: unknown) => error)
    await bytesOf(live.cell(25, never))
    expect(live.progress).toBeLessThan(0.6)
    filling.abort()
    expect(await filled).toMatchObject({ code: 'cancelled' })
    await live.close()
  }, 60_000)

  it('stops for nobody who has left', async () => {
    const file = make(place.path('left.avi'), ...picture('64x64', 4), '-c:v', 'mpeg4')
    const { live } = await opened(file)
    const gone = new AbortController()
    const pieces = live.cell(1, gone.signal)
    const waiting = pieces.next()
    gone.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await live.close()
  })
})

describe.skipIf(!tools || !corpusDir)('playable copies of real recordings, asked for from the middle', () => {
  it.each([
    'foreman-hevc.mp4',
    'filetype.asf',
    'drew-kodak-100_0306.AVI',
    'realmedia.rm',
    'filetype.mxf',
    'tika.wmv',
  ])(
    '%s',
    async name => {
      const { live, proxy, out } = await opened(corpusFile(name))
      await bytesOf(live.cell(Math.floor(live.cells / 2), never))
      await finishProxy(theTools(), proxy, out)
      const source = ask(corpusFile(name), 'packet=codec_type,pts_time').filter(line =>
        line.startsWith('video'),
      )
      // Duplicates and pictures that do not decode are left out; nothing else is.
      expect(timesOf(out, 'v').length).toBeGreaterThan(source.length * 0.97 - 2)
      await live.close()
    },
    120_000,
  )
})
