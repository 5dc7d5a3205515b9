import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { pictureFilters } from './pictureFilters.ts'
import { probe } from './probe.ts'
import type { PictureStream } from './streams.ts'
import { abilities } from './tools/abilities.ts'
import { fileUrl, inputArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

export interface PosterOptions {
  /** This very frame, lesson clock; else a telling one is looked for. */
  readonly atMs?: number
  /** Width in pixels; smaller pictures are not enlarged. Default 640. */
  readonly width?: number
  readonly signal?: AbortSignal
  /** What `probe` said of the file, where it is asked for many frames. */
  readonly picture?: PictureStream | undefined
}

/** How much there is to see in a grey thumbnail: the standard deviation of its levels. Black, white and fades have next to none. Pure. */
export function contrast(grey: Uint8Array): number {
  if (grey.length === 0) return 0
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length
  return Math.sqrt(grey.reduce((sum, level) => sum + (level - mean) ** 2, 0) / grey.length)
}

/** Enough for a face at a desk; a black frame with sensor noise stays below. */
const telling = 12
/** Where to look, as shares of the length: past the lens cap and the shaking, then further in, then the very start. */
const places = [0.1, 0.3, 0.5, 0.75, 0]

interface Shot {
  readonly picture: PictureStream
  readonly size: { readonly width: number; readonly height: number }
  readonly available: ReadonlySet<string>
}

/** Decodes one picture and writes it as JPEG. @returns its contrast; undefined where nothing came */
async function shoot(
  tools: MediaTools,
  file: string,
  { picture, size, available }: Shot,
  at: { readonly seekMs: number; readonly exact: boolean },
  out: string,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const filters = pictureFilters(picture, { ...size, available }).join(',')
  const graph = `[0:${picture.index}]${filters},split[shown][small];[small]scale=32:18,format=gray[grey]`
  // The keyframe before the place: one picture is decoded, however far the keyframes lie apart.
  const before = at.exact ? [] : ['-noaccurate_seek', '-skip_frame', 'nokey']
  const args = [
    ...inputArgs(file, { ...(at.seekMs > 0 && { seekMs: at.seekMs }), before }),
    ...['-filter_complex', graph, '-an', '-sn', '-dn'],
    ...[
      '-map',
      '[shown]',
      '-frames:v',
      '1',
      '-q:v',
      '4',
      '-map_metadata',
      '-1',
      '-f',
      'image2',
      '-update',
      '1',
      '-y',
      fileUrl(out),
    ],
    ...['-map', '[grey]', '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'],
  ]
  try {
    const { stdout } = await runFfmpeg(tools, args, { timeoutMs: 20_000, ...(signal && { signal }) })
    return stdout.length === 0 ? undefined : contrast(stdout)
  } catch (error) {
    // A place that cannot be decoded: the next may.
    if (error instanceof DebriefError && error.code === 'tools.failed') return undefined
    throw error
  }
}

/**
 * Writes a JPEG of a recording, upright and with square pixels. A keyframe with something to see on it is taken, from up to five places.
 * @returns false for a sound-only recording or one of which no picture decodes; then there is no file
 * @throws DebriefError tools.missing, cancelled, media.*
 */
export async function makePoster(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  out: string,
  { atMs, width = 640, signal, picture: known }: PosterOptions = {},
): Promise<boolean> {
  if (facts.width === 0) return false
  const picture = known ?? (await probe(tools, file, { ...(signal && { signal }) })).picture
  if (!picture) return false
  const { filters: available } = await abilities(tools)
  const scale = Math.min(1, width / picture.width)
  const side = (length: number) => Math.max(2, Math.round(length * scale))
  const shot: Shot = {
    picture,
    size: { width: side(picture.width), height: side(picture.height) },
    available,
  }
  await mkdir(dirname(out), { recursive: true })
  const tries =
    atMs === undefined
      ? [
          ...places.map(share => ({ seekMs: share * facts.durationMs, exact: false })),
          { seekMs: 0, exact: true },
        ]
      : [{ seekMs: atMs, exact: true }]
  let best: { part: string; seen: number } | undefined
  const parts: string[] = []
  try {
    for (const at of tries) {
      const part = partPathOf(out)
      parts.push(part)
      const seen = await shoot(tools, file, shot, at, part, signal)
      if (seen !== undefined && seen > (best?.seen ?? -1)) best = { part, seen }
      // The exact decode of the start is only for files that gave no keyframe anywhere.
      if (best && (best.seen >= telling || at === tries.at(-2))) break
    }
    if (!best) return false
    await rename(best.part, out)
    return true
  } finally {
    for (const part of parts) await rm(part, { force: true })
  }
}
