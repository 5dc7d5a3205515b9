import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import type { MaskKeyframe } from '../../../../electron/contract/records/mask.ts'
import { planClip } from '../../../../electron/core/export/clipPlan.ts'
import { estimate } from '../../../../electron/core/export/estimate.ts'
import type {
  ExportComment,
  ExportInput,
  ExportMask,
  ExportSoundMask,
} from '../../../../electron/core/export/export.types.ts'
import { type ExportOptions, exportClip } from '../../../../electron/core/export/exportClip.ts'
import { previewFrame } from '../../../../electron/core/export/previewFrame.ts'
import { exportReel } from '../../../../electron/core/export/reel/exportReel.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { h264, make, scratch, theTools, tools } from '../media/madeMedia.ts'
import { comment } from './fixtures.ts'

const work = scratch('masks')
afterAll(() => work.remove())

/** A patterned square of 80 pixels that moves 60 pixels a second over bars, and a tone of many harmonics like a voice's: 30 a second, 8 s. */
const moving = (name: string, ...args: string[]) =>
  make(
    work.path(name),
    ...['-f', 'lavfi', '-i', 'smptebars=s=640x360:r=30:d=8'],
    ...['-f', 'lavfi', '-i', 'testsrc2=s=80x80:r=30:d=8,trim=end_frame=1,loop=-1:1,setpts=N/30/TB'],
    ...[
      '-f',
      'lavfi',
      '-i',
      "aevalsrc='0.15*(sin(2*PI*180*t)+sin(2*PI*360*t)+sin(2*PI*540*t)+sin(2*PI*720*t))':s=48000:d=8",
    ],
    ...[
      '-filter_complex',
      "[0:v][1:v]overlay=x='60+60*t':y=140:eval=frame:shortest=1[v]",
      '-map',
      '[v]',
      '-map',
      '2:a',
    ],
    ...[...h264, '-g', '60', '-bf', '2', '-c:a', 'aac', ...args],
  )

const key = (atMs: number, x: number): MaskKeyframe => ({
  ...{ atMs, x, y: 140, width: 80, height: 80, byHand: true },
})
const over = (effect: ExportMask['effect'], own: Partial<ExportMask> = {}): ExportMask => ({
  ...{ shape: 'box', effect, picture: { width: 640, height: 360 }, fromMs: 2000, toMs: 5000 },
  keyframes: [key(0, 60), key(8000, 540)],
  ...own,
})

async function exported(
  file: string,
  hidden: { masks?: readonly ExportMask[]; soundMasks?: readonly ExportSoundMask[] },
  {
    comments = [],
    span = [1000, 7000],
    ...own
  }: Partial<ExportOptions> & {
    readonly comments?: readonly ExportComment[]
    readonly span?: readonly [number, number]
  } = {},
) {
  const { facts } = await probe(theTools(), file)
  const input: ExportInput = {
    clip: { title: 'Masked', fromMs: span[0], toMs: span[1] },
    recording: { path: file, facts, offsetMs: 0 },
    comments,
    ...hidden,
  }
  const outDir = work.path(`out-${Math.random().toString(36).slice(2)}`)
  const made = await exportClip(input, { tools: theTools(), outDir, style: 'none', ...own })
  return { input, ...made }
}

interface Picture {
  readonly atMs: number
  readonly pixels: Buffer
}

/** Every picture in grey, decoded by plain ffmpeg and turned as players turn it. */
function pictures(file: string, width = 640, height = 360): Picture[] {
  const run = (args: string[]) =>
    spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-i', file, '-map', '0:v:0', ...args, '-'],
      {
        maxBuffer: 2 ** 29,
      },
    ).stdout
  const raw = run(['-vf', `scale=${width}:${height}`, '-vsync', '0', '-pix_fmt', 'gray', '-f', 'rawvideo'])
  const listed = run(['-vsync', '0', '-f', 'framecrc']).toString()
  const [, over = '1', under = '1'] = /#tb 0: (\d+)\/(\d+)/.exec(listed) ?? []
  const times = listed.split('\n').filter(line => /^0,/.test(line))
  return times.map((line, i) => ({
    atMs: (Number(line.split(',')[2]) * 1000 * Number(over)) / Number(under),
    pixels: raw.subarray(i * width * height, (i + 1) * width * height),
  }))
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How far neighbouring pixels are from each other in an area: what detail is left there, grey levels. */
function detail({ pixels }: Picture, { x, y, width, height }: Area, stride = 640): number {
  let sum = 0
  for (let row = Math.round(y) + 2; row < y + height - 2; row++)
    for (let column = Math.round(x) + 2; column < x + width - 2; column++) {
      const at = row * stride + column
      sum += Math.abs((pixels[at] ?? 0) - (pixels[at + 1] ?? 0))
    }
  return sum / ((width - 4) * (height - 4))
}
const mean = ({ pixels }: Picture, { x, y, width, height }: Area, stride = 640) => {
  let sum = 0
  for (let row = Math.round(y) + 2; row < y + height - 2; row++)
    for (let column = Math.round(x) + 2; column < x + width - 2; column++)
      sum += pixels[row * stride + column] ?? 0
  return sum / ((width - 4) * (height - 4))
}

