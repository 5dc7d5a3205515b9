import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { encoderNow, leanEncoderNow } from './encoders.ts'
import { type LiveCopy, openLiveCopy } from './live/liveCopy.ts'
import { type Probed, probe } from './probe.ts'
import { finishArgs, finishInputArgs } from './proxyArgs.ts'
import { abilities } from './tools/abilities.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { transcode } from './tools/transcode.ts'

export interface ProxyOptions {
  readonly signal?: AbortSignal
  /** 0 to 1. */
  readonly onProgress?: (progress: number) => void
  /** Names a file to write to beside `out` (a job's `partFor`, so that a crash leaves nothing). Default: a fresh name. */
  readonly partFor?: (out: string) => Promise<string>
}

/** Encoding is the work; writing the index in front at the end is this share of it. */
const encodingShare = 0.97

/** A recording's playable copy while it is made. */
export interface OpenProxy {
  readonly live: LiveCopy
  readonly source: Probed
  readonly file: string
}

/**
 * Opens the playable copy of a recording for watching while it is made: H.264 up to 720p with a keyframe every half second, AAC up to stereo, SDR,
 * upright, square pixels; sound alone where there is no picture. Its clock's 0 is the lesson clock's 0. Nothing is made until someone asks.
 * @param dir where its finished parts are kept, and found again after a crash
 * @param lean at a low rate: up to 360p, half a megabit a second
 * @throws DebriefError media.* (the recording is gone or damaged), tools.missing, cancelled
 */
export async function openProxy(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  dir: string,
  { signal, lean = false }: { readonly signal?: AbortSignal | undefined; readonly lean?: boolean } = {},
): Promise<OpenProxy> {
  const [source, { filters }] = await Promise.all([
    probe(tools, file, { ...(signal && { signal }), sound: facts.audioStream }),
    abilities(tools),
  ])
  const encoder = await (lean ? leanEncoderNow : encoderNow)(tools)
  const live = await openLiveCopy(
    tools,
    {
      file,
      durationMs: facts.durationMs,
      source: { ...source, container: source.facts.container },
      tool: { version: tools.ffmpeg.version, filters },
      encoder,
      lean,
    },
    dir,
  )
  return { live, source, file }
}

/** Puts the cells one behind the other. */
async function writeWhole(live: LiveCopy, path: string): Promise<void> {
  const handle = await open(path, 'w')
  try {
    for await (const bytes of live.whole()) await handle.writeFile(bytes)
  } finally {
    await handle.close()
  }
}

/**
 * Makes what is missing of a playable copy, and one file with an index in front of it all. `out` appears when it is whole, or never.
 * @param out absolute, ending in `.mp4`
 * @throws DebriefError media.*, tools.missing, tools.failed, disk.full, cancelled
 */
export async function finishProxy(
  tools: MediaTools,
  { live, source, file }: OpenProxy,
  out: string,
  options: ProxyOptions = {},
): Promise<void> {
  const { onProgress, partFor = async (path: string) => partPathOf(path) } = options
  const signal = options.signal ?? new AbortController().signal
  await mkdir(dirname(out), { recursive: true })
  await live.fill({ signal, onProgress: progress => onProgress?.(encodingShare * progress) })
  const whole = await partFor(out)
  const indexed = await partFor(out)
  try {
    await writeWhole(live, whole)
    await transcode(
      tools,
      { input: whole, inputOptions: finishInputArgs, options: finishArgs, out: indexed },
      { signal },
    )
    const made = await probe(tools, indexed, { signal })
    if (Boolean(made.picture) !== Boolean(source.picture) || Boolean(made.sound) !== Boolean(source.sound))
      throw new DebriefError(
        'tools.failed',
        `The playable copy of “${basename(file)}” lacks its picture or its sound, so it was not kept. The recording itself was not touched.`,
        { subject: file },
      )
    await rename(indexed, out)
    onProgress?.(1)
  } finally {
    await rm(whole, { force: true })
    await rm(indexed, { force: true })
  }
}

/**
 * Makes the playable copy of a recording from beginning to end, for whoever does not watch meanwhile. What is finished when it is cancelled
 * stays in the folder `cells` beside `out`, and is not made again.
 * @throws DebriefError as `openProxy` and `finishProxy`
 */
export async function makeProxy(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  out: string,
  options: ProxyOptions = {},
): Promise<void> {
  const opened = await openProxy(tools, file, facts, join(dirname(out), 'cells'), {
    signal: options.signal,
  })
  try {
    await finishProxy(tools, opened, out, options)
  } finally {
    await opened.live.close()
  }
  await opened.live.remove()
}
