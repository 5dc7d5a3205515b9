import { access } from 'node:fs/promises'
import { cpus } from 'node:os'
import pLimit from 'p-limit'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { pictureFilters } from './pictureFilters.ts'
import { makePoster } from './poster.ts'
import { probe } from './probe.ts'
import { abilities } from './tools/abilities.ts'
import { fileUrl, inputArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

export interface Moment {
  /** ms on the recording's own clock */
  readonly atMs: number
  /** Where the JPEG goes. */
  readonly out: string
}

interface FramesOptions {
  /** Width in pixels; smaller pictures are not enlarged. */
  readonly width: number
  readonly signal: AbortSignal
  /** Told of each moment that is over. */
  onDone(): void
}

/** Moments that one process takes: starting one costs as much as decoding a frame or two. Each opens the file anew, so memory grows with it. */
const BATCH = 6

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    // Not there is one of the answers.
    () => false,
  )

/**
 * Writes the exact frames of many moments as JPEG, upright and with square pixels. A moment of which no picture decodes gets no file.
 * @throws DebriefError tools.missing, cancelled, media.*
 */
export async function makeFrames(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  moments: readonly Moment[],
  { width, signal, onDone }: FramesOptions,
): Promise<void> {
  if (facts.width === 0 || moments.length === 0) return
  const { picture } = await probe(tools, file, { signal })
  if (!picture) return
  const { filters: available } = await abilities(tools)
  const scale = Math.min(1, width / picture.width)
  const side = (length: number) => Math.max(2, Math.round(length * scale))
  const size = { width: side(picture.width), height: side(picture.height) }
  const filters = pictureFilters(picture, { ...size, available }).join(',')
  const batchOf = async (some: readonly Moment[]) => {
    const inputs = some.flatMap(({ atMs }) =>
      inputArgs(file, { ...(atMs > 0 && { seekMs: atMs }), before: ['-threads', '1'] }),
    )
    const outputs = some.flatMap(({ out }, at) => [
      ...['-map', `${at}:${picture.index}`, '-vf', filters, '-an', '-sn', '-dn', '-frames:v', '1'],
      ...['-q:v', '4', '-map_metadata', '-1', '-f', 'image2', '-update', '1', '-y', fileUrl(out)],
    ])
    try {
      await runFfmpeg(tools, [...inputs, ...outputs], { timeoutMs: 60_000, signal })
    } catch (error) {
      // One that cannot be decoded spoils its batch; those that are missing are tried one by one below.
      if (!(error instanceof DebriefError) || error.code !== 'tools.failed') throw error
    }
    for (const { atMs, out } of some) {
      if (!(await isThere(out))) await makePoster(tools, file, facts, out, { atMs, width, signal, picture })
      onDone()
    }
  }
  const batches = Array.from({ length: Math.ceil(moments.length / BATCH) }, (_, at) =>
    moments.slice(at * BATCH, (at + 1) * BATCH),
  )
  const atOnce = pLimit(Math.max(2, cpus().length))
  await Promise.all(batches.map(some => atOnce(batchOf, some)))
}
