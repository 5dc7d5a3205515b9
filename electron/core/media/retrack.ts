import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { type Probed, probe } from './probe.ts'
import type { ProxyOptions } from './proxy.ts'
import { inputArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

/** What a page plays of an MP4 beside the picture. */
const copiedSounds = new Set(['aac', 'mp3', 'opus', 'flac'])
const copiedPictures = new Set(['h264', 'vp9', 'av1'])

/**
 * Whether a page would play the recording itself, were it not for the sound track: then its playable copy is the same picture beside the other
 * track, and nothing has to be encoded. Pure.
 */
export const canRetrack = ({ play, picture, sound }: Pick<Probed, 'play' | 'picture' | 'sound'>): boolean =>
  !play.playable &&
  play.why === 'track' &&
  (picture === undefined || copiedPictures.has(picture.codec)) &&
  sound !== undefined &&
  copiedSounds.has(sound.codec)

/** Times stay those of the lesson clock; places, devices and names stay behind. Pure. */
export function retrackArgs(file: string, { picture, sound }: Pick<Probed, 'picture' | 'sound'>): string[] {
  return [
    ...inputArgs(file, { before: ['-copyts', '-start_at_zero'] }),
    ...(picture ? ['-map', `0:${picture.index}`] : []),
    ...(sound ? ['-map', `0:${sound.index}`, '-disposition:a:0', 'default'] : []),
    ...['-c', 'copy', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-movflags', '+faststart'],
  ]
}

/** Containers count a track's last picture or sound each in their own way. */
const bearableMs = 1000

/** A track that a file does not tell the length of is as good as the one that was made of it. */
const isAsLong = (
  made: { readonly durationMs?: number } | undefined,
  source: { readonly durationMs?: number } | undefined,
): boolean =>
  made?.durationMs === undefined ||
  source?.durationMs === undefined ||
  Math.abs(made.durationMs - source.durationMs) <= bearableMs

/**
 * Writes the recording's own picture beside another of its sound tracks, both as they are. `out` appears when it is whole, or never.
 * @param out absolute, ending in `.mp4`
 * @returns false where the copy would not be what it should be: then it is encoded as for others
 * @throws DebriefError media.*, tools.missing, tools.failed, disk.full, cancelled
 */
export async function retrack(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  source: Probed,
  out: string,
  { signal, onProgress, partFor = async (path: string) => partPathOf(path) }: ProxyOptions,
): Promise<boolean> {
  await mkdir(dirname(out), { recursive: true })
  const part = await partFor(out)
  const running = signal && { signal }
  try {
    await runFfmpeg(tools, [...retrackArgs(file, source), '-f', 'mp4', part], {
      ...running,
      // The index is put in front at the end, and nothing is told of that.
      stallMs: 300_000,
      onProgress: ({ outMs = 0 }) => onProgress?.(Math.min(0.99, outMs / Math.max(1, facts.durationMs))),
    })
    const made = await probe(tools, part, { ...running })
    const isWhole =
      made.play.playable &&
      Boolean(made.picture) === Boolean(source.picture) &&
      made.sound?.codec === source.sound?.codec &&
      isAsLong(made.picture, source.picture) &&
      isAsLong(made.sound, source.sound)
    if (isWhole) await rename(part, out)
    return isWhole
  } finally {
    await rm(part, { force: true })
  }
}
