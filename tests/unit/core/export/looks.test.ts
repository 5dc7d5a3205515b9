import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ClipOptions } from '../../../../electron/core/export/clipPlan.ts'
import { estimate } from '../../../../electron/core/export/estimate.ts'
import type { ExportComment, ExportInput } from '../../../../electron/core/export/export.types.ts'
import { exportClip } from '../../../../electron/core/export/exportClip.ts'
import { previewFrame } from '../../../../electron/core/export/previewFrame.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { ask, h264, make, scratch, theTools, tools } from '../media/madeMedia.ts'
import { comment, hostile, tag } from './fixtures.ts'

const work = scratch('looks')
afterAll(() => work.remove())

/** Pictures that carry their own number, and a beep at every whole second: 30 a second, 12 s. */
const counted = (name: string, size = '640x360') =>
  make(
    work.path(name),
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=30:d=12`],
    ...['-f', 'lavfi', '-i', "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.05)':s=48000:d=12"],
    ...[...h264, '-g', '60', '-bf', '2', '-c:a', 'aac'],
  )

const drawing = (width: number, height: number) => ({
  picture: { width, height },
  shapes: [
    { kind: 'ellipse', x: width * 0.4, y: height * 0.3, width: width * 0.3, height: height * 0.3 },
  ] as never,
})

async function exported(
  file: string,
  [fromMs, toMs]: readonly [number, number],
  comments: readonly ExportComment[],
  options: ClipOptions & { readonly poster?: boolean },
) {
  const { facts } = await probe(theTools(), file)
  const input: ExportInput = {
    clip: { title: 'Wait/time: "a clip?"', fromMs, toMs },
    recording: { path: file, facts, offsetMs: 0 },
    comments,
    lesson: { title: 'Fractions', teacher: 'Ana Reyes', date: '2026-11-24', subject: 'Maths', grade: '4' },
  }
  const outDir = work.path(`out-${Math.random().toString(36).slice(2)}`)
  return { input, ...(await exportClip(input, { tools: theTools(), outDir, ...options })) }
}

const run = (args: readonly string[]): Buffer =>
  spawnSync(theTools().ffmpeg.path, ['-nostdin', '-v', 'error', ...args, '-'], { maxBuffer: 2 ** 28 }).stdout

/** The colours of one picture as players show them. */
const colours = (file: string, atMs: number, filter = 'null') =>
  run([
    ...['-ss', (atMs / 1000).toFixed(3), '-i', file, '-frames:v', '1', '-vf', filter],
    ...['-pix_fmt', 'rgb24', '-f', 'rawvideo'],
  ])

/** How like two pictures are, dB; 30 is what an encoder at this quality keeps of a noisy test picture. */
function psnr(a: Buffer, b: Buffer): number {
  expect(a.length).toBe(b.length)
  expect(a.length).toBeGreaterThan(0)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return 10 * Math.log10(255 ** 2 / Math.max(1e-9, sum / a.length))
}

/** When beeps begin, ms. */
function beeps(file: string): number[] {
  const pcm = run(['-i', file, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le'])
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length >> 1)
  const found: number[] = []
  samples.forEach((level, i) => {
    const ms = i / 48
    if (Math.abs(level) > 3000 && ms - (found.at(-1) ?? -1e9) > 300) found.push(ms)
  })
  return found
}

const sizeOf = (file: string) => ask(file, 'stream=width,height').find(each => /\d,\d/.test(each))

async function previewFile(input: ExportInput, clipMs: number, options: ClipOptions): Promise<string> {
  mkdirSync(work.path('previews'), { recursive: true })
  const path = work.path(`previews/${Math.random().toString(36).slice(2)}.png`)
  writeFileSync(path, await previewFrame(theTools(), input, { clipMs }, options))
  return path
}

const said = [
  comment({ atMs: 3000, toMs: 6000, tags: [tag(), tag({ code: 'C1', notObserved: true })] }),
  comment({
    id: 'b',
    atMs: 5000,
    text: hostile.arabic ?? '',
    author: { name: 'Ben', role: 'teacher', colour: 'p2' },
  }),
]

describe.skipIf(!tools)('the look of a clip', () => {
  const looks: Record<string, ClipOptions> = {
    overlay: { style: 'overlay' },
    panel: { style: 'panel', prompt: 'What do the hands say?' },
    none: { style: 'none' },
    'panel with all': {
      style: 'panel',
      holdMs: 1500,
      titleCard: true,
      endCard: true,
      showTeacher: true,
      prompt: 'Why?',
    },
    'overlay with all, slow': { style: 'overlay', holdMs: 1500, titleCard: true, endCard: true, speed: 0.5 },
  }
  for (const [name, options] of Object.entries(looks))
    it(`is in the preview what it is in the clip: ${name}`, async () => {
      const source = counted(`same-${name.replaceAll(/\W/g, '')}.mp4`)
      const comments = [
        { ...said[0], drawings: [drawing(640, 360)] } as ExportComment,
        said[1] as ExportComment,
      ]
      const { file, input, durationMs, method } = await exported(source, [2000, 8000], comments, options)
      // What is only laid over, or left alone, is copied where nothing is drawn; what is rearranged is made anew.
      expect(method).toBe(name === 'overlay' ? 'smart' : name === 'none' ? 'copy' : 'full')
      const { showMs, durationMs: estimated, width, height } = await estimate(theTools(), input, options)
      expect(Math.abs(estimated - durationMs)).toBeLessThanOrEqual(34)
      expect(sizeOf(file)).toBe(`${width},${height}`)
      for (const clipMs of [500, showMs, durationMs / 2 + 17, durationMs - 500]) {
        const shown = colours(await previewFile(input, Math.round(clipMs), options), 0)
        // A moment between two pictures may show either.
        const found = Math.max(
          ...[0, -17, -34, -51, -68, 34].map(by => psnr(colours(file, Math.round(clipMs) + by), shown)),
        )
        expect(found, `at ${clipMs}`).toBeGreaterThan(27)
      }
    }, 60_000)

  it('covers nothing of the picture with a panel, and says what it shows in its own place', async () => {
    const source = counted('panel.mp4', '1280x720')
    const { file } = await exported(source, [2000, 8000], [said[0] as ExportComment], { style: 'panel' })
    expect(sizeOf(file)).toBe('1920,1080')
    const picture = 'crop=1368:770:0:154,scale=320:180'
    expect(psnr(colours(file, 2000, picture), colours(source, 4000, 'scale=320:180'))).toBeGreaterThan(27)
    const column = 'crop=552:1080:1368:0,scale=138:270'
    const [on, off] = [colours(file, 2000, column), colours(file, 5000, column)]
    expect(psnr(on, off)).toBeLessThan(25)
  })

  it('holds the picture while a drawing shows, silently, and goes on where it stopped', async () => {
    const source = counted('hold.mp4')
    const drawn = comment({ atMs: 4500, text: 'Here.', tags: [], drawings: [drawing(640, 360)] })
    const { file, durationMs } = await exported(source, [2000, 8000], [drawn], {
      style: 'overlay',
      holdMs: 2000,
    })
    expect(durationMs).toBe(8000)
    const top = 'crop=640:120:0:0,scale=320:60'
    // Two moments of the hold are one picture; it is the one of 4.5 s, with marks on it that are not there before and after.
    expect(
      psnr(colours(file, 2600, 'crop=640:90:0:90'), colours(file, 4300, 'crop=640:90:0:90')),
    ).toBeGreaterThan(38)
    expect(psnr(colours(file, 2100, top), colours(source, 4100, top))).toBeGreaterThan(24)
    const marks = 'crop=220:120:240:100'
    expect(psnr(colours(file, 3500, marks), colours(source, 4500, marks))).toBeLessThan(24)
    expect(psnr(colours(file, 5000, marks), colours(source, 5000, marks))).toBeGreaterThan(24)
    // Beeps at 3, 4 s of the lesson come before the hold, those of 5, 6, 7 s behind it.
    const times = beeps(file)
    ;[1000, 2000, 5000, 6000, 7000].forEach(at => {
      expect(Math.min(...times.map(each => Math.abs(each - at))), `${at} of ${times}`).toBeLessThan(12)
    })
    expect(times.filter(at => at > 2600 && at < 4400)).toEqual([])
  })

  it('begins and ends with a card, and keeps picture and sound together behind it', async () => {
    const source = counted('cards.mp4')
    const options = { style: 'none', titleCard: true, endCard: true } as const
    const { file, durationMs } = await exported(source, [2000, 6000], [], options)
    const headMs = (durationMs - 4000) / 2
    expect(headMs).toBeGreaterThanOrEqual(4000)
    const flat = (atMs: number) => colours(file, atMs, 'crop=640:40:0:0').every(level => level < 40)
    expect([200, headMs - 200, headMs + 4200, durationMs - 200].map(flat)).toEqual([true, true, true, true])
    expect([headMs + 200, headMs + 3800].map(flat)).toEqual([false, false])
    expect(psnr(colours(file, headMs + 1000), colours(source, 3000))).toBeGreaterThan(27)
    expect(Math.min(...beeps(file).map(at => Math.abs(at - headMs - 1000)))).toBeLessThan(12)
  })

  it('slows picture and sound down together', async () => {
    const source = counted('slow.mp4')
    const { file, durationMs } = await exported(source, [2000, 5000], [], { style: 'none', speed: 0.5 })
    expect(Math.abs(durationMs - 6000)).toBeLessThan(40)
    expect(psnr(colours(file, 3990), colours(source, 4000))).toBeGreaterThan(27)
    expect(Math.min(...beeps(file).map(at => Math.abs(at - 2000)))).toBeLessThan(60)
  })

  it('leaves the sound out, makes it louder, and evens quiet voices', async () => {
    const source = make(
      work.path('quiet.mp4'),
      ...['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=8'],
      ...['-f', 'lavfi', '-i', "aevalsrc='0.02*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*2*t))':s=48000:d=8"],
      ...[...h264, '-c:a', 'aac'],
    )
    const loud = (file: string) => {
      const { stderr } = spawnSync(
        theTools().ffmpeg.path,
        ['-nostdin', '-i', file, '-af', 'loudnorm=print_format=json', '-f', 'null', '-'],
        { encoding: 'utf8' },
      )
      return Number(/"input_i" : "(-?[\d.]+)"/.exec(stderr)?.[1])
    }
    const of = async (options: Partial<ClipOptions>) =>
      (await exported(source, [0, 8000], [], { style: 'none', ...options })).file
    expect(ask(await of({ mute: true }), 'stream=codec_type')).toEqual(['video'])
    const plain = loud(await of({}))
    expect(plain).toBeLessThan(-30)
    expect(loud(await of({ gainDb: 6 })) - plain).toBeCloseTo(6, 0)
    expect(Math.abs(loud(await of({ evenVoices: true })) + 16)).toBeLessThan(1.5)
  }, 60_000)

  it('writes what was asked for beside the clip, on its clock, the transcript too, and no private note', async () => {
    const source = counted('beside.mp4')
    const { facts } = await probe(theTools(), source)
    const outDir = work.path('beside')
    const input: ExportInput = {
      clip: { title: 'Beside', fromMs: 2000, toMs: 8000 },
      recording: { path: source, facts, offsetMs: 0 },
      comments: [
        comment({ atMs: 3000, toMs: 5000, text: hostile.quotes ?? '' }),
        comment({ id: 'p', atMs: 3500, text: 'only for me', private: true }),
      ],
      transcript: [
        { fromMs: 1000, toMs: 3000, speaker: 'Ben', text: 'What do <you> see?' },
        { fromMs: 4000, toMs: 6000, text: hostile.cjk ?? '' },
        { fromMs: 9000, toMs: 9500, text: 'later' },
      ],
    }
    const { file, beside } = await exportClip(input, {
      tools: theTools(),
      outDir,
      style: 'none',
      titleCard: true,
      subtitles: true,
      sidecars: ['vtt', 'srt', 'json'],
      poster: true,
    })
    expect(beside.map(path => path.slice(outDir.length + 1))).toEqual([
      'Beside.vtt',
      'Beside.transcript.vtt',
      'Beside.srt',
      'Beside.transcript.srt',
      'Beside.json',
      'Beside.jpg',
    ])
    const read = (name: string) => readFileSync(join(outDir, name), 'utf8')
    // The card stands for 4 s: what is said at 3 s of the lesson, 1 s into the clip, is at 5 s.
    expect(read('Beside.vtt')).toContain('00:00:05.000 --> 00:00:07.000')
    expect(read('Beside.transcript.srt')).toContain(
      '1\n00:00:04,000 --> 00:00:05,000\nBen: What do ‹you› see?',
    )
    expect(read('Beside.transcript.vtt')).toContain('What do &lt;you&gt; see?')
    expect(read('Beside.transcript.vtt')).not.toContain('later')
    const data = JSON.parse(read('Beside.json'))
    expect(data.clips[0].comments).toMatchObject([{ atMs: 5000, lessonMs: 3000, toMs: 7000 }])
    expect(ask(file, 'stream=codec_name').filter(name => name === 'mov_text')).toHaveLength(2)
    const named = ask(file, 'stream_tags=handler_name')
    expect(named).toEqual(expect.arrayContaining(['Comments', 'Transcript']))
    expect(sizeOf(join(outDir, 'Beside.jpg'))).toBe('640,360')
    for (const name of readdirSync(outDir))
      expect(readFileSync(join(outDir, name)).toString('utf8')).not.toContain('only for me')
  })

  it.each([
    ['whose comment stands at its very end', [0, 4000], 3950],
    ['of two pictures', [1000, 1080], 1040],
  ])('has a poster of a clip %s', async (_, [fromMs = 0, toMs = 0], atMs) => {
    const source = counted('late.mp4')
    const said = [comment({ atMs, text: 'Late' })]
    const { beside } = await exported(source, [fromMs, toMs], said, { style: 'none', poster: true })
    expect(beside).toHaveLength(1)
    expect(sizeOf(beside[0] ?? '')).toBe('640,360')
  })

  it('says before the export that a picture is too small for a panel', async () => {
    const source = make(work.path('tiny.mp4'), '-f', 'lavfi', '-i', 'testsrc2=s=64x48:r=25:d=3', ...h264)
    const { facts } = await probe(theTools(), source)
    const input = {
      clip: { title: 'x', fromMs: 0, toMs: 2000 },
      recording: { path: source, facts, offsetMs: 0 },
      comments: said,
    }
    await expect(estimate(theTools(), input, { style: 'panel' })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('Overlay'),
    })
  })
})
