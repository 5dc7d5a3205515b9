import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { type Probed, probe } from './probe.ts'
import { finishArgs, finishInputArgs, proxyArgs } from './proxyArgs.ts'
import { abilities } from './tools/abilities.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { transcode } from './tools/transcode.ts'

export interface ProxyOptions {
  readonly signal?: AbortSignal
  /** 0 to 1. */
  readonly onProgress?: (progress: number) => void
  /** Names a file to write to beside `out` (a job's `partFor`, so that a crash leaves nothing). Default: a fresh name. */
  readonly partFor?: (out: string) => Promise<string>
  /** Called once, when what is written so far can be played: a fragmented MP4 that grows. It is replaced by `out` at the end. */
  readonly onPlayable?: (part: string) => void
}

/** Encoding is the work; writing the index in front at the end is this share of it. */
const encodingShare = 0.97
const playableAfterMs = 1500

/**
 * Makes the copy of a recording that Chromium plays: H.264 up to 720p with a keyframe every half second, AAC up to stereo, SDR, upright,
 * square pixels; sound alone where there is no picture. Its clock's 0 is the lesson clock's 0. `out` appears when it is whole, or never.
 * @param out absolute, ending in `.mp4`
 * @throws DebriefError media.* (the recording is gone or damaged), tools.missing, tools.failed, disk.full, cancelled
 */
export async function makeProxy(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  out: string,
  options: ProxyOptions = {},
): Promise<void> {
  const { signal, onProgress, onPlayable, partFor = async (path: string) => partPathOf(path) } = options
  const source: Probed = await probe(tools, file, { ...(signal && { signal }) })
  const { filters, encoders } = await abilities(tools)
  if (source.picture && !encoders.has('libx264'))
    throw new DebriefError(
      'tools.missing',
      'This ffmpeg cannot write H.264 video (libx264 is not in it), so no playable copy can be made. Install a full ffmpeg and try again.',
      { subject: tools.ffmpeg.path },
    )
  await mkdir(dirname(out), { recursive: true })
  const growing = await partFor(out)
  const indexed = await partFor(out)
  let told = false
  const advance = (outMs: number) => {
    if (!told && outMs >= playableAfterMs) {
      told = true
      onPlayable?.(growing)
    }
    if (facts.durationMs > 0)
      onProgress?.(Math.min(encodingShare, (encodingShare * outMs) / facts.durationMs))
  }
  try {
    const encoding = {
      input: file,
      options: proxyArgs(
        { ...source, container: source.facts.container },
        { version: tools.ffmpeg.version, filters },
      ),
      out: growing,
    }
    await transcode(tools, encoding, { onProgress: advance, ...(signal && { signal }) })
    await transcode(
      tools,
      { input: growing, inputOptions: finishInputArgs, options: finishArgs, out: indexed },
      { ...(signal && { signal }) },
    )
    const made = await probe(tools, indexed, { ...(signal && { signal }) })
    if (Boolean(made.picture) !== Boolean(source.picture) || Boolean(made.sound) !== Boolean(source.sound))
      throw new DebriefError(
        'tools.failed',
        `The playable copy of “${basename(file)}” lacks its picture or its sound, so it was not kept. The recording itself was not touched.`,
        { subject: file },
      )
    await rename(indexed, out)
    onProgress?.(1)
  } finally {
    await rm(growing, { force: true })
    await rm(indexed, { force: true })
  }
}
