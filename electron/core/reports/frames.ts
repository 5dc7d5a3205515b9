import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadImage, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { shownRecording } from '../../contract/clips/shownRecording.ts'
import { dimming, holesOf, labelWeight, paintsOf } from '../../contract/drawing/paint.ts'
import { DebriefError } from '../../contract/errors.ts'
import { placesWithin } from '../../contract/masks/places.ts'
import type { Mask } from '../../contract/records/mask.ts'
import type { Recording } from '../../contract/records/recording.ts'
import { makeFrames } from '../media/frames.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { measureText, textCanvas } from '../text/typeset/fonts.ts'
import { paintStep } from '../text/typeset/paintStep.ts'
import type { ReportComment, ReportPicture } from './report.types.ts'

/** Wide enough for a page's column in print, small enough for sixty of them in a mail. */
const WIDTH_PX = 480

export interface FrameParts {
  tools(): Promise<MediaTools>
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
}

interface Work {
  /** Not there yet; the caller takes it away. */
  readonly dir: string
  readonly signal: AbortSignal
  /** @param done how many of all are made */
  onDone(done: number): void
}

const measure = (text: string, sizePx: number) => measureText(text, labelWeight, sizePx)

/** A mask covers where it is this long before and behind the moment too, ms: a still need not be sparing. */
const MASKED_AROUND_MS = 500

/** Covers what is masked. In a still every mask is solid: what it hides is in no pixel of it. */
function hide(
  context: SKRSContext2D,
  masks: readonly Mask[],
  atMs: number,
  width: number,
  height: number,
): void {
  const [fromMs, toMs] = [atMs - MASKED_AROUND_MS, atMs + MASKED_AROUND_MS]
  context.fillStyle = '#0b0d0f'
  for (const mask of masks) {
    if (mask.fromMs > toMs || mask.toMs < fromMs) continue
    const [sx, sy] = [width / mask.picture.width, height / mask.picture.height]
    // All of its way, as the box around it: nothing shows between two places.
    const places = placesWithin(mask, fromMs, toMs)
    const low = (side: 'x' | 'y') => Math.min(...places.map(place => place[side]))
    const high = (side: 'x' | 'y', length: 'width' | 'height') =>
      Math.max(...places.map(place => place[side] + place[length]))
    const [x, y] = [low('x') * sx - 2, low('y') * sy - 2]
    context.fillRect(x, y, high('x', 'width') * sx + 2 - x, high('y', 'height') * sy + 2 - y)
  }
}

interface Over {
  readonly masks: readonly Mask[]
  /** On the recording's own clock. */
  readonly atMs: number
}

/** Covers what is masked, and lays what its author drew over a frame. */
async function withDrawings(
  jpeg: Buffer,
  { author, drawings }: ReportComment,
  { masks, atMs }: Over,
): Promise<ReportPicture> {
  const image = await loadImage(jpeg)
  const { width, height } = image
  if (drawings.length === 0 && masks.length === 0) return { jpeg, width, height }
  const { canvas, context } = textCanvas(width, height)
  context.drawImage(image, 0, 0)
  hide(context, masks, atMs, width, height)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { picture, shapes } of drawings) {
    context.save()
    context.scale(width / picture.width, height / picture.height)
    const holes = holesOf(shapes, picture, measure)
    if (holes.length > 0) {
      const dark = new Path2D(`M0 0H${picture.width}V${picture.height}H0Z${holes.join('')}`)
      context.globalAlpha = dimming.opacity
      context.fillStyle = dimming.colour
      context.fill(dark, 'evenodd')
    }
    for (const shape of shapes)
      for (const step of paintsOf(shape, { colour: author.colour, picture, measure }))
        paintStep(context, step)
    context.restore()
  }
  return { jpeg: canvas.toBuffer('image/jpeg', 86), width, height }
}

/** The recording on which something was drawn, else the one that shows the moment. */
function recordingOf(comment: ReportComment, recordings: readonly Recording[]): Recording | undefined {
  const drawnOn = comment.drawings[0]?.recordingId
  const placed = recordings.map(({ id, offsetMs, facts: { durationMs, width } }) => ({
    id,
    offsetMs,
    durationMs,
    width,
  }))
  const { atMs } = comment
  const shown = shownRecording({ fromMs: atMs, toMs: atMs, recordingId: drawnOn }, placed)
  return recordings.find(({ id }) => id === shown?.id)
}

/**
 * The frame of each comment's moment, with what was drawn on it. A moment without a picture (sound alone, a missing or unreadable recording)
 * gets none.
 * @param recordings of the lesson, in the order in which they were added
 */
export async function framesOf(
  comments: readonly ReportComment[],
  recordings: readonly Recording[],
  masks: readonly Mask[],
  parts: FrameParts,
  { dir, signal, onDone }: Work,
): Promise<ReadonlyMap<string, ReportPicture>> {
  const pictures = new Map<string, ReportPicture>()
  const wanted = new Map<Recording, ReportComment[]>()
  for (const comment of comments) {
    const recording = recordingOf(comment, recordings)
    if (recording && recording.facts.width > 0)
      wanted.set(recording, [...(wanted.get(recording) ?? []), comment])
  }
  if (wanted.size === 0) return pictures
  const tools = await parts.tools()
  await mkdir(dir, { recursive: true })
  let done = 0
  for (const [recording, some] of wanted) {
    const { facts, offsetMs } = recording
    const moments = some.map((comment, at) => ({
      comment,
      out: join(dir, `${recording.id.slice(-12)}-${at}.jpg`),
      // A comment may stand on the very end, where no picture begins any more.
      atMs: Math.max(0, Math.min(comment.atMs - offsetMs, facts.durationMs - 100)),
    }))
    try {
      const file = await parts.fileOf(recording)
      await makeFrames(tools, file, facts, moments, { width: WIDTH_PX, signal, onDone: () => onDone(++done) })
    } catch (error) {
      // A missing or unreadable recording costs the report its pictures, and nothing else.
      if (!(error instanceof DebriefError) || error.code === 'cancelled') throw error
    }
    for (const { comment, out, atMs } of moments) {
      // None was made of a moment without a picture.
      const jpeg = await readFile(out).catch(() => undefined)
      if (!jpeg) continue
      const hidden = masks.filter(({ recordingId }) => recordingId === recording.id)
      const own = comment.drawings.filter(
        ({ recordingId }) => (recordingId ?? recordings[0]?.id) === recording.id,
      )
      pictures.set(
        comment.id,
        await withDrawings(jpeg, { ...comment, drawings: own }, { masks: hidden, atMs }),
      )
    }
  }
  return pictures
}