/** In each picture of a clip: whether what is below the mask can be seen. The source shows it at 16 grey levels of detail and more. */
function checkEach(file: string, mask: ExportMask, fromMs: number, durationMs: number): void {
  const all = pictures(file)
  expect(all.length).toBeGreaterThan((durationMs / 1000) * 30 - 2)
  for (const picture of all) {
    const atMs = picture.atMs + fromMs
    const place = placeAt(mask, atMs)
    const left = detail(picture, place)
    const on = atMs >= mask.fromMs - 1 && atMs < mask.toMs - 1
    if (on) expect(left, `hidden at ${atMs}`).toBeLessThan(2.5)
    else if (Math.abs(atMs - mask.fromMs) > 40 && Math.abs(atMs - mask.toMs) > 40)
      expect(left, `shown at ${atMs}`).toBeGreaterThan(6)
  }
}

/** How strong a tone is in a stretch of sound, of its whole strength. */
function toneShare(
  pcm: Int16Array,
  rate: number,
  hz: number,
  [fromMs, toMs]: readonly [number, number],
): number {
  const [first, last] = [Math.round((fromMs * rate) / 1000), Math.round((toMs * rate) / 1000)]
  let [re, im, all] = [0, 0, 0]
  for (let i = first; i < last; i++) {
    const value = pcm[i] ?? 0
    re += value * Math.cos((2 * Math.PI * hz * i) / rate)
    im += value * Math.sin((2 * Math.PI * hz * i) / rate)
    all += value * value
  }
  return all === 0 ? 0 : (2 * (re * re + im * im)) / ((last - first) * all)
}
const loudness = (pcm: Int16Array, rate: number, [fromMs, toMs]: readonly [number, number]) => {
  const part = pcm.subarray(Math.round((fromMs * rate) / 1000), Math.round((toMs * rate) / 1000))
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
}
const heard = (file: string, rate = 16_000): Int16Array => {
  const { stdout } = spawnSync(
    theTools().ffmpeg.path,
    [
      '-nostdin',
      '-v',
      'error',
      '-i',
      file,
      '-map',
      '0:a:0',
      '-ac',
      '1',
      '-ar',
      String(rate),
      '-f',
      's16le',
      '-',
    ],
    { maxBuffer: 2 ** 28 },
  )
  return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
}

