import { Readable } from 'node:stream'
import { pictureFilters } from '../pictureFilters.ts'
import type { PictureStream } from '../streams.ts'
import { inputArgs, takenAtOnce } from '../tools/input.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { runFfmpeg } from '../tools/run.ts'
import { jpegSplitter } from './jpegs.ts'

/** How a picture becomes a tile. */
export interface TileLook {
  readonly picture: PictureStream
  /** As shown: upright, square pixels. */
  readonly size: { readonly width: number; readonly height: number }
  /** The filters that this ffmpeg has. */
  readonly available: ReadonlySet<string>
}

/** Twice the height of the timeline's row, and enough for the picture under the pointer. */
const tileHeight = 108
const widest = 260

/** The size of a tile; nothing is enlarged, and no side is under 2. Pure. */
export function tileSize({ width, height }: Pick<PictureStream, 'width' | 'height'>): {
  width: number
  height: number
} {
  const scale = Math.min(1, tileHeight / height, widest / width)
  const side = (length: number) => Math.max(2, 2 * Math.round((length * scale) / 2))
  return { width: side(width), height: side(height) }
}

/** A raw stream has lost which way is up; ffmpeg's own turning does not know it. Pure. */
export function turnFilters(rotation: PictureStream['rotation']): string[] {
  if (rotation === 90) return ['transpose=clock']
  if (rotation === 270) return ['transpose=cclock']
  return rotation === 180 ? ['hflip', 'vflip'] : []
}

const asJpegs = [
  '-an',
  '-sn',
  '-dn',
  '-map_metadata',
  '-1',
  '-c:v',
  'mjpeg',
  '-q:v',
  '5',
  '-f',
  'image2pipe',
  'pipe:1',
]
/** Nobody sees the edges of blocks in a picture ten times smaller, and smoothing them takes a quarter of its decoding. */
const roughly = ['-threads', '1', '-skip_loop_filter', 'all']
/** The same as `-fps_mode passthrough`, in the word that ffmpeg had before 5.1 as well. */
const everyPicture = ['-vsync', '0']
const keptBytes = 64 * 2 ** 20

/**
 * Decodes the keyframes of an Annex B stream, each by itself.
 * @returns one JPEG for each, in their order; fewer where some do not decode
 * @throws DebriefError tools.missing, tools.failed, cancelled
 */
export async function pipedTiles(
  tools: MediaTools,
  annexB: AsyncIterable<Buffer>,
  { picture, size, available }: TileLook,
  signal: AbortSignal,
): Promise<Buffer[]> {
  const lying = picture.rotation % 180 !== 0
  const stored = lying ? { width: size.height, height: size.width } : size
  const filters = [...pictureFilters(picture, { ...stored, available }), ...turnFilters(picture.rotation)]
  const jpegs: Buffer[] = []
  const split = jpegSplitter(jpeg => jpegs.push(jpeg))
  await runFfmpeg(
    tools,
    [
      // What comes through the pipe is taken for H.264 and for nothing else.
      ...['-protocol_whitelist', 'pipe', '-max_pixels', String(2 ** 26), ...takenAtOnce],
      ...[...roughly, '-f', 'h264'],
      ...['-i', 'pipe:0', '-vf', filters.join(','), ...everyPicture, ...asJpegs],
    ],
    {
      signal,
      background: true,
      input: Readable.from(annexB),
      onData: split,
      maxBytes: keptBytes,
      timeoutMs: 360_000,
    },
  )
  return jpegs
}

/**
 * The keyframe at or before a place, by a seek: one picture is decoded, however far they lie apart.
 * @param atMs from the recording's first moment
 * @returns it with its own time; undefined where nothing comes
 * @throws DebriefError media.*, tools.missing, tools.failed, cancelled
 */
export async function soughtTile(
  tools: MediaTools,
  file: string,
  atMs: number,
  { picture, size, available }: TileLook,
  signal: AbortSignal,
): Promise<{ atMs: number; jpeg: Buffer } | undefined> {
  const filters = ['showinfo=checksum=0', ...pictureFilters(picture, { ...size, available })]
  const { stdout, stderr } = await runFfmpeg(
    tools,
    [
      ...['-v', 'info', '-nostats'],
      ...inputArgs(file, {
        seekMs: atMs,
        before: ['-noaccurate_seek', '-skip_frame', 'nokey', ...roughly],
      }),
      ...['-map', `0:${picture.index}`, '-frames:v', '1', '-vf', filters.join(',')],
      ...[...everyPicture, ...asJpegs],
    ],
    { signal, background: true, timeoutMs: 20_000 },
  )
  if (stdout.length === 0) return undefined
  // Its time counts from the place that was sought.
  const after = /pts_time:(-?\d+(?:\.\d+)?)/.exec(stderr)?.[1]
  return { atMs: Math.max(0, atMs + Number(after ?? 0) * 1000), jpeg: stdout }
}
