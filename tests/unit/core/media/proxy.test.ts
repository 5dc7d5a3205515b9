import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { mediaCache } from '../../../../electron/core/media/cache.ts'
import { software } from '../../../../electron/core/media/encoders.ts'
import { inspect } from '../../../../electron/core/media/inspect.ts'
import { liveArgs } from '../../../../electron/core/media/live/liveArgs.ts'
import { fittedSize, pictureFilters } from '../../../../electron/core/media/pictureFilters.ts'
import { contrast, makePoster } from '../../../../electron/core/media/poster.ts'
import { makeProxy, type ProxyOptions } from '../../../../electron/core/media/proxy.ts'
import type { ProxySource, ProxyTool } from '../../../../electron/core/media/proxyArgs.ts'
import type { PictureStream } from '../../../../electron/core/media/streams.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { ask, h264, make, picture, scratch, sound, theTools, tools } from './madeMedia.ts'

const place = scratch('proxy')
afterAll(place.remove)

const some: PictureStream = {
  index: 0,
  codec: 'hevc',
  storedWidth: 1920,
  storedHeight: 1080,
  width: 1920,
  height: 1080,
  rotation: 0,
  pixelAspect: 1,
  interlaced: false,
  fullRange: false,
}
const proxyArgs = (source: ProxySource, tool: ProxyTool) =>
  liveArgs({ file: '/x', source, tool, encoder: software, from: 0, reach: 'exact' })
const modern = { version: '7.1', filters: new Set<string>() }

describe('the arguments of a playable copy', () => {
  it('fits, never enlarges, and has even sides', () => {
    expect(fittedSize(1920, 1080, 720)).toEqual({ width: 1280, height: 720 })
    expect(fittedSize(1080, 1920, 720)).toEqual({ width: 720, height: 1280 })
    expect(fittedSize(161, 121, 720)).toEqual({ width: 162, height: 122 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (width, height) => {
          const size = fittedSize(width, height, 720)
          expect((size.width % 2) + (size.height % 2)).toBe(0)
          expect(Math.min(size.width, size.height)).toBeLessThanOrEqual(722)
          expect(size.width).toBeLessThanOrEqual(Math.max(2, width + 1))
        },
      ),
    )
  })

  it('tones HDR down only where ffmpeg can', () => {
    const hdr = { ...some, hdrTransfer: 'arib-std-b67' } as const
    const size = { width: 1280, height: 720 }
    const has = (names: string[]) => pictureFilters(hdr, { ...size, available: new Set(names) }).join(',')
    expect(has(['zscale', 'tonemap'])).toContain('tonemap=')
    expect(has([])).not.toContain('tonemap=')
    expect(
      pictureFilters({ ...some, interlaced: true }, { ...size, available: new Set(['yadif']) })[0],
    ).toMatch(/^yadif/)
  })

  it('speaks the language of the ffmpeg that is there', () => {
    const line = (version: string) =>
      proxyArgs({ picture: some, container: 'mov' }, { ...modern, version }).join(' ')
    expect(line('4.4.2')).toContain('-vsync vfr')
    for (const version of ['5.1.9-0+deb12u1', 'n7.1', '2024-10-01-git', 'N-117000'])
      expect(line(version)).toContain('-fps_mode vfr')
  })

  it('copies plain AAC of exact containers and encodes all other sound', () => {
    const aac = { index: 1, codec: 'aac', profile: 'LC', sampleRate: 48_000, channels: 2 }
    const line = (container: string, more = {}) =>
      proxyArgs({ sound: { ...aac, ...more }, container }, modern).join(' ')
    expect(line('mov')).toContain('-c:a copy')
    expect(line('mpegts')).toContain('-c:a aac')
    expect(line('mov', { channels: 6 })).toContain('-ac 2')
    expect(line('mov', { codec: 'ac3' })).toContain('aresample')
  })
})