describe.skipIf(!tools)('masks in an exported clip', () => {
  it.each(['solid', 'blur'] as const)(
    'hide a moving square in every picture, %s, and copy the rest',
    async effect => {
      const source = moving(`smart-${effect}.mp4`)
      const mask = over(effect)
      const { file, ...made } = await exported(source, { masks: [mask] })
      expect(made).toMatchObject({ method: 'smart', verified: true, durationMs: 6000 })
      // From the mask's start to the keyframe behind its end, and the head of the clip up to the first one.
      expect(made.encodedMs).toBeGreaterThan(3900)
      expect(made.encodedMs).toBeLessThan(5500)
      checkEach(file, mask, 1000, 6000)
      const place = placeAt(mask, 4000)
      if (effect === 'solid') {
        const at = pictures(file).find(({ atMs }) => atMs >= 3000)
        expect(at && mean(at, place)).toBeLessThan(30)
      }
    },
  )

  it.each(['solid', 'blur'] as const)('hide it as well where every picture is encoded, %s', async effect => {
    const source = moving(`full-${effect}.mp4`)
    const mask = over(effect)
    const { file, ...made } = await exported(source, { masks: [mask] }, { exact: true })
    expect(made).toMatchObject({ method: 'full', verified: true })
    checkEach(file, mask, 1000, 6000)
  })

  it('hide from the first picture on, and stay under a comment', async () => {
    const source = moving('first.mp4')
    const mask = over('blur', { fromMs: 0, toMs: 8000 })
    const { file, method } = await exported(
      source,
      { masks: [mask] },
      {
        style: 'overlay',
        comments: [comment({ text: 'x', atMs: 2500, toMs: 3500 })],
        span: [2017, 6000],
        subtitles: true,
      },
    )
    expect(method).toBe('full')
    checkEach(file, mask, 2017, 3983)
    const why = await estimate(theTools(), (await exported(source, { masks: [mask] })).input, {
      style: 'none',
    })
    expect(why.why).toBe('no stretch of it between two keyframes is free of comments and masks')
  })

  it('hide in slow motion, in holds, behind a card and beside a panel', async () => {
    const source = moving('slow.mp4')
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const drawn = {
      picture: { width: 640, height: 360 },
      shapes: [{ kind: 'box', x: 600, y: 300, width: 20, height: 20 }] as never,
    }
    const slow = await exported(
      source,
      { masks: [mask] },
      {
        style: 'overlay',
        speed: 0.5,
        holdMs: 1000,
        comments: [comment({ text: 'x', atMs: 3000, drawings: [drawn] })],
        span: [2000, 4000],
      },
    )
    for (const picture of pictures(slow.file)) {
      // Twice as long, and still for a second at 3.0 s of the lesson.
      const { atMs } = picture
      const lessonMs = 2000 + (atMs < 2000 ? atMs / 2 : atMs < 3000 ? 1000 : (atMs - 1000) / 2)
      const place = { ...placeAt(mask, lessonMs), height: 30 }
      expect(mean(picture, place), `at ${atMs}`).toBeLessThan(32)
    }
    const panel = await exported(
      source,
      { masks: [mask] },
      { style: 'panel', comments: [comment({ atMs: 3000 })], span: [2000, 4000] },
    )
    const { size, stage } = await planClip(theTools(), panel.input, { style: 'panel' })
    const share = stage.picture.width / 640
    for (const picture of pictures(panel.file, size.width, size.height).filter((_, i) => i % 10 === 0)) {
      const { x, y } = placeAt(mask, 2000 + picture.atMs)
      const side = 80 * share
      const place = {
        x: stage.picture.x + x * share,
        y: stage.picture.y + y * share,
        width: side,
        height: side,
      }
      expect(mean(picture, place, size.width), `beside a panel at ${picture.atMs}`).toBeLessThan(32)
    }
  })

  it('are in the preview as they are in the clip', async () => {
    const source = moving('preview.mp4')
    const mask = over('solid')
    const { input } = await exported(source, { masks: [mask] })
    const png = await previewFrame(theTools(), input, { lessonMs: 4000 }, { style: 'none' })
    const { stdout: pixels } = spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-f', 'png_pipe', '-i', '-', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
      { input: png, maxBuffer: 2 ** 26 },
    )
    expect(mean({ atMs: 0, pixels }, placeAt(mask, 4000))).toBeLessThan(30)
    expect(detail({ atMs: 0, pixels }, { x: 0, y: 0, width: 640, height: 120 })).toBeGreaterThan(0)
  })

  it('are in the poster beside the clip', async () => {
    const source = moving('poster.mp4')
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const { beside } = await exported(source, { masks: [mask] }, { poster: true })
    const poster = beside.find(each => each.endsWith('.jpg')) ?? ''
    const { stdout: pixels } = spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-i', poster, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
      { maxBuffer: 2 ** 26 },
    )
    expect(mean({ atMs: 0, pixels }, placeAt(mask, 1000))).toBeLessThan(30)
  })

  it('lie on a turned recording where they were drawn', async () => {
    const upright = moving('upright.mp4')
    const turned = work.path('turned.mp4')
    make(turned, '-i', upright, '-c', 'copy', '-metadata:s:v:0', 'rotate=270')
    // As shown it is 360 × 640; the square stands at y = 60 + 60 t, and 140 from one side.
    const { facts } = await probe(theTools(), turned)
    expect(facts).toMatchObject({ width: 360, height: 640, rotation: 90 })
    const keyframe = (atMs: number, y: number) => ({ atMs, x: 140, y, width: 80, height: 80, byHand: true })
    for (const effect of ['solid', 'blur'] as const) {
      const mask = over(effect, {
        picture: { width: 360, height: 640 },
        keyframes: [keyframe(0, 60), keyframe(8000, 540)],
      })
      const { file, method } = await exported(turned, { masks: [mask] })
      expect(method).toBe('smart')
      for (const picture of pictures(file, 360, 640)) {
        const atMs = picture.atMs + 1000
        const left = detail(picture, placeAt(mask, atMs), 360)
        if (atMs >= 2000 && atMs < 5000 - 1) expect(left, `hidden at ${atMs}`).toBeLessThan(2.5)
        else if (atMs < 1950 || atMs > 5050) expect(left, `shown at ${atMs}`).toBeGreaterThan(4)
      }
    }
  })

  it('are in every clip of a reel', async () => {
    const source = moving('reel.mp4')
    const { facts } = await probe(theTools(), source)
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const input: ExportInput = {
      clip: { title: 'One', fromMs: 2000, toMs: 4000 },
      recording: { path: source, facts, offsetMs: 0 },
      comments: [],
      masks: [mask],
    }
    const file = work.path('reel-out.mp4')
    await exportReel(
      [{ clipId: 'clip:one', gather: async () => input }] as never,
      {
        ...{ tools: theTools(), file, style: 'none', cards: false },
      } as never,
    )
    const all = pictures(file)
    const lasting = all.slice(-45)
    for (const picture of lasting) {
      const shownMs = (all.at(-1)?.atMs ?? 0) - picture.atMs
      const place = placeAt(mask, 4000 - 33 - shownMs)
      expect(mean(picture, { ...place, x: place.x + 4, width: 72 })).toBeLessThan(32)
    }
  })
})

