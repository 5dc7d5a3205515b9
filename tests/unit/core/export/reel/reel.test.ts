import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../../electron/contract/errors.ts'
import { exportReel } from '../../../../../electron/core/export/reel/exportReel.ts'
import { joinList, reelMetadata } from '../../../../../electron/core/export/reel/reelFiles.ts'
import { reelStage } from '../../../../../electron/core/export/reel/reelStage.ts'
import { probe } from '../../../../../electron/core/media/probe.ts'
import { ask, h264, make, scratch, theTools, tools } from '../../media/madeMedia.ts'
import { comment } from '../fixtures.ts'

const work = scratch('reel')
afterAll(() => work.remove())

const of = (width: number, height: number, rate = '30') => ({
  size: { width, height },
  rate,
  pictureMs: 1000 / Number(rate),
})

describe('what the clips of a reel share', () => {
  it('is their own size and rate, where they have one', () => {
    expect(reelStage([of(640, 360, '25'), of(640, 360, '25')], 'overlay')).toEqual({
      canvas: { width: 640, height: 360 },
      rate: '25',
      pictureMs: 40,
    })
  })
  it('is else a usual one that loses little, upright where all are', () => {
    expect(reelStage([of(1280, 720), of(640, 480, '25')], 'overlay')).toMatchObject({
      canvas: { width: 1280, height: 720 },
      rate: '30',
    })
    expect(reelStage([of(720, 1280), of(1080, 1920)], 'none').canvas).toEqual({ width: 1080, height: 1920 })
    expect(reelStage([of(720, 1280), of(3840, 2160)], 'none').canvas).toEqual({ width: 1920, height: 1080 })
    expect(reelStage([of(320, 180)], 'panel').canvas).toEqual({ width: 1280, height: 720 })
  })
})

describe('ffmpeg’s files for a reel', () => {
  const parts = [
    { file: "/it's here/a.mp4", title: 'One; two = #3\n\\x', startMs: 0, durationMs: 5000 },
    { file: '/b.mp4', title: 'B', startMs: 5000, durationMs: 4000 },
  ]
  it('quote folders of any name', () => {
    expect(joinList(parts)).toContain("file 'file:/it'\\''s here/a.mp4'\nduration 5.000000")
  })
  it('have a chapter a clip', () => {
    const text = reelMetadata('A; reel', parts)
    expect(text).toContain('title=A\\; reel')
    expect(text).toContain('START=0\nEND=5000\ntitle=1. One\\; two \\= \\#3 \\\\x')
    expect(text).toContain('START=5000\nEND=9000')
  })
})

