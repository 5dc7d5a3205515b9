import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Track } from '../../media/mp4/track.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import type { ClipPlan } from '../clipPlan.ts'
import { mismatch } from '../verify.ts'
import { encodeAhead } from './encodeAhead.ts'
import { encodeSound, type OwnSets } from './encodePieces.ts'
import { slicesOf } from './h264/units.ts'
import { esdsOf, pictureEntry, soundEntry } from './movie/entries.ts'
import { type Chunk, movieBox, type SoundTrack } from './movie/movieBox.ts'
import { MovieFile } from './movie/movieFile.ts'
import { spanOf } from './pieceArgs.ts'
import type { Piece } from './pieces.ts'
import { readSamples } from './readSamples.ts'
import type { SmartPlan } from './smartPlan.ts'
import type { CopiedSound } from './soundPlan.ts'

export interface AssembleOptions {
  readonly signal?: AbortSignal
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/** What was put together, for the verification. */
export interface Assembled {
  /** In stored order. */
  readonly sizes: readonly number[]
  /** Ranks less the first, in stored order. */
  readonly ranks: readonly number[]
  readonly independent: readonly boolean[]
  readonly sound: { readonly samples: number } | undefined
}

/** Sound and pictures of so long lie together. */
const chunkMs = 1000
/** Copying a picture takes about so much of the time that encoding it takes. */
const copyCost = 0.02

/** Room for the index: every table as if none of its rows were alike. */
function roomFor(clip: ClipPlan, { shownAt, pieces }: SmartPlan, soundSamples: number): number {
  const chunks = 2 * (Math.ceil(clip.cut.durationMs / chunkMs) + pieces.length + 4)
  const title = Buffer.byteLength(clip.clip.title, 'utf8')
  return 4096 + title + 20 * shownAt.length + 12 * soundSamples + 20 * chunks
}

/** The clip's sound as it lies in some file. */
interface SoundSource
  extends Pick<CopiedSound, 'track' | 'from' | 'to' | 'skipTicks' | 'heardTicks' | 'entry'> {
  readonly handle: FileHandle
}

async function openSound(
  tools: MediaTools,
  clip: ClipPlan,
  { sound }: SmartPlan,
  scratch: string,
  signal?: AbortSignal,
): Promise<SoundSource | undefined> {
  if (!sound) return undefined
  if (sound.how === 'copy') return { ...sound, handle: await open(clip.recording.path, 'r') }
  const file = join(scratch, 'sound.mp4')
  const track = await encodeSound(tools, clip, file, signal)
  return { ...encodedSound(track, clip), handle: await open(file, 'r') }
}

function encodedSound(track: Track, { cut, sound }: ClipPlan): Omit<SoundSource, 'handle'> {
  const { samples, edit, timescale } = track
  const last = samples.count - 1
  const end = (samples.pts[last] ?? 0) + (samples.duration[last] ?? 0)
  const wanted = Math.round((cut.durationMs * timescale) / 1000)
  return {
    track,
    from: 0,
    to: samples.count,
    skipTicks: edit.start,
    heardTicks: Math.min(wanted, end - edit.start),
    entry: soundEntry(esdsOf(track.entry.body), Math.min(sound?.channels ?? 2, 2), timescale),
  }
}

/** Writes the clip's sound beside its pictures, a second at a time. */
class SoundWriter {
  readonly chunks: Chunk[] = []
  readonly sizes: number[] = []
  readonly #movie: MovieFile
  readonly #source: SoundSource
  readonly #samples: AsyncGenerator<Buffer>
  #next: number

  constructor(movie: MovieFile, source: SoundSource) {
    this.#movie = movie
    this.#source = source
    this.#next = source.from
    this.#samples = readSamples(source.handle, source.track.samples, source.from, source.to, true)
  }

  /** Writes all that is heard before this moment of the clip. */
  async until(atMs: number): Promise<void> {
    const { track, from, to, skipTicks } = this.#source
    const limit = (track.samples.pts[from] ?? 0) + skipTicks + (atMs * track.timescale) / 1000
    const offset = this.#movie.at
    let count = 0
    while (this.#next < to && (track.samples.pts[this.#next] ?? 0) < limit) {
      const { value, done } = await this.#samples.next()
      if (done) break
      await this.#movie.append(value)
      this.sizes.push(value.length)
      this.#next += 1
      count += 1
    }
    if (count > 0) this.chunks.push({ offset, count })
  }

  track(): SoundTrack {
    const { track, from, to, skipTicks, heardTicks, entry } = this.#source
    const durations = Array.from(track.samples.duration.subarray(from, to))
    return {
      timescale: track.timescale,
      entry,
      sizes: this.sizes,
      chunks: this.chunks,
      durations,
      skipTicks,
      heardTicks,
    }
  }
}

/** Writes pictures in stored order, and breaks their rows where sound comes between. */
class PictureWriter {
  readonly chunks: Chunk[] = []
  readonly sizes: number[] = []
  readonly ranks: number[] = []
  readonly independent: boolean[] = []
  readonly #movie: MovieFile
  readonly #plan: SmartPlan
  readonly #sound: SoundWriter | undefined
  #open: { offset: number; count: number } | undefined
  #soundMs = 0

  constructor(movie: MovieFile, plan: SmartPlan, sound: SoundWriter | undefined) {
    this.#movie = movie
    this.#plan = plan
    this.#sound = sound
  }

