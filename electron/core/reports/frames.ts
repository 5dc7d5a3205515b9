import { mkdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { loadImage, Path2D } from '@napi-rs/canvas'
import pLimit from 'p-limit'
import { shownRecording } from '../../contract/clips/shownRecording.ts'
import { dimming, holesOf, labelWeight, paintsOf } from '../../contract/drawing/paint.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Recording } from '../../contract/records/recording.ts'
import { makePoster } from '../media/poster.ts'
import { probe } from '../media/probe.ts'
import type { PictureStream } from '../media/streams.ts'
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

const unlessForeseen = (error: unknown): undefined => {
  if (!(error instanceof DebriefError) || error.code === 'cancelled') throw error
}

const measure = (text: string, sizePx: number) => measureText(text, labelWeight, sizePx)

/** Lays what its author drew over a frame. */
async function withDrawings(jpeg: Buffer, { author, drawings }: ReportComment): Promise<ReportPicture> {
  const image = await loadImage(jpeg)
  const { width, height } = image
  if (drawings.length === 0) return { jpeg, width, height }
  const { canvas, context } = textCanvas(width, height)
  context.drawImage(image, 0, 0)
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
  parts: FrameParts,
  { dir, signal, onDone }: Work,
): Promise<ReadonlyMap<string, ReportPicture>> {
  const tools = await parts.tools()
  const files = new Map<string, { readonly file: string; readonly picture: PictureStream | undefined }>()
  for (const recording of recordings) {
    if (recording.facts.width === 0) continue
    // A missing or unreadable recording costs the report its pictures, and nothing else.
    const file = await parts.fileOf(recording).catch(unlessForeseen)
    if (file === undefined) continue
    const probed = await probe(tools, file, { signal }).catch(unlessForeseen)
    if (probed) files.set(recording.id, { file, picture: probed.picture })
  }
  if (files.size === 0) return new Map()
  await mkdir(dir, { recursive: true })
  const atOnce = pLimit(Math.max(2, cpus().length))
  const pictures = new Map<string, ReportPicture>()
  let done = 0
  const make = async (comment: ReportComment, at: number) => {
    signal.throwIfAborted()
    const recording = recordingOf(comment, recordings)
    const found = recording && files.get(recording.id)
    if (recording && found) {
      const { file, picture } = found
      const { facts, offsetMs } = recording
      // A comment may stand on the very end, where no picture begins any more.
      const atMs = Math.max(0, Math.min(comment.atMs - offsetMs, facts.durationMs - 100))
      const out = join(dir, `${at}.jpg`)
      if (await makePoster(tools, file, facts, out, { atMs, width: WIDTH_PX, signal, picture })) {
        const own = comment.drawings.filter(
          ({ recordingId }) => (recordingId ?? recordings[0]?.id) === recording.id,
        )
        pictures.set(comment.id, await withDrawings(await readFile(out), { ...comment, drawings: own }))
      }
    }
    onDone(++done)
  }
  await Promise.all(comments.map((comment, at) => atOnce(make, comment, at)))
  return pictures
}
