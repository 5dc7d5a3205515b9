import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readAvcC, visualEntryBytes } from '../../media/mp4/avcC.ts'
import { type Track, trackOf } from '../../media/mp4/track.ts'
import { boxesIn, boxOf } from '../../media/strips/boxes.ts'
import { readMoov } from '../../media/strips/readMoov.ts'
import { fileUrl, inputArgs } from '../../media/tools/input.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import { type ClipPlan, sceneOf } from '../clipPlan.ts'
import { soundChain } from '../filterGraph.ts'
import { writeOverlayFile } from '../overlay/overlayFile.ts'
import { soundCodecArgs } from '../renderArgs.ts'
import { sceneLayers } from '../scene.ts'
import { mismatch } from '../verify.ts'
import { layersWithin, pieceArgs, spanOf } from './pieceArgs.ts'
import type { Piece } from './pieces.ts'
import { readSamples } from './readSamples.ts'
import type { SmartPlan } from './smartPlan.ts'

/** Our own parameter sets, the same for every piece. */
export interface OwnSets {
  readonly level: number
  readonly sps: readonly Buffer[]
  readonly pps: readonly Buffer[]
}

/** A piece that was encoded: its pictures in decoding order. */
export interface EncodedPiece {
  readonly sets: OwnSets
  /** Place in the piece at which each is shown. */
  readonly ranks: readonly number[]
  readonly independent: readonly boolean[]
  /** Each is used before the next is asked for. */
  pictures(): AsyncGenerator<Buffer>
  /** Lets go of its file. */
  close(): Promise<void>
}

export interface EncodeOptions {
  readonly signal?: AbortSignal
  /** How much of this piece is encoded, ms. */
  readonly onProgress?: (doneMs: number) => void
}

/** Opens a file that ffmpeg wrote for us. */
async function openTrack(file: string): Promise<{ handle: FileHandle; track: Track }> {
  const handle = await open(file, 'r')
  try {
    const { size } = await stat(file)
    return { handle, track: trackOf(await readMoov(handle, size), 0) }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function ranksOf({ samples }: Track): number[] {
  const order = Array.from({ length: samples.count }, (_, i) => i).sort(
    (a, b) => (samples.pts[a] ?? 0) - (samples.pts[b] ?? 0),
  )
  const ranks = new Array<number>(order.length)
  order.forEach((place, rank) => {
    ranks[place] = rank
  })
  return ranks
}

/**
 * Encodes one piece with what lies on it.
 * @param scratch a folder for small files @param file where the piece is written; it is gone when the piece is closed, or was not made
 * @throws DebriefError tools.failed, export.mismatch (it has not the pictures that it should have), cancelled
 */
export async function encodePiece(
  tools: MediaTools,
  clip: ClipPlan,
  plan: SmartPlan,
  piece: Piece,
  { scratch, file }: { readonly scratch: string; readonly file: string },
  { signal, onProgress }: EncodeOptions,
): Promise<EncodedPiece> {
  const span = spanOf(piece, plan)
  const layers = layersWithin(sceneLayers(sceneOf(clip)), span)
  const layersFile = layers.length > 0 ? join(scratch, `layers-${piece.from}.mkv`) : undefined
  const remove = () => rm(file, { force: true, maxRetries: 3 })
  try {
    if (layersFile) await writeOverlayFile(layersFile, clip.overlay, layers, signal)
    const files = { recording: clip.recording.path, layers: layersFile }
    const args = pieceArgs(files, piece, plan, layers, { version: tools.ffmpeg.version }, file)
    await runFfmpeg(tools, args, {
      ...(signal && { signal }),
      onProgress: ({ outMs }) => onProgress?.(Math.max(0, (outMs ?? 0) - span.fromMs)),
    })
    const { handle, track } = await openTrack(file)
    const close = async () => {
      await handle.close()
      await remove()
    }
    try {
      const { samples } = track
      if (samples.count !== piece.to - piece.from)
        throw mismatch(
          clip.clip.title,
          `a piece has ${samples.count} pictures instead of ${piece.to - piece.from}`,
        )
      const setup = boxOf(boxesIn(track.entry.body.subarray(visualEntryBytes)), 'avcC')
      const avcC = readAvcC(setup ?? Buffer.alloc(0))
      return {
        sets: { level: avcC.level, sps: avcC.sps, pps: avcC.pps },
        ranks: ranksOf(track),
        independent: Array.from(samples.key, key => key === 1),
        pictures: () => readSamples(handle, samples, 0, samples.count, true),
        close,
      }
    } catch (error) {
      await close()
      throw error
    }
  } catch (error) {
    await remove()
    throw error
  } finally {
    if (layersFile) await rm(layersFile, { force: true, maxRetries: 3 })
  }
}

/**
 * Encodes the sound of the stretch, where it cannot be copied.
 * @returns its track, in the file
 * @throws DebriefError tools.failed, cancelled
 */
export async function encodeSound(
  tools: MediaTools,
  { recording, cut, sound, retime, soundMasks }: ClipPlan,
  file: string,
  signal?: AbortSignal,
): Promise<Track> {
  if (!sound) throw new TypeError('there is no sound to encode')
  const stretch = ['-t', ((cut.leadMs + cut.durationMs + 500) / 1000).toFixed(6)]
  const args = [
    ...inputArgs(recording.path, {
      ...(cut.seekMs !== undefined && { seekMs: cut.seekMs }),
      before: ['-vn', ...stretch, '-max_error_rate', '1'],
    }),
    ...[
      '-filter_complex',
      soundChain(cut, sound, retime, undefined, soundMasks),
      '-map',
      '[sound]',
      ...soundCodecArgs(sound.channels),
    ],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-f', 'mp4', '-y', fileUrl(file)],
  ]
  await runFfmpeg(tools, args, signal ? { signal } : {})
  const { handle, track } = await openTrack(file)
  await handle.close()
  return track
}
