import { open } from 'node:fs/promises'
import pLimit from 'p-limit'
import { DebriefError } from '../../../contract/errors.ts'
import type { MediaFacts } from '../../../contract/records/recording.ts'
import { filmstripHead, jsonPacket, tilePacket } from '../../../contract/strips/packets.ts'
import { probe } from '../probe.ts'
import type { PictureStream } from '../streams.ts'
import { abilities } from '../tools/abilities.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { IndexUnusable } from './boxes.ts'
import { interleaved, mostSoughtTiles, mostTiles, nearestFrames, slotsOf } from './chooseTiles.ts'
import { readMoov } from './readMoov.ts'
import {
  type H264Index,
  h264Index,
  type Keyframe,
  startCode,
  startCodesInPlace,
  toAnnexB,
} from './sampleTable.ts'
import type { StripFile } from './stripFile.ts'
import { pipedTiles, soughtTile, type TileLook, tileSize } from './tiles.ts'

export interface StripWork {
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (progress: number) => void
}

/** Rounds over the whole lesson, each between the pictures of the ones before. */
const rounds = 8
/** Rounds that have a process of their own: they show the lesson coarsely, soon. */
const coarseRounds = 2
/** After so many places in a row that give no picture, the rest is not asked. */
const mostFailures = 6

const mp4Family = new Set(['mp4', 'mov', 'm4v', '3gp', 'm4a'])

/** Keyframes by the file's own index; undefined where its pictures must be sought one by one. */
async function indexOf(
  file: string,
  picture: PictureStream,
  container: string,
): Promise<H264Index | undefined> {
  if (picture.codec !== 'h264' || !mp4Family.has(container)) return undefined
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return h264Index(await readMoov(handle, size), picture.index, size)
  } catch (error) {
    // An index that we cannot use is no failure of the recording: seeking finds its pictures too.
    if (error instanceof IndexUnusable) return undefined
    throw error
  } finally {
    await handle.close()
  }
}

/** The bytes of some keyframes as a decoder takes them, read one at a time. */
async function* annexBOf(
  file: string,
  index: H264Index,
  frames: readonly Keyframe[],
): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { headers, lengthBytes } = index
    for (const { offset, sizeBytes } of frames) {
      const bytes = Buffer.allocUnsafe(headers.length + sizeBytes)
      headers.copy(bytes)
      const { bytesRead } = await handle.read(bytes, headers.length, sizeBytes, offset)
      if (bytesRead < sizeBytes) throw new IndexUnusable('a picture is cut off')
      const sample = bytes.subarray(headers.length)
      if (lengthBytes === startCode.length) {
        startCodesInPlace(sample)
        yield bytes
      } else yield Buffer.concat([headers, toAnnexB(sample, lengthBytes)])
    }
  } finally {
    await handle.close()
  }
}

/** What each process decodes: starting one costs as much as a dozen pictures, so only the first have few. In the order of the file, as disks like it. */
function workloads<F extends Keyframe>(frames: readonly F[]): F[][] {
  const order = interleaved(frames, rounds)
  const later = order.slice(coarseRounds)
  return [
    ...order.slice(0, coarseRounds),
    later.filter((_, at) => at % 2 === 0).flat(),
    later.filter((_, at) => at % 2 === 1).flat(),
  ]
    .filter(group => group.length > 0)
    .map(group => group.sort((a, b) => a.offset - b.offset))
}

const isPassing = (error: unknown): boolean =>
  error instanceof IndexUnusable || (error instanceof DebriefError && error.code === 'tools.failed')

/**
 * Writes up to 240 pictures of a recording, upright and with square pixels, spread over its length; of plain H.264 in MP4 or MOV only the
 * chosen keyframes are read (1.9 s for an hour), of all else each is sought. A recording without a picture has an empty strip.
 * @throws DebriefError media.*, tools.missing, disk.full, cancelled
 */
export async function makeFilmstrip(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  strip: StripFile,
  { signal, onProgress }: StripWork,
): Promise<void> {
  const { picture } = await probe(tools, file, { signal })
  if (!picture) return
  const { filters: available } = await abilities(tools)
  const size = tileSize(picture)
  const look: TileLook = { picture, size, available }
  await strip.add(
    jsonPacket('head', filmstripHead.parse({ version: 1, tileWidth: size.width, tileHeight: size.height })),
  )
  const index = await indexOf(file, picture, facts.container)
  if (index && (await byIndex(tools, file, facts, strip, look, index, { signal, onProgress }))) return
  await bySeeking(tools, file, facts, strip, look, { signal, onProgress })
}

/** @returns false where the pictures that came are not those that were asked for, so that their times would be wrong */
async function byIndex(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  strip: StripFile,
  look: TileLook,
  index: H264Index,
  { signal, onProgress }: StripWork,
): Promise<boolean> {
  const lastMs = facts.durationMs
  const frames = index.keyframes
    .map(frame => ({ ...frame, atMs: frame.atMs - facts.startMs }))
    // Pictures before the start are there to be decoded, not to be seen.
    .filter(({ atMs }) => atMs > -1 && atMs <= lastMs)
  const chosen = nearestFrames(frames, slotsOf(facts.durationMs, mostTiles))
  let done = 0
  const twoAtATime = pLimit(2)
  const groups = workloads(chosen).map(group =>
    twoAtATime(async () => {
      const jpegs = await pipedTiles(tools, annexBOf(file, index, group), look, signal)
      if (jpegs.length !== group.length) return false
      await strip.add(...group.map(({ atMs }, at) => tilePacket(atMs, jpegs[at] ?? Buffer.alloc(0))))
      done += group.length
      onProgress(done / chosen.length)
      return true
    }),
  )
  const outcomes = await Promise.allSettled(groups)
  const failure = outcomes.find(outcome => outcome.status === 'rejected')?.reason
  if (failure && !isPassing(failure)) throw failure
  return chosen.length > 0 && done === chosen.length
}

async function bySeeking(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  strip: StripFile,
  look: TileLook,
  { signal, onProgress }: StripWork,
): Promise<void> {
  const slots = slotsOf(facts.durationMs, mostSoughtTiles)
  const order = interleaved(slots, rounds).flat()
  const shown = new Set<number>()
  let failures = 0
  for (const [nth, slotMs] of order.entries()) {
    if (failures >= mostFailures) return
    try {
      const tile = await soughtTile(tools, file, slotMs, look, signal)
      failures = tile ? 0 : failures + 1
      // Where keyframes lie far apart, several places lead to the same picture.
      if (tile && !shown.has(Math.round(tile.atMs))) {
        shown.add(Math.round(tile.atMs))
        await strip.add(tilePacket(tile.atMs, tile.jpeg))
      }
    } catch (error) {
      if (!isPassing(error)) throw error
      failures += 1
    }
    onProgress((nth + 1) / order.length)
  }
}