describe.skipIf(!tools)('masked sound in an exported clip', () => {
  const rate = 16_000
  it('is silent where it is muted, and as it was elsewhere; the pictures are copied all the same', async () => {
    const source = moving('mute.mp4', '-g', '30')
    const { file, ...made } = await exported(
      source,
      { soundMasks: [{ effect: 'mute', fromMs: 3000, toMs: 5000 }] },
      { span: [2000, 7000] },
    )
    expect(made).toMatchObject({ method: 'copy', verified: true })
    const pcm = heard(file, rate)
    expect(loudness(pcm, rate, [1000, 3000])).toBeLessThan(2)
    expect(loudness(pcm, rate, [100, 950])).toBeGreaterThan(1000)
    expect(loudness(pcm, rate, [3050, 4900])).toBeGreaterThan(1000)
  })

  it('has no pitch left where it is distorted', async () => {
    const source = moving('distort.mp4')
    for (const exact of [false, true]) {
      const { file } = await exported(
        source,
        { soundMasks: [{ effect: 'distort', fromMs: 3000, toMs: 5000 }] },
        { span: [2000, 7000], exact },
      )
      const pcm = heard(file, rate)
      const [before, within] = [[100, 950] as const, [1100, 2900] as const]
      expect(toneShare(pcm, rate, 180, before)).toBeGreaterThan(0.15)
      for (const hz of [180, 360, 540, 720]) expect(toneShare(pcm, rate, hz, within)).toBeLessThan(0.02)
      expect(loudness(pcm, rate, within)).toBeGreaterThan(300)
    }
  })

  it('is masked in what the exported words say too: no cue of a muted stretch is written', async () => {
    const { toldOf } = await import('../../../../electron/core/export/masks/hiddenIn.ts')
    const transcripts = [
      {
        record: {
          recordingId: 'recording:a',
          createdAtMs: 1,
          id: 'transcript:a',
          speakers: [],
          cues: [
            { fromMs: 0, toMs: 900, text: 'Good morning' },
            { fromMs: 900, toMs: 2000, text: 'Samuel Winter' },
            { fromMs: 2000, toMs: 3000, text: 'please sit' },
          ],
        },
      },
    ]
    const told = toldOf({ transcripts } as never, { id: 'recording:a', offsetMs: 500 } as never, [
      { effect: 'mute', fromMs: 1000, toMs: 1500 },
    ])
    expect(told.map(({ text }) => text)).toEqual(['Good morning', 'please sit'])
  })
})

describe.skipIf(!tools || !corpusDir)('masks on real recordings', () => {
  it.each([
    'phone-sideways.mov',
    'facenet-video.mp4',
    'rails-rotated-hdr.mov',
    'vfr-cursed.mp4',
    'xdcam-hd-1080i60.mov',
  ])(
    'hide the middle of %s',
    async name => {
      const file = corpusFile(name)
      const { facts } = await probe(theTools(), file)
      const { width, height } = facts
      const place = {
        x: Math.round(width / 3),
        y: Math.round(height / 3),
        width: Math.round(width / 3),
        height: Math.round(height / 3),
      }
      const made = await exported(
        file,
        {
          masks: [
            {
              ...{
                shape: 'box',
                effect: 'solid',
                picture: { width, height },
                fromMs: 0,
                toMs: facts.durationMs,
              },
              keyframes: [{ atMs: 0, ...place, byHand: true }],
            },
          ],
        },
        { span: [0, Math.min(1500, facts.durationMs)] },
      )
      const size = { width: 360, height: Math.round((360 * height) / width / 2) * 2 }
      const scale = size.width / width
      const area = {
        x: place.x * scale,
        y: place.y * scale,
        width: place.width * scale,
        height: place.height * scale,
      }
      const all = pictures(made.file, size.width, size.height)
      expect(all.length).toBeGreaterThan(3)
      for (const picture of all) {
        expect(mean(picture, area, size.width)).toBeLessThan(30)
        expect(detail(picture, area, size.width)).toBeLessThan(1)
      }
      expect(readFileSync(made.file).length).toBeGreaterThan(1000)
    },
    60_000,
  )
})