interface Made {
  readonly out: string
  readonly progress: number[]
}

let made = 0

async function proxyOf(file: string, options: ProxyOptions = {}): Promise<Made> {
  const { facts } = await inspect(theTools(), file)
  const out = place.path(`proxy-${made++}`)
  const progress: number[] = []
  await makeProxy(theTools(), file, facts, `${out}.mp4`, {
    onProgress: share => progress.push(share),
    ...options,
  })
  return { out: `${out}.mp4`, progress }
}

describe.skipIf(!tools)('a playable copy', () => {
  it('keeps every picture’s time, and the offset of a picture that comes late', async () => {
    const late = make(
      place.path('late.avi.mkv'),
      ...sound(3),
      '-itsoffset',
      '1.2',
      ...picture('320x180', 1.5, 30),
      ...['-c:v', 'mpeg4', '-c:a', 'mp3', '-map', '1:v', '-map', '0:a'],
    )
    const { out } = await proxyOf(late)
    const times = (file: string) =>
      ask(file, 'packet=pts_time,codec_type')
        .filter(line => line.startsWith('video'))
        .map(line => Number(line.split(',')[1]))
        .toSorted((a, b) => a - b)
    const [from, to] = [times(late), times(out)]
    const start = Math.min(Number(ask(late, 'format=start_time')[0]), 0)
    expect(to).toHaveLength(from.length)
    for (const [i, at] of from.entries()) expect(Math.abs((to[i] ?? 0) - (at - start))).toBeLessThan(0.002)
    expect(to[0]).toBeGreaterThan(1.1)
  })

  it('has a keyframe every half second, one index in front, and no word about where and with what it was made', async () => {
    const source = make(
      place.path('long.avi'),
      ...picture('320x240', 4),
      '-c:v',
      'mpeg4',
      '-g',
      '300',
      '-metadata',
      'location=+1+2/',
    )
    const { out, progress } = await proxyOf(source)
    const keys = ask(out, 'packet=pts_time,flags')
      .filter(line => line.includes('K'))
      .map(line => Number(line.split(',')[0]))
    expect(keys.length).toBeGreaterThanOrEqual(8)
    for (const [i, at] of keys.slice(1).entries()) expect(at - (keys[i] ?? 0)).toBeLessThanOrEqual(0.54)
    const bytes = readFileSync(out)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
    expect(bytes.includes('moof')).toBe(false)
    expect(bytes.includes('+1+2/')).toBe(false)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
  })

  it('leaves only its finished parts when it is cancelled', async () => {
    const source = make(place.path('cancel.avi'), ...picture('640x480', 20), '-c:v', 'mpeg4')
    const { facts } = await inspect(theTools(), source)
    const out = place.path('cancelled/proxy.mp4')
    const abort = new AbortController()
    const options = { signal: abort.signal, onProgress: () => abort.abort() }
    await expect(makeProxy(theTools(), source, facts, out, options)).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(readdirSync(dirname(out))).toEqual(['cells'])
    expect(readdirSync(`${dirname(out)}/cells`).filter(name => name.includes('debrief-part'))).toEqual([])
  })

  it('leaves nothing when the recording cannot be read through', async () => {
    const source = make(place.path('gone.avi'), ...picture('64x64', 1), '-c:v', 'mpeg4')
    const { facts } = await inspect(theTools(), source)
    writeFileSync(source, 'overwritten')
    const out = place.path('gone/proxy.mp4')
    await expect(makeProxy(theTools(), source, facts, out)).rejects.toMatchObject({
      code: 'media.notRecording',
    })
    expect(existsSync(out)).toBe(false)
  })
})

