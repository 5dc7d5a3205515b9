import type { Readable } from 'node:stream'
import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { fileUrl } from '../media/tools/input.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg, runFfprobe } from '../media/tools/run.ts'
import type { Size } from './export.types.ts'
import { fitsGrid } from './source/pictureGrid.ts'

/** What the written file must be. */
export interface Expected {
  readonly size: Size
  readonly durationMs: number
  /** Time between two pictures: the most by which the length may differ. */
  readonly pictureMs: number
  /** The stretch of the clip that has sound in the source, clip time. */
  readonly sound: { readonly fromMs: number; readonly toMs: number } | undefined
  /** ffmpeg's name for how its pixels are stored. Default `yuv420p`. */
  readonly pixels?: string | undefined
  /** The pictures have the recording's own times, and were looked at before. */
  readonly gridKnown?: boolean
}

/** What the written file says of itself. */
export interface Written {
  readonly durationMs: number
  readonly soundMs: number
  readonly sizeBytes: number
}

const stream = z.looseObject({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  pix_fmt: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  duration: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
})
const answer = z.looseObject({
  streams: z.array(stream).default([]),
  format: z.looseObject({ size: z.string().optional() }).optional(),
})
export type WrittenProbe = z.infer<typeof answer>

/** Sound comes in packets and may end a little before or behind the picture; damaged sound may lose a few. */
const soundToleranceMs = 300

const ms = (seconds: string | undefined) => Math.round(Number(seconds ?? Number.NaN) * 1e6) / 1e3

/**
 * Compares what was written with what was asked for.
 * @returns one short reason for each difference; none where all is right. Pure.
 */
export function differences(found: WrittenProbe, expected: Expected): string[] {
  const pictures = found.streams.filter(each => each.codec_type === 'video')
  const sounds = found.streams.filter(each => each.codec_type === 'audio')
  const [picture] = pictures
  const [sound] = sounds
  const reasons: string[] = []
  if (
    pictures.length !== 1 ||
    picture?.codec_name !== 'h264' ||
    picture.pix_fmt !== (expected.pixels ?? 'yuv420p')
  )
    reasons.push('the picture is not one H.264 track')
  else {
    if (picture.width !== expected.size.width || picture.height !== expected.size.height)
      reasons.push(`the picture is ${picture.width} × ${picture.height}`)
    const off = Math.abs(ms(picture.duration) - expected.durationMs)
    if (!(off <= expected.pictureMs + 1)) reasons.push(`the picture lasts ${picture.duration} s`)
  }
  if (expected.sound) {
    const wantedMs = expected.sound.toMs - expected.sound.fromMs
    if (sounds.length !== 1 || sound?.codec_name !== 'aac') reasons.push('the sound is not one AAC track')
    else if (!(ms(sound.duration) + soundToleranceMs >= wantedMs))
      reasons.push(`the sound lasts ${sound.duration} s`)
  } else if (sounds.length > 0) reasons.push('there is sound where the recording has none')
  return reasons
}

const fraction = (text: string | undefined) => {
  const [over, under] = (text ?? '').split('/').map(Number)
  return over && under ? over / under : undefined
}

/** The rate that programs take a track to have: the nominal one, unless that is only its clock. Pure. */
export function gridRate(nominal: string | undefined, average: string | undefined): number | undefined {
  const [rate, mean] = [fraction(nominal), fraction(average)]
  return rate !== undefined && rate > 210 && mean !== undefined && mean < 70 ? mean : rate
}

/**
 * Checks that pictures with times of their own still fall on different lines of the grid that plain programs use.
 * @throws DebriefError export.mismatch, tools.failed, cancelled
 */
async function verifyGrid(
  tools: MediaTools,
  file: string,
  found: WrittenProbe,
  signal?: AbortSignal,
): Promise<void> {
  const picture = found.streams.find(each => each.codec_type === 'video')
  const rate = gridRate(picture?.r_frame_rate, picture?.avg_frame_rate)
  if (rate === undefined) return
  const args = [
    '-select_streams',
    'v:0',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
    '-f',
    'mp4',
    fileUrl(file),
  ]
  const { stdout } = await runFfprobe(tools, args, { maxBytes: 512 * 2 ** 20, ...(signal && { signal }) })
  const times = stdout
    .toString('latin1')
    .split('\n')
    .map(line => Number.parseFloat(line) * 1000)
  const inOrder = times.filter(at => Number.isFinite(at)).sort((a, b) => a - b)
  if (!fitsGrid(inOrder, rate)) throw mismatch(file, 'its pictures come too unevenly for some programs')
}

