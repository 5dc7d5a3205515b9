import { availableParallelism } from 'node:os'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { missingGlyphs } from '../text/typeset/fonts.ts'
import { type ClipOptions, type ClipPlan, planClip } from './clipPlan.ts'
import type { ExportInput } from './export.types.ts'
import { commentsIn, shownSpan } from './plan.ts'
import { spanOf } from './smart/pieceArgs.ts'
import { planSmart, type SmartPlan } from './smart/smartPlan.ts'

export interface Estimate {
  readonly width: number
  readonly height: number
  readonly durationMs: number
  readonly sizeBytes: number
  readonly tookMs: number
  /** How much will be encoded anew, and how much copied. */
  readonly encodedMs: number
  readonly copiedMs: number
  /** Where the cut lands: its first picture, and the end of its last, lesson clock. */
  readonly landsAtMs: number
  readonly endsAtMs: number
  /** In the clip's order: how long each stretch of it is that is copied or encoded. */
  readonly parts: ReadonlyArray<{ readonly how: 'copy' | 'encode'; readonly durationMs: number }>
  /** Why all of it is encoded, as the end of a sentence; absent where some is copied. */
  readonly why?: string
  /** Comments that will be on it; private notes never are. */
  readonly comments: number
  /** Comments that will pass faster than they can be read. */
  readonly hurried: readonly string[]
  readonly drawings: number
  /** Times at which the picture stands still for a drawing. */
  readonly held: number
  /** A moment of the finished clip that shows its look: with a comment on it, and a drawing if there is one. */
  readonly showMs: number
  /** Characters for which this machine has no font. */
  readonly missingGlyphs: readonly string[]
}

/** A moment into a comment, when all of it stands there. */
const intoCommentMs = 700

/** Pure. */
export function tellingMoment({ clip, comments, durationMs, cards }: ClipPlan): number {
  const within = commentsIn(clip, comments)
  const telling = within.find(({ drawings }) => (drawings ?? []).length > 0) ?? within[0]
  const startMs = cards[0]?.fromMs === 0 ? cards[0].toMs : 0
  const wanted = telling ? shownSpan(telling, clip).fromMs + intoCommentMs : startMs
  return Math.round(Math.min(Math.max(wanted, startMs), Math.max(0, durationMs - 1)))
}

/** Bits a pixel of a picture that moves as a classroom does, at the encoder's quality; screens need less, sports more. */
const bitsPerPixel = 0.085
const stillBitsPerPixel = 0.004
const soundBitsPerSecond = 160_000

const pixelsOf = ({ size, cut, durationMs }: ClipPlan) =>
  (size.width * size.height * durationMs) / cut.pictureMs

/** About how large the clip becomes, bytes. */
export function sizeOf(plan: ClipPlan): number {
  const picture = pixelsOf(plan) * (plan.picture ? bitsPerPixel : stillBitsPerPixel)
  const sound = plan.sound && plan.cut.sound ? (soundBitsPerSecond * plan.durationMs) / 1000 : 0
  return Math.round((picture + sound) / 8) + 20_000
}

/** Pixels encoded a millisecond, a core, until this machine has shown its own speed. */
const typicalPixelsPerMsPerCore = 32_000
const startMs = 700
let learnt: number | undefined

/** Takes the speed of a finished encode as this machine's. */
export function learnSpeed(plan: ClipPlan, tookMs: number, encodedMs: number = plan.cut.durationMs): void {
  const pixels = (pixelsOf(plan) * encodedMs) / plan.cut.durationMs
  // Short clips are all start and no work; they say nothing.
  if (tookMs > 3 * startMs && plan.picture) learnt = pixels / (tookMs - startMs)
}

/** Where a recording has no index that lists its packets, so much of it is read through for an estimate; of more only the ends. */
const longMs = 120_000

/** Bytes copied a millisecond, verification and all, on a disk that spins. */
const copiedBytesPerMs = 60_000

function tookMs(plan: ClipPlan, encodedShare: number): number {
  const speed = learnt ?? typicalPixelsPerMsPerCore * Math.min(8, availableParallelism())
  const heavy = plan.picture?.hdrTransfer ? 3 : 1
  const light = plan.picture ? 1 : 0.15
  const checking = 1.15
  const encoding = ((pixelsOf(plan) * encodedShare * heavy * light) / speed) * checking
  return Math.round(startMs + encoding + (sizeOf(plan) * (1 - encodedShare)) / copiedBytesPerMs)
}

function landing({ recording, cut }: ClipPlan): Pick<Estimate, 'landsAtMs' | 'endsAtMs'> {
  const landsAtMs = recording.offsetMs + cut.fromMs
  return { landsAtMs: Math.round(landsAtMs), endsAtMs: Math.round(landsAtMs + cut.durationMs) }
}

const partsOf = (plan: SmartPlan): Estimate['parts'] =>
  plan.pieces.map(piece => {
    const { fromMs, toMs } = spanOf(piece, plan)
    return { how: piece.how, durationMs: Math.round(toMs - fromMs) }
  })

/**
 * What an export will give and take, without making it.
 * @throws DebriefError media.*, input.invalid, tools.missing
 */
export async function estimate(
  tools: MediaTools,
  input: ExportInput,
  options: ClipOptions & { readonly exact?: boolean },
): Promise<Estimate> {
  const { fromMs, toMs } = input.clip
  const plan = await planClip(tools, input, options, { endsOnly: toMs - fromMs > longMs })
  const durationMs = Math.round(plan.durationMs)
  const choice = await planSmart(plan, { exact: options.exact === true })
  const words = [
    plan.clip.title,
    ...plan.cards.flatMap(({ words: card }) => [...card.facts, card.focus, card.prompt]),
    options.prompt ?? '',
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
    tookMs: tookMs(plan, 'plan' in choice ? choice.plan.encodedMs / Math.max(1, durationMs) : 1),
    ...('plan' in choice
      ? { encodedMs: choice.plan.encodedMs, copiedMs: choice.plan.copiedMs, parts: partsOf(choice.plan) }
      : {
          encodedMs: durationMs,
          copiedMs: 0,
          parts: [{ how: 'encode', durationMs } as const],
          why: choice.why,
        }),
    ...landing(plan),
    comments: options.style === 'none' ? 0 : plan.shown,
    hurried: (plan.overlay ?? plan.panel)?.hurried ?? [],
    drawings:
      options.style === 'none'
        ? 0
        : commentsIn(plan.clip, plan.comments).filter(({ drawings }) => (drawings ?? []).length > 0).length,
    held: plan.retime.holds.length,
    showMs: tellingMoment(plan),
    missingGlyphs: missingGlyphs(words.join('\n')),
  }
}
