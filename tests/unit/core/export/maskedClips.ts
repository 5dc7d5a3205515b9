import { spawnSync } from 'node:child_process'
import { expect } from 'vitest'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import type { MaskKeyframe } from '../../../../electron/contract/records/mask.ts'
import type {
  ExportComment,
  ExportInput,
  ExportMask,
  ExportSoundMask,
} from '../../../../electron/core/export/export.types.ts'
import { type ExportOptions, exportClip } from '../../../../electron/core/export/exportClip.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { h264, make, scratch, theTools } from '../media/madeMedia.ts'

export const maskWork = scratch('masks')

/** A patterned square of 80 pixels that moves 60 pixels a second over bars, and a tone of many harmonics like a voice's: 30 a second, 8 s. */
export const moving = (name: string, ...args: string[]) =>
  make(
    maskWork.path(name),
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
export const over = (effect: ExportMask['effect'], own: Partial<ExportMask> = {}): ExportMask => ({
  ...{ shape: 'box', effect, picture: { width: 640, height: 360 }, fromMs: 2000, toMs: 5000 },
  keyframes: [key(0, 60), key(8000, 540)],
  ...own,
})

export async function exported(
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
  const outDir = maskWork.path(`out-${Math.random().toString(36).slice(2)}`)
  const made = await exportClip(input, { tools: theTools(), outDir, style: 'none', ...own })
  return { input, ...made }
}

interface Picture {
  readonly atMs: number
  readonly pixels: Buffer
}

/** Every picture in grey, decoded by plain ffmpeg and turned as players turn it. */
export function pictures(file: string, width = 640, height = 360): Picture[] {
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
export function detail({ pixels }: Picture, { x, y, width, height }: Area, stride = 640): number {
  let sum = 0
  for (let row = Math.round(y) + 2; row < y + height - 2; row++)
    for (let column = Math.round(x) + 2; column < x + width - 2; column++) {
      const at = row * stride + column
      sum += Math.abs((pixels[at] ?? 0) - (pixels[at + 1] ?? 0))
    }
  return sum / ((width - 4) * (height - 4))
}
export const mean = ({ pixels }: Picture, { x, y, width, height }: Area, stride = 640) => {
  let sum = 0
  for (let row = Math.round(y) + 2; row < y + height - 2; row++)
    for (let column = Math.round(x) + 2; column < x + width - 2; column++)
      sum += pixels[row * stride + column] ?? 0
  return sum / ((width - 4) * (height - 4))
}

/** In each picture of a clip: whether what is below the mask can be seen. The source shows it at 16 grey levels of detail and more. */
export function checkEach(file: string, mask: ExportMask, fromMs: number, durationMs: number): void {
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
