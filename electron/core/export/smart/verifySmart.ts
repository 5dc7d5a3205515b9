import { type FileHandle, open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { readAvcC, visualEntryBytes } from '../../media/mp4/avcC.ts'
import { type Track, trackOf } from '../../media/mp4/track.ts'
import { boxesIn, boxOf } from '../../media/strips/boxes.ts'
import { readMoov } from '../../media/strips/readMoov.ts'
import { toAnnexB } from '../../media/strips/sampleTable.ts'
import { takenAtOnce } from '../../media/tools/input.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import type { ClipPlan } from '../clipPlan.ts'
import { keepTimes, ownInput } from '../renderArgs.ts'
import { mismatch, verifyShape, type Written } from '../verify.ts'
import type { Assembled } from './assemble.ts'
import { slicesOf } from './h264/units.ts'
import { readSamples } from './readSamples.ts'
import type { SmartPlan } from './smartPlan.ts'

/** Copied pictures that are decoded behind each seam at least: more than any decoder holds back. */
const behindSeam = 16
/** Where a clip begins with copied pictures nothing can be carried over into them: a few prove that they fit the header. */
const atBeginning = 4
/** All copied pictures are decoded too where they are this few, in pixels: about half a second's work. */
const fewPixels = 300e6

/** The clip as another reader finds it. */
interface Reread {
  readonly handle: FileHandle
  readonly picture: Track
  readonly sound: Track | undefined
}

async function reread(file: string, sound: boolean): Promise<Reread> {
  const handle = await open(file, 'r')
  try {
    const { size } = await stat(file)
    const moov = await readMoov(handle, size)
    return { handle, picture: trackOf(moov, 0), sound: sound ? trackOf(moov, 1) : undefined }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Every picture once, in its place, at its time to the tick. */
function checkTimes({ picture }: Reread, clip: ClipPlan, plan: SmartPlan, assembled: Assembled): void {
  const { samples, edit, timescale } = picture
  const { shownAt, lastTicks } = plan
  const fail = (reason: string) => mismatch(clip.clip.title, reason)
  if (samples.count !== shownAt.length)
    throw fail(`it has ${samples.count} pictures instead of ${shownAt.length}`)
  if (timescale !== plan.timescale) throw fail('its clock is another')
  const seen = new Uint8Array(shownAt.length)
  assembled.ranks.forEach((rank, i) => {
    if ((samples.pts[i] ?? 0) - edit.start !== shownAt[rank]) throw fail('a picture is not at its time')
    if (samples.size[i] !== assembled.sizes[i]) throw fail('a picture is not in its place')
    if ((samples.key[i] === 1) !== assembled.independent[i]) throw fail('a keyframe is not in its place')
    seen[rank] = 1
  })
  if (seen.includes(0)) throw fail('a picture is missing')
  const lengthMs = (((shownAt.at(-1) ?? 0) + lastTicks) * 1000) / timescale
  if (edit.lengthMs === undefined || Math.abs(edit.lengthMs - lengthMs) > 0.1)
    throw fail('its length is another')
}

/** What was copied is, slice for slice and packet for packet, what the recording holds; how it is shown follows from that alone. */
async function checkCopied(
  { handle, picture, sound }: Reread,
  clip: ClipPlan,
  plan: SmartPlan,
): Promise<void> {
  const source = await open(clip.recording.path, 'r')
  try {
    const { track, window, avcC } = plan
    for (const { how, from, to } of plan.pieces) {
      if (how !== 'copy') continue
      const written = readSamples(handle, picture.samples, from - window.first, to - window.first, true)
      for await (const sample of readSamples(
        source,
        track.samples,
        window.from + from,
        window.from + to,
        true,
      )) {
        const { value } = await written.next()
        if (!value || !slicesOf(sample, avcC.lengthBytes, avcC.sets).equals(value))
          throw mismatch(clip.clip.title, 'a copied picture is not the one of the recording')
      }
    }
    if (plan.sound?.how !== 'copy' || !sound) return
    const { from, to, track: heard } = plan.sound
    if (sound.samples.count !== to - from)
      throw mismatch(clip.clip.title, 'its sound is not as long as it was planned')
    const written = readSamples(handle, sound.samples, 0, to - from, true)
    for await (const packet of readSamples(source, heard.samples, from, to, true)) {
      const { value } = await written.next()
      if (!value?.equals(packet)) throw mismatch(clip.clip.title, 'its sound is not the one of the recording')
    }
  } finally {
    await source.close()
  }
}

interface Stretch {
  /** Places in the written file. */
  readonly from: number
  readonly to: number
}

/**
 * Which stored pictures are decoded: all that were encoded, each with the copied ones around its seams; all of them where that is
 * little work. Every stretch begins with an independent picture. Pure.
 */
export function decodedStretches(plan: SmartPlan, independent: readonly boolean[]): Stretch[] {
  const { pieces, window, picture } = plan
  const pixels = picture.storedWidth * picture.storedHeight
  const copied = pieces.filter(({ how }) => how === 'copy').reduce((sum, { from, to }) => sum + to - from, 0)
  const count = window.end - window.first
  if (copied * pixels <= fewPixels) return [{ from: 0, to: count }]
  const stretches: Stretch[] = []
  pieces.forEach((piece, nth) => {
    const from = piece.from - window.first
    const to = piece.to - window.first
    if (piece.how === 'encode') {
      stretches.push({ from, to })
      return
    }
    // A decoder that is fed the beginning of a stretch shows those of its pictures that it can: stored order is enough here.
    stretches.push({ from, to: Math.min(to, from + (nth === 0 ? atBeginning : behindSeam)) })
    const last = independent.lastIndexOf(true, to - 1)
    const before = pieces[nth + 1]?.how === 'encode'
    if (before && last >= from + behindSeam && to - last <= behindSeam * 4) stretches.push({ from: last, to })
  })
  return stretches
}

/** What a decoder gets to read: the parameters, then the pictures, as a plain stream. */
async function* plainStream(
  { handle, picture }: Reread,
  stretches: readonly Stretch[],
): AsyncGenerator<Buffer> {
  const setup = boxOf(boxesIn(picture.entry.body.subarray(visualEntryBytes)), 'avcC')
  const { sets } = readAvcC(setup ?? Buffer.alloc(0))
  const startCode = Buffer.from([0, 0, 0, 1])
  yield Buffer.concat(sets.flatMap(set => [startCode, set]))
  for (const { from, to } of stretches)
    for await (const sample of readSamples(handle, picture.samples, from, to)) yield toAnnexB(sample, 4)
}

/**
 * Decodes these stretches of the pictures and all of the sound, and hands on every packet; one program does both, as starting one costs as much as
 * either.
 */
async function checkPlays(
  tools: MediaTools,
  clip: ClipPlan,
  file: string,
  read: Reread,
  stretches: readonly Stretch[],
  signal?: AbortSignal,
): Promise<void> {
  const input = Readable.from(plainStream(read, stretches), { objectMode: false })
  let frames = 0
  const { exitCode, stderr } = await runFfmpeg(
    tools,
    [
      ...['-xerror', '-skip_loop_filter', 'all', '-protocol_whitelist', 'pipe', ...takenAtOnce],
      // Of the file itself pictures are only handed on: looking for more than its index says would decode the first ones once more.
      ...['-f', 'h264', '-i', 'pipe:0', ...takenAtOnce, ...ownInput('mp4', file)],
      // A plain stream has no times of its own; numbered pictures are all that is asked. The first output is the one that is counted.
      ...['-map', '0:v', '-vf', 'settb=1/25,setpts=N', ...keepTimes(tools.ffmpeg.version), '-f', 'null', '-'],
      ...['-map', '1:v', '-map', '1:a?', '-c:v', 'copy', '-f', 'null', '-'],
    ],
    {
      input,
      anyExit: true,
      ...(signal && { signal }),
      onProgress: ({ frame }) => {
        frames = Math.max(frames, frame ?? 0)
      },
    },
  )
  input.destroy()
  const said = stderr.trim().split('\n').slice(0, 3).join(' ')
  if (exitCode !== 0 || said !== '')
    throw mismatch(clip.clip.title, `it does not play without an error (${said || `exit ${exitCode}`})`)
  const expected = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  if (frames !== expected)
    throw mismatch(clip.clip.title, `only ${frames} of ${expected} pictures can be seen`)
}

/**
 * Verifies a clip that was put together: what it says of itself, each picture's place and time, that what was copied is the
 * recording's, that what was encoded and what stands beside its seams decodes, and all of its sound.
 * @throws DebriefError export.mismatch, tools.failed, cancelled
 */
export async function verifySmart(
  tools: MediaTools,
  file: string,
  clip: ClipPlan,
  plan: SmartPlan,
  assembled: Assembled,
  signal?: AbortSignal,
): Promise<Written> {
  const read = await reread(file, plan.sound !== undefined)
  try {
    checkTimes(read, clip, plan, assembled)
    const { picture } = plan
    const results = await Promise.allSettled([
      // The longest first: the others are over before it is.
      checkPlays(tools, clip, file, read, decodedStretches(plan, assembled.independent), signal),
      verifyShape(
        tools,
        file,
        {
          size: { width: picture.storedWidth, height: picture.storedHeight },
          pixels: picture.pixelFormat,
          durationMs: clip.cut.durationMs,
          pictureMs: clip.cut.pictureMs,
          sound: plan.sound && clip.cut.sound,
          // Their times are those of the recording, and were looked at before.
          gridKnown: true,
        },
        signal,
      ),
      checkCopied(read, clip, plan),
    ])
    for (const result of results) if (result.status === 'rejected') throw result.reason
    const [, shape] = results
    if (shape.status === 'rejected') throw shape.reason
    return shape.value
  } finally {
    await read.handle.close()
  }
}