describe.skipIf(!tools || !corpusDir)('playable copies of real recordings', () => {
  it.each([
    ['rails-rotated-hdr.mov', 'h264', '720,1280', ''],
    ['jpeg2000.mov', 'h264', '320,240', ''],
    ['xdcam-hd-1080i60.mov', 'h264', '1280,720', ''],
    ['filetype2.3gp', 'h264', '192,144', 'aac'],
    ['realmedia.rm', 'h264', '352,288', 'aac'],
    ['amrnb-audio-only.3gp', '', '', 'aac'],
  ])('%s', async (name, video, size, audio) => {
    const { out } = await proxyOf(corpusFile(name))
    const streams = ask(out, 'stream=codec_name,width,height')
    expect(streams).toEqual([...(video ? [`${video},${size}`] : []), ...(audio ? [audio] : [])])
  })
})

describe.skipIf(!tools)('a poster', () => {
  const sizeOf = (file: string) => ask(file, 'stream=width,height')[0]

  it('shows a picture and not the black before it', async () => {
    const black = ['-f', 'lavfi', '-i', 'color=black:s=320x240:d=4:r=25']
    const graph = ['-filter_complex', '[0:v][1:v]concat=n=2:v=1[v]', '-map', '[v]', '-g', '25']
    const source = make(place.path('black.mkv'), ...black, ...picture('320x240', 4), ...graph, ...h264)
    const { facts } = await inspect(theTools(), source)
    const out = place.path('black.jpg')
    expect(await makePoster(theTools(), source, facts, out)).toBe(true)
    const args = ['-v', 'error', '-i', out, '-vf', 'scale=32:18,format=gray', '-f', 'rawvideo', '-']
    expect(contrast(execFileSync(theTools().ffmpeg.path, args))).toBeGreaterThan(12)
  })

  it('has the shown shape, is not enlarged, and sound has none', async () => {
    const wide = make(
      place.path('wide.mkv'),
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=360x240:r=25:d=1,setsar=4/3',
      ...h264,
    )
    const out = place.path('wide.jpg')
    await makePoster(theTools(), wide, (await inspect(theTools(), wide)).facts, out)
    expect(sizeOf(out)).toBe('480,240')
    const memo = make(place.path('memo.m4a'), ...sound(1), '-c:a', 'aac')
    expect(
      await makePoster(theTools(), memo, (await inspect(theTools(), memo)).facts, place.path('memo.jpg')),
    ).toBe(false)
  })

  it.skipIf(!corpusDir)('stands upright', async () => {
    const file = corpusFile('phone-ios9.mov')
    const out = place.path('upright.jpg')
    await makePoster(theTools(), file, (await inspect(theTools(), file)).facts, out, { width: 360 })
    expect(sizeOf(out)).toBe('360,640')
    expect(readdirSync(place.dir).filter(name => name.includes('debrief-part'))).toEqual([])
  })

  it('knows nothing-to-see from something', () => {
    expect(contrast(new Uint8Array(100).fill(16))).toBe(0)
    expect(contrast(new Uint8Array(100).map((_, i) => (i % 2) * 255))).toBeGreaterThan(100)
    expect(contrast(new Uint8Array())).toBe(0)
  })
})

describe('the cache', () => {
  it('is laid out by identity, and swept of what nobody writes any more', async () => {
    const cache = mediaCache(place.path('home'))
    const identity = { sizeBytes: 1, hash: 'a'.repeat(64) }
    const proxy = cache.proxyOf(identity)
    expect(cache.posterOf(identity)).toBe(proxy.replace('proxy.mp4', 'poster.jpg'))
    expect(await cache.sweep()).toBe(0)
    mkdirSync(cache.folderOf(identity), { recursive: true })
    const old = `${proxy}.0123456789ab.debrief-part.mp4`
    const young = `${proxy}.ba9876543210.debrief-part.mp4`
    for (const file of [proxy, old, young]) writeFileSync(file, 'x')
    const now = Date.now()
    utimesSync(old, new Date(now - 3_600_000), new Date(now - 3_600_000))
    expect(await cache.sweep(now)).toBe(1)
    expect(readdirSync(cache.folderOf(identity))).toHaveLength(2)
  })
})
