import { type FileHandle, open, stat } from 'node:fs/promises'
import { readAvcC, visualEntryBytes } from '../../media/mp4/avcC.ts'
import { type Track, trackOf } from '../../media/mp4/track.ts'
import { boxesIn, boxOf } from '../../media/strips/boxes.ts'
import { readMoov } from '../../media/strips/readMoov.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import type { ClipPlan } from '../clipPlan.ts'
import { mismatch, verifyShape, type Written } from '../verify.ts'
import type { Assembled } from './assemble.ts'
import { slicesOf } from './h264/units.ts'
import { plays } from './plays.ts'
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

/** The parameter sets that the file itself names. */
function setsOf({ picture }: Reread): readonly Buffer[] {
  const setup = boxOf(boxesIn(picture.entry.body.subarray(visualEntryBytes)), 'avcC')
  return readAvcC(setup ?? Buffer.alloc(0)).sets
}

async function* picturesOf(
  { handle, picture }: Reread,
  stretches: readonly Stretch[],
): AsyncGenerator<Buffer> {
  for (const { from, to } of stretches) yield* readSamples(handle, picture.samples, from, to)
}

/** Whether a clip has so many pictures, all of them copied, that only its beginning is decoded. */
export const isLongCopy = ({ pieces, window, picture }: SmartPlan): boolean =>
  pieces.every(({ how }) => how === 'copy') &&
  (window.end - window.first) * picture.storedWidth * picture.storedHeight > fewPixels

/**
 * For a long copy: that its first pictures play with the recording's own parameters, told from the recording while the clip is still being written.
 * That the clip has these very pictures and parameters is verified once it is there.
 * @throws DebriefError export.mismatch, tools.failed, media.truncated, cancelled; NotCopyable
 */
export async function firstOnesPlay(
  tools: MediaTools,
  clip: ClipPlan,
  { pieces, track, window, avcC }: SmartPlan,
  signal?: AbortSignal,
): Promise<void> {
  const source = await open(clip.recording.path, 'r')
  const count = Math.min(atBeginning, (pieces[0]?.to ?? 0) - (pieces[0]?.from ?? 0))
  const from = window.from + (pieces[0]?.from ?? 0)
  const pictures = async function* () {
    for await (const sample of readSamples(source, track.samples, from, from + count))
      yield slicesOf(sample, avcC.lengthBytes, avcC.sets)
  }
  try {
    await plays(
      tools,
      { title: clip.clip.title, decoded: { sets: avcC.sets, pictures: pictures(), count } },
      signal,
    )
  } finally {
    await source.close()
  }
}

/**
 * Verifies a clip that was put together: what it says of itself, each picture's place and time, that what was copied is the
 * recording's, that what was encoded and what stands beside its seams decodes, and all of its sound.
 * @param firstOnes where the beginning of a long copy is decoded already (`firstOnesPlay`)
 * @throws DebriefError export.mismatch, tools.failed, cancelled
 */
export async function verifySmart(
  tools: MediaTools,
  file: string,
  clip: ClipPlan,
  plan: SmartPlan,
  assembled: Assembled,
  { firstOnes, signal }: { readonly firstOnes?: Promise<void>; readonly signal?: AbortSignal } = {},
): Promise<Written> {
  const read = await reread(file, plan.sound !== undefined)
  try {
    checkTimes(read, clip, plan, assembled)
    const { picture } = plan
    const { title } = clip.clip
    const sets = setsOf(read)
    const own = plan.avcC.sets
    if (firstOnes && !(sets.length === own.length && sets.every((set, i) => own[i]?.equals(set))))
      throw mismatch(title, 'its parameters are not those of the recording')
    const stretches = decodedStretches(plan, assembled.independent)
    const count = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
    const decoded = firstOnes ? undefined : { sets, pictures: picturesOf(read, stretches), count }
    const results = await Promise.allSettled([
      // The longest first: the others are over before it is.
      plays(tools, { title, file, ...(decoded && { decoded }) }, signal),
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
      firstOnes,
    ])
    for (const result of results) if (result.status === 'rejected') throw result.reason
    const [, shape] = results
    if (shape.status === 'rejected') throw shape.reason
    return shape.value
  } finally {
    await read.handle.close()
  }
}