const beeping = (name: string, size: string, rate: number, tone: number | undefined, level = 0.5) =>
  make(
    work.path(name),
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=8`],
    ...(tone === undefined ? [] : ['-f', 'lavfi', '-i', `sine=f=${tone}:d=8:r=44100,volume=${level}`]),
    ...[...h264, '-c:a', 'aac'],
  )

async function clipOf(file: string, title: string, own: { fromMs?: number; toMs?: number } = {}) {
  const { facts } = await probe(theTools(), file)
  const { fromMs = 1000, toMs = 4000 } = own
  return {
    clipId: `clip:${title}`,
    gather: async () => ({
      clip: { title, fromMs, toMs },
      recording: { path: file, facts, offsetMs: 0 },
      comments: [
        comment({ id: `c${title}`, atMs: fromMs + 1000, toMs: fromMs + 2500, text: `Said in ${title}` }),
      ],
      lesson: { title: 'Fractions', teacher: 'Ana Reyes', date: '2026-11-24' },
    }),
  }
}

/** Brightness of the middle of a picture. */
const grey = (file: string, atMs: number, crop: string) =>
  spawnSync(theTools().ffmpeg.path, [
    ...['-nostdin', '-v', 'error', '-ss', (atMs / 1000).toFixed(3), '-i', file, '-frames:v', '1'],
    ...['-vf', `${crop},scale=64:36`, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
  ]).stdout

describe.skipIf(!tools)('a reel', () => {
  it('joins clips of different sizes, rates and sounds, with a card before each, chapters and subtitles', async () => {
    const clips = [
      await clipOf(beeping('wide.mp4', '1280x720', 30, 440, 0.02), 'Wide'),
      await clipOf(beeping('old.mp4', '640x480', 25, undefined), 'Old and silent'),
      await clipOf(beeping('phone.mp4', '360x640', 30, 880), 'Phone'),
    ]
    const folder = work.path("it's a [reel]; 100 %")
    const progress: number[] = []
    const made = await exportReel(clips, {
      tools: theTools(),
      file: join(folder, 'All: "of them".mp4'),
      style: 'overlay',
      subtitles: true,
      endCard: true,
      onProgress: share => progress.push(share),
    })
    expect(readdirSync(folder).sort()).toEqual(['All of them.mp4', 'All of them.vtt'])
    expect(made.failed).toEqual([])
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(ask(made.file, 'stream=width,height').find(each => /\d,\d/.test(each))).toBe('1280,720')
    const kinds = ask(made.file, 'stream=codec_name').filter(each => /h264|aac|mov_text/.test(each))
    expect(kinds).toEqual(['h264', 'aac', 'mov_text'])
    // Three cards of 4 s, three stretches of 3 s, and the end card.
    expect(made.clips.map(({ fromMs, durationMs }) => [fromMs, durationMs])).toEqual([
      [0, 7000],
      [7000, 7000],
      [14_000, 11_000],
    ])
    expect(made.durationMs).toBe(25_000)
    expect(ask(made.file, 'chapter=start_time').map(Number)).toEqual([0, 7, 14])
    expect(ask(made.file, 'chapter_tags=title')).toEqual(['1. Wide', '2. Old and silent', '3. Phone'])
    expect(Number(ask(made.file, 'stream=nb_frames')[0])).toBe(750)
    // Cards are dark; the picture comes behind them, letterboxed where it is not as wide.
    const dark = (atMs: number, crop = 'crop=iw:20:0:0') =>
      grey(made.file, atMs, crop).every(level => level < 40)
    expect([500, 7500, 14_500, 24_500].map(at => dark(at))).toEqual([true, true, true, true])
    expect([5000, 12_000, 19_000].map(at => dark(at, 'crop=200:300:540:100'))).toEqual([false, false, false])
    expect(dark(11_500, 'crop=100:ih:20:0')).toBe(true)
    // Loud and quiet come out alike, and what has no sound is silent.
    const level = (fromMs: number) => {
      const { stderr } = spawnSync(
        theTools().ffmpeg.path,
        [
          '-nostdin',
          '-ss',
          String(fromMs / 1000),
          '-t',
          '2',
          '-i',
          made.file,
          '-af',
          'volumedetect',
          '-f',
          'null',
          '-',
        ],
        { encoding: 'utf8' },
      )
      return Number(/mean_volume: (-?[\d.]+|-inf)/.exec(stderr)?.[1]?.replace('-inf', '-200'))
    }
    expect(Math.abs(level(4500) - level(18_500))).toBeLessThan(3)
    expect(level(11_500)).toBeLessThan(-80)
    const vtt = readFileSync(join(folder, 'All of them.vtt'), 'utf8')
    expect(vtt).toContain('00:00:05.000 --> 00:00:06.500')
    expect(vtt).toContain('00:00:19.000 --> 00:00:20.500')
  }, 120_000)

  it('names what cannot be in it, never overwrites, and leaves nothing where nothing can be', async () => {
    const good = await clipOf(beeping('good.mp4', '320x180', 25, 300), 'Good')
    const gone = {
      clipId: 'clip:gone',
      gather: async () => {
        throw new DebriefError('media.missing', 'The recording is not where it was.')
      },
    }
    const folder = work.path('some')
    const options = { tools: theTools(), file: join(folder, 'Reel.mp4'), style: 'none' } as const
    mkdirSync(folder)
    writeFileSync(options.file, 'mine')
    const made = await exportReel([gone, good], options)
    expect(made.failed).toMatchObject([{ clipId: 'clip:gone', code: 'media.missing' }])
    expect(made.file).toBe(join(folder, 'Reel (2).mp4'))
    expect(readFileSync(options.file, 'utf8')).toBe('mine')
    await expect(exportReel([gone], options)).rejects.toMatchObject({ code: 'media.missing' })
    expect(readdirSync(folder).sort()).toEqual(['Reel (2).mp4', 'Reel.mp4'])
  }, 60_000)

  it('leaves nothing behind when it is stopped in its second clip', async () => {
    const clips = [
      await clipOf(beeping('first.mp4', '320x180', 25, 300), 'First'),
      await clipOf(beeping('second.mp4', '320x180', 25, 300), 'Second'),
    ]
    const folder = work.path('stopped')
    const stop = new AbortController()
    const running = exportReel(clips, {
      tools: theTools(),
      file: join(folder, 'Reel.mp4'),
      style: 'none',
      signal: stop.signal,
      onProgress: (_, note) => {
        if (note.startsWith('Clip 2')) stop.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  }, 60_000)
})
