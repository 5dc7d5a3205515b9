import { Readable } from 'node:stream'
import { DebriefError } from '../../contract/errors.ts'
import { abilities } from './tools/abilities.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

/** A way to write H.264 for playable copies. */
export interface Encoder {
  /** ffmpeg's name. */
  readonly name: string
  /** Before the input: the device. */
  readonly device?: readonly string[]
  /** Last filters: what the device takes. */
  readonly upload?: readonly string[]
  readonly options: readonly string[]
}

export const software: Encoder = {
  name: 'libx264',
  options: ['-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '23', '-bf', '0'],
}

/** At a low rate, for guests on a slow network: it never takes more than its share of the line, whatever moves in the picture. */
export const leanSoftware: Encoder = {
  name: 'libx264',
  options: [
    ...['-preset', 'veryfast', '-tune', 'zerolatency', '-crf', '28'],
    ...['-maxrate', '450k', '-bufsize', '900k', '-bf', '0'],
  ],
}

/** Encoders of graphics cards and processors, the best-behaved first; each is believed only after a test encode. */
export const hardware: readonly Encoder[] = [
  {
    name: 'h264_videotoolbox',
    options: ['-realtime', '1', '-b:v', '4M', '-profile:v', 'main', '-bf', '0'],
  },
  {
    name: 'h264_nvenc',
    options: ['-preset', 'p1', '-tune', 'ull', '-rc', 'vbr', '-cq', '26', '-forced-idr', '1', '-bf', '0'],
  },
  {
    name: 'h264_qsv',
    options: [
      '-preset',
      'veryfast',
      '-global_quality',
      '26',
      '-forced_idr',
      '1',
      '-async_depth',
      '1',
      '-bf',
      '0',
    ],
  },
  {
    name: 'h264_amf',
    options: ['-quality', 'speed', '-rc', 'cqp', '-qp_i', '24', '-qp_p', '26', '-bf', '0'],
  },
  { name: 'h264_mf', options: ['-hw_encoding', '1', '-b:v', '4M', '-bf', '0'] },
  {
    name: 'h264_vaapi',
    device: ['-vaapi_device', '/dev/dri/renderD128'],
    upload: ['format=nv12', 'hwupload'],
    options: ['-qp', '24', '-bf', '0'],
  },
]

const frames = 30
const keyEvery = 10
const limitMs = 10_000

/** What a test encode must show: every picture, keyframes where they were asked for, and no reordering. Pure. */
export function isSound(
  packets: readonly { readonly pts: number; readonly dts: number; readonly key: boolean }[],
): boolean {
  if (packets.length !== frames) return false
  return packets.every(({ pts, dts, key }, nth) => pts === dts && (nth % keyEvery !== 0 || key))
}

/** ffmpeg's `framecrc` lines of packets; a flag that is not a keyframe's is written out behind the size. Pure. */
export function packetsIn(text: string): { pts: number; dts: number; key: boolean }[] {
  return text.split('\n').flatMap(line => {
    const [stream, dts, pts, , , , flags] = line.split(',').map(field => field.trim())
    if (stream !== '0' || dts === undefined || pts === undefined) return []
    return [{ dts: Number(dts), pts: Number(pts), key: !(flags?.startsWith('F=0x0') ?? false) }]
  })
}

/** Encodes a second of noise with it, and decodes what came. */
async function proves(
  tools: MediaTools,
  { name, device = [], upload = [], options }: Encoder,
): Promise<boolean> {
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=${frames}:duration=1`]
  const filters = upload.length > 0 ? ['-vf', upload.join(',')] : ['-pix_fmt', 'yuv420p']
  const keys = ['-force_key_frames', `expr:not(mod(n,${keyEvery}))`, '-g', '600']
  const encode = [...device, ...source, ...filters, '-c:v', name, ...options, ...keys]
  try {
    const packets = await runFfmpeg(tools, [...encode, '-f', 'framecrc', 'pipe:1'], { timeoutMs: limitMs })
    if (!isSound(packetsIn(packets.stdout.toString('latin1')))) return false
    const made = await runFfmpeg(tools, [...encode, '-f', 'h264', 'pipe:1'], { timeoutMs: limitMs })
    const decoded = await runFfmpeg(
      tools,
      ['-xerror', '-f', 'h264', '-i', 'pipe:0', '-f', 'framecrc', 'pipe:1'],
      { timeoutMs: limitMs, input: Readable.from([made.stdout]) },
    )
    return packetsIn(decoded.stdout.toString('latin1')).length === frames
  } catch (error) {
    // Compiled in and not on this machine: by far the usual case.
    if (error instanceof DebriefError && error.code === 'tools.failed') return false
    throw error
  }
}

const keyOf = ({ ffmpeg }: MediaTools) => `${ffmpeg.path}\n${ffmpeg.version}`
const proving = new Map<string, Promise<Encoder | undefined>>()
const proven = new Map<string, Encoder | undefined>()

async function find(tools: MediaTools): Promise<Encoder | undefined> {
  const { encoders } = await abilities(tools)
  for (const encoder of hardware)
    if (encoders.has(encoder.name) && (await proves(tools, encoder))) return encoder
  return encoders.has(software.name) ? software : undefined
}

/**
 * The encoder for playable copies: the first hardware one that proves itself, else libx264. Tried once for each ffmpeg and remembered while
 * the program runs.
 * @returns undefined where this ffmpeg writes no H.264 at all
 * @throws DebriefError tools.missing
 */
export function proveEncoder(tools: MediaTools): Promise<Encoder | undefined> {
  const key = keyOf(tools)
  const asked = proving.get(key) ?? find(tools)
  proving.set(key, asked)
  asked.then(
    encoder => proven.set(key, encoder),
    () => proving.delete(key),
  )
  return asked
}

/**
 * The encoder to begin with now: nobody waits for a first picture until every graphics card was tried.
 * @throws DebriefError tools.missing, also where this ffmpeg writes no H.264
 */
export async function encoderNow(tools: MediaTools): Promise<Encoder> {
  const key = keyOf(tools)
  if (!proven.has(key)) void proveEncoder(tools).catch(() => undefined)
  const known = proven.get(key)
  if (known) return known
  const { encoders } = await abilities(tools)
  if (encoders.has(software.name)) return software
  const last = await proveEncoder(tools)
  if (last) return last
  throw new DebriefError(
    'tools.missing',
    'This ffmpeg cannot write H.264 video (libx264 is not in it), so no playable copy can be made. Install a full ffmpeg and try again.',
    { subject: tools.ffmpeg.path },
  )
}

/** As `encoderNow`, for copies at a low rate: software where there is any, because only it keeps to the rate on every machine. */
export async function leanEncoderNow(tools: MediaTools): Promise<Encoder> {
  const { encoders } = await abilities(tools)
  return encoders.has(leanSoftware.name) ? leanSoftware : await encoderNow(tools)
}