/**
 * Reads what a written clip says of itself, and compares.
 * @throws DebriefError export.mismatch, tools.failed, cancelled
 */
export async function verifyShape(
  tools: MediaTools,
  file: string,
  expected: Expected,
  signal?: AbortSignal,
): Promise<Written> {
  const args = ['-show_streams', '-show_format', '-of', 'json', '-f', 'mp4', fileUrl(file)]
  const { stdout } = await runFfprobe(tools, args, { anyExit: true, ...(signal && { signal }) })
  const found = answer.parse(JSON.parse(stdout.toString('utf8') || '{}'))
  const reasons = differences(found, expected)
  if (reasons.length > 0) throw mismatch(file, reasons.join(', '))
  if (!expected.gridKnown) await verifyGrid(tools, file, found, signal)
  const track = (type: string) => found.streams.find(each => each.codec_type === type)
  return {
    durationMs: Math.round(ms(track('video')?.duration)),
    soundMs: Math.round(ms(track('audio')?.duration)) || 0,
    sizeBytes: Number(found.format?.size ?? 0),
  }
}

/**
 * Decodes every picture and every sound of a clip, read as a stream; the first fault ends it.
 * @param file the clip's name in what is thrown
 * @param onProgress how much is decoded, ms
 * @throws DebriefError export.mismatch, tools.missing, cancelled
 */
export async function verifyDecodes(
  tools: MediaTools,
  file: string,
  input: Readable,
  {
    signal,
    onProgress,
  }: { readonly signal?: AbortSignal; readonly onProgress?: (atMs: number) => void } = {},
): Promise<void> {
  // Every bit is read and checked; only the smoothing of block edges, which can find no fault, is left out.
  const args = [
    '-xerror',
    '-skip_loop_filter',
    'all',
    '-protocol_whitelist',
    'pipe',
    '-f',
    'mp4',
    '-i',
    'pipe:0',
  ]
  const { exitCode, stderr } = await runFfmpeg(
    tools,
    [...args, '-map', '0:v', '-map', '0:a?', '-f', 'null', '-'],
    {
      input,
      anyExit: true,
      // Whoever makes the stream has a watch of his own; a slow encoder is no fault of this reader.
      stallMs: 3_600_000,
      onProgress: progress => onProgress?.(progress.outMs ?? 0),
      ...(signal && { signal }),
    },
  )
  const said = stderr.trim().split('\n').slice(0, 3).join(' ')
  if (exitCode !== 0 || said !== '')
    throw mismatch(file, `it does not play without an error (${said || `exit ${exitCode}`})`)
}

async function packetHashes(tools: MediaTools, file: string, signal?: AbortSignal): Promise<string> {
  const input = ['-copyts', '-protocol_whitelist', 'file', '-f', 'mp4', '-i', fileUrl(file)]
  const { stdout } = await runFfmpeg(
    tools,
    [...input, '-map', '0:v', '-map', '0:a?', '-c', 'copy', '-f', 'streamhash', '-hash', 'md5', 'pipe:1'],
    signal ? { signal } : {},
  )
  return stdout.toString('latin1').trim()
}

/**
 * Compares the packets of two files: what was decoded without an error is, bit for bit, what the finished clip holds.
 * @throws DebriefError export.mismatch, tools.failed, cancelled
 */
export async function verifySamePackets(
  tools: MediaTools,
  decoded: string,
  finished: string,
  signal?: AbortSignal,
): Promise<void> {
  const [a, b] = await Promise.all([
    packetHashes(tools, decoded, signal),
    packetHashes(tools, finished, signal),
  ])
  if (a === '' || a !== b) throw mismatch(finished, 'its packets changed while it was put together')
}

export function mismatch(file: string, reason: string): DebriefError {
  return new DebriefError(
    'export.mismatch',
    `The clip that was written is not what was asked for, so it was not kept: ${reason}. The recording and the comments are safe; export it again, and if it fails again, try a slightly longer or shorter stretch.`,
    { subject: file },
  )
}
