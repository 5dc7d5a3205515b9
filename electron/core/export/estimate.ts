import { availableParallelism } from 'node:os'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { type ClipOptions, type ClipPlan, planClip } from './clipPlan.ts'
import type { ExportInput } from './export.types.ts'
import { missingGlyphs } from './text/fonts.ts'

export interface Estimate {
  readonly width: number
  readonly height: number
  readonly durationMs: number
  readonly sizeBytes: number
  readonly tookMs: number
  /** How much will be encoded anew, and how much copied. */
  readonly encodedMs: number
  readonly copiedMs: number
  /** Comments that will be on it; private notes never are. */
  readonly comments: number
  /** Comments that will pass faster than they can be read. */
  readonly hurried: readonly string[]
  /** Characters for which this machine has no font. */
  readonly missingGlyphs: readonly string[]
}

/** Bits a pixel of a picture that moves as a classroom does, at the encoder's quality; screens need less, sports more. */
const bitsPerPixel = 0.085
const stillBitsPerPixel = 0.004
const soundBitsPerSecond = 160_000

const pixelsOf = ({ size, cut }: ClipPlan) => (size.width * size.height * cut.durationMs) / cut.pictureMs

/** About how large the clip becomes, bytes. */
export function sizeOf(plan: ClipPlan): number {
  const picture = pixelsOf(plan) * (plan.picture ? bitsPerPixel : stillBitsPerPixel)
  const sound = plan.sound && plan.cut.sound ? (soundBitsPerSecond * plan.cut.durationMs) / 1000 : 0
  return Math.round((picture + sound) / 8) + 20_000
}

/** Pixels encoded a millisecond, a core, until this machine has shown its own speed. */
const typicalPixelsPerMsPerCore = 32_000
const startMs = 700
let learnt: number | undefined

/** Takes the speed of a finished encode as this machine's. */
export function learnSpeed(plan: ClipPlan, tookMs: number): void {
  const pixels = pixelsOf(plan)
  // Short clips are all start and no work; they say nothing.
  if (tookMs > 3 * startMs && plan.picture) learnt = pixels / (tookMs - startMs)
}

function tookMs(plan: ClipPlan): number {
  const speed = learnt ?? typicalPixelsPerMsPerCore * Math.min(8, availableParallelism())
  const heavy = plan.picture?.hdrTransfer ? 3 : 1
  const light = plan.picture ? 1 : 0.15
  const checking = 1.15
  return Math.round(startMs + ((pixelsOf(plan) * heavy * light) / speed) * checking)
}

/**
 * What an export will give and take, without making it.
 * @throws DebriefError media.*, input.invalid, tools.missing
 */
export async function estimate(
  tools: MediaTools,
  input: ExportInput,
  options: ClipOptions,
): Promise<Estimate> {
  const plan = await planClip(tools, input, options, { endsOnly: true })
  const durationMs = Math.round(plan.cut.durationMs)
  const words = [
    plan.clip.title,
    ...plan.comments.flatMap(comment => [
      comment.text,
      comment.author.name,
      ...comment.tags.flatMap(tag => [tag.code, tag.title]),
    ]),
  ]
  return {
    ...plan.size,
    durationMs,
    sizeBytes: sizeOf(plan),
    tookMs: tookMs(plan),
    encodedMs: durationMs,
    copiedMs: 0,
    comments: options.style === 'none' ? 0 : plan.shown,
    hurried: plan.overlay?.hurried ?? [],
    missingGlyphs: missingGlyphs(words.join('\n')),
  }
}