  async add(bytes: Buffer, rank: number, independent: boolean): Promise<void> {
    const { shownAt, timescale } = this.#plan
    const atMs = ((shownAt[this.sizes.length] ?? 0) * 1000) / timescale
    if (atMs >= this.#soundMs + chunkMs) await this.catchUp(atMs)
    this.#open ??= { offset: this.#movie.at, count: 0 }
    this.#open.count += 1
    await this.#movie.append(bytes)
    this.sizes.push(bytes.length)
    this.ranks.push(rank)
    this.independent.push(independent)
  }

  /** Ends the row of pictures, and writes the sound up to this moment of the clip. */
  async catchUp(atMs: number): Promise<void> {
    if (this.#open) this.chunks.push(this.#open)
    this.#open = undefined
    this.#soundMs = atMs
    await this.#sound?.until(atMs)
  }
}

/** Places (less the window's first) of samples of the source that are copied, and whether decoding can begin there. */
async function copyPiece(
  source: FileHandle,
  plan: SmartPlan,
  piece: Piece,
  writer: PictureWriter,
): Promise<void> {
  const { track, window, avcC } = plan
  let place = piece.from
  for await (const sample of readSamples(
    source,
    track.samples,
    window.from + piece.from,
    window.from + piece.to,
    true,
  )) {
    const slices = slicesOf(sample, avcC.lengthBytes, avcC.sets)
    const rank = window.ranks[place] ?? place
    await writer.add(slices, rank - window.first, isIdr(slices))
    place += 1
  }
}

/** Of slices behind lengths of four bytes. */
const isIdr = (slices: Buffer) => ((slices[4] ?? 0) & 0x1f) === 5

/** All pieces of a clip must be described by the same sets, or the header would have to choose. */
const sameSets = (a: OwnSets, b: OwnSets) =>
  [a.sps, b.sps].every(sets => sets.length === 1) &&
  [...a.sps, ...a.pps].length === [...b.sps, ...b.pps].length &&
  [...a.sps, ...a.pps].every((set, i) => [...b.sps, ...b.pps][i]?.equals(set))

/**
 * Puts the clip together in `out`: stored pictures bit for bit, encoded ones between them, the sound beside them, one index.
 * @param files a folder for small files, and paths beside the clip for the pieces that are encoded
 * @throws DebriefError tools.failed, export.mismatch, media.truncated, cancelled; NotCopyable; IndexUnusable
 */
export async function assemble(
  tools: MediaTools,
  clip: ClipPlan,
  plan: SmartPlan,
  files: { readonly scratch: string; readonly another: () => Promise<string>; readonly out: string },
  { signal, onProgress }: AssembleOptions = {},
): Promise<Assembled> {
  const sound = await openSound(tools, clip, plan, files.scratch, signal)
  const source = await open(clip.recording.path, 'r')
  const movie = await MovieFile.create(files.out, roomFor(clip, plan, sound ? sound.to - sound.from : 0))
  const costOf = (piece: Piece) => {
    const { fromMs, toMs } = spanOf(piece, plan)
    return (toMs - fromMs) * (piece.how === 'copy' ? copyCost : 1)
  }
  const total = plan.pieces.reduce((sum, piece) => sum + costOf(piece), 0)
  let encodedMs = 0
  let copiedCost = 0
  const tell = () => onProgress?.(Math.min(1, (encodedMs + copiedCost) / total))
  const ahead = encodeAhead(tools, clip, plan, {
    ...files,
    ...(signal && { signal }),
    onProgress: doneMs => {
      encodedMs = doneMs
      tell()
    },
  })
  try {
    const heard = sound && new SoundWriter(movie, sound)
    const writer = new PictureWriter(movie, plan, heard)
    let own: OwnSets | undefined
    for (const piece of plan.pieces) {
      signal?.throwIfAborted()
      if (piece.how === 'copy') {
        await copyPiece(source, plan, piece, writer)
        copiedCost += costOf(piece)
        tell()
        continue
      }
      const encoded = await ahead.take(piece)
      try {
        if (own && !sameSets(own, encoded.sets))
          throw mismatch(clip.clip.title, 'its pieces do not fit together')
        own ??= encoded.sets
        let place = 0
        for await (const sample of encoded.pictures()) {
          const rank = piece.from - plan.window.first + (encoded.ranks[place] ?? place)
          const slices = slicesOf(sample, 4, [...encoded.sets.sps, ...encoded.sets.pps])
          await writer.add(slices, rank, encoded.independent[place] === true)
          place += 1
        }
      } finally {
        await encoded.close()
      }
    }
    await writer.catchUp(Number.POSITIVE_INFINITY)
    const { avcC, picture, shownAt, lastTicks, timescale } = plan
    const sets = {
      profile: avcC.profile,
      compatibility: avcC.compatibility,
      level: Math.max(avcC.level, own?.level ?? 0),
      sps: [...avcC.sps, ...(own?.sps ?? [])],
      pps: [...avcC.pps, ...(own?.pps ?? [])],
    }
    const { sizes, chunks, ranks, independent } = writer
    await movie.finish(
      movieBox({
        title: clip.clip.title,
        picture: {
          timescale,
          entry: pictureEntry(sets, picture.storedWidth, picture.storedHeight),
          sizes,
          chunks,
          shownAt: ranks.map(rank => shownAt[rank] ?? 0),
          lastTicks,
          independent,
          width: picture.storedWidth,
          height: picture.storedHeight,
          rotation: picture.rotation,
        },
        sound: heard?.track(),
      }),
    )
    return { sizes, ranks, independent, sound: heard && { samples: heard.sizes.length } }
  } finally {
    await ahead.close()
    await movie.close()
    await source.close()
    await sound?.handle.close()
  }
}
