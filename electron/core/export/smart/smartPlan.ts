import { type FileHandle, open, stat } from 'node:fs/promises'
import { type AvcC, readAvcC, visualEntryBytes } from '../../media/mp4/avcC.ts'
import { type Track, trackOf } from '../../media/mp4/track.ts'
import type { PictureStream } from '../../media/streams.ts'
import { boxesIn, boxOf, IndexUnusable } from '../../media/strips/boxes.ts'
import { hasNoFragments, readMoov } from '../../media/strips/readMoov.ts'
import { type ClipPlan, sceneOf } from '../clipPlan.ts'
import { sceneLayers } from '../scene.ts'
import type { Span } from '../turns.ts'
import { freeSetId } from './h264/parameterSets.ts'
import { NotCopyable, unitType } from './h264/units.ts'
import { type Piece, planPieces } from './pieces.ts'
import { readExactly } from './readSamples.ts'
import { checkMatrix, checkParameters, checkPicture, profileOf } from './safe.ts'
import { planSound, type SoundPlan } from './soundPlan.ts'
import { clockOf, reorderDepth, type Window, windowOf } from './window.ts'

/** All that is needed to put a clip together from stored and encoded pictures. */
export interface SmartPlan {
  readonly pieces: readonly Piece[]
  readonly picture: PictureStream
  readonly track: Track
  readonly window: Window
  readonly avcC: AvcC
  readonly profile: 'baseline' | 'main' | 'high'
  /** The number of our parameter sets, free in the recording. */
  readonly setId: number
  /** 0 where the recording has no B-frames. */
  readonly reorder: number
  /** Ticks a second of the clip's picture track. */
  readonly timescale: number
  /** When each of the clip's pictures is shown, ticks from its start; by rank less the first. */
  readonly shownAt: readonly number[]
  readonly lastTicks: number
  /** From the recording's start to each of the clip's pictures, ms; by rank less the first. */
  readonly sourceMs: readonly number[]
  readonly sound: SoundPlan
  readonly encodedMs: number
  readonly copiedMs: number
}

export type SmartChoice = { readonly plan: SmartPlan } | { readonly why: string }

/** Slow clocks are made finer, so that a cut between two pictures has a time. */
const slowestClock = 1000

/** Type of the first slice of a stored picture, read a few bytes at a time. */
async function firstSliceType(handle: FileHandle, offset: number, size: number, lengthBytes: number) {
  for (let at = 0; at + lengthBytes < size; ) {
    const head = await readExactly(handle, offset + at, lengthBytes + 1)
    const type = (head[lengthBytes] ?? 0) & 0x1f
    if (type === unitType.slice || type === unitType.idrSlice) return type
    at += lengthBytes + head.readUIntBE(0, lengthBytes)
  }
  return undefined
}

/** Keyframes behind which decoding may look back (open groups of pictures) are marked like the others; only their first slice tells. */
async function independentPictures(
  handle: FileHandle,
  { samples }: Track,
  { from, to }: Window,
  lengthBytes: number,
): Promise<boolean[]> {
  const independent: boolean[] = []
  for (let i = from; i < to; i++) {
    const type =
      samples.key[i] === 1
        ? await firstSliceType(handle, samples.offset[i] ?? 0, samples.size[i] ?? 0, lengthBytes)
        : undefined
    independent.push(type === unitType.idrSlice)
  }
  return independent
}

/** Half a millisecond early, as the overlay is switched. */
const isOn = (spans: readonly Span[], atMs: number) =>
  spans.some(({ fromMs, toMs }) => atMs >= fromMs - 0.5 && atMs < toMs - 0.5)

function timesOf(track: Track, { shownAt, first, end }: Window, plan: ClipPlan, startMs: number) {
  const finer = track.timescale < slowestClock ? Math.ceil(10_000 / track.timescale) : 1
  const timescale = track.timescale * finer
  const ms = clockOf(track, startMs)
  const own = shownAt.slice(first, end)
  const [firstOwn = 0] = own
  const near = Math.abs(ms(firstOwn) - plan.cut.fromMs) < 0.5
  const cutTicks = near
    ? firstOwn * finer
    : firstOwn * finer + Math.round(((plan.cut.fromMs - ms(firstOwn)) * timescale) / 1000)
  const clip = own.map((ticks, i) => (i === 0 ? 0 : ticks * finer - cutTicks))
  const usual = Math.max(1, Math.round((plan.cut.pictureMs * timescale) / 1000))
  const next = shownAt[end]
  const gap = next === undefined ? usual : (next - (own.at(-1) ?? 0)) * finer
  // A picture that stays on for long ends with the clip.
  const lastTicks = Math.max(1, gap > 1.5 * usual ? usual : gap)
  return { timescale, shownAt: clip, lastTicks, sourceMs: own.map(ms) }
}

const lengthOf = (
  pieces: readonly Piece[],
  how: Piece['how'],
  plan: Pick<SmartPlan, 'shownAt' | 'lastTicks' | 'timescale'>,
  first: number,
) =>
  pieces
    .filter(piece => piece.how === how)
    .reduce((sum, { from, to }) => {
      const end = plan.shownAt[to - first] ?? (plan.shownAt.at(-1) ?? 0) + plan.lastTicks
      return sum + ((end - (plan.shownAt[from - first] ?? 0)) * 1000) / plan.timescale
    }, 0)

const isWithin = ({ ranks, first, end }: Window, place: number) =>
  (ranks[place] ?? -1) >= first && (ranks[place] ?? -1) < end

async function choose(plan: ClipPlan, handle: FileHandle, fileBytes: number): Promise<SmartPlan> {
  const picture = checkPicture(plan.picture, plan.size, plan.cut)
  const { startMs } = plan.recording.facts
  const moov = await readMoov(handle, fileBytes)
  const whole = await hasNoFragments(handle, fileBytes)
  const track = trackOf(moov, picture.index, whole)
  if (track.handler !== 'vide' || !/^avc[13]$/.test(track.entry.type))
    throw new NotCopyable('its index does not say what is in it')
  checkMatrix(track.matrix, picture.rotation)
  const setup = boxOf(boxesIn(track.entry.body.subarray(visualEntryBytes)), 'avcC')
  if (!setup) throw new NotCopyable('it lacks the parameters of its H.264')
  const avcC = readAvcC(setup)
  checkParameters(avcC, picture)
  const window = windowOf(track, plan.cut, startMs)
  const independent = await independentPictures(handle, track, window, avcC.lengthBytes)
  const times = timesOf(track, window, plan, startMs)
  const spans = sceneLayers(sceneOf(plan)).flatMap(layer => layer.spans ?? [])
  const clipMs = times.shownAt.map(ticks => (ticks * 1000) / times.timescale)
  const pieces = planPieces(
    { ranks: window.ranks, independent, closed: window.closed },
    {
      first: window.first,
      end: window.end,
      drawn: rank => isOn(spans, clipMs[rank - window.first] ?? 0),
    },
  )
  if (!pieces.some(({ how }) => how === 'copy'))
    throw new NotCopyable(
      independent.some((alone, place) => alone && isWithin(window, place))
        ? plan.masks.length > 0
          ? 'no stretch of it between two keyframes is free of comments and masks'
          : 'no stretch of it between two keyframes is free of comments'
        : 'none of its keyframes stands by itself',
    )
  const soundTrack = plan.sound && plan.cut.sound ? trackOf(moov, plan.sound.index, whole) : undefined
  return {
    pieces,
    picture,
    track,
    window,
    avcC,
    profile: profileOf(avcC),
    setId: freeSetId(avcC.sps, avcC.pps),
    reorder: reorderDepth(window.ranks),
    ...times,
    // Masked sound is made anew, all of the clip's: a packet that is copied beside it would let some of it through.
    sound: planSound(plan.cut, plan.sound, plan.soundMasks.length > 0 ? undefined : soundTrack, startMs),
    encodedMs: Math.round(lengthOf(pieces, 'encode', times, window.first)),
    copiedMs: Math.round(lengthOf(pieces, 'copy', times, window.first)),
  }
}

/** The words of `why` where someone asked for it. */
const asked = 'all of it was asked to be encoded'

const remade = 'its look, its time or its sound is made anew'

/**
 * Decides whether a clip can be put together from the recording's own pictures, and how; or why not, as the end of a sentence.
 * @param exact everything is to be encoded
 * @throws whatever the file system says
 */
export async function planSmart(
  plan: ClipPlan,
  { exact = false }: { readonly exact?: boolean } = {},
): Promise<SmartChoice> {
  if (exact) return { why: asked }
  if (plan.remade) return { why: remade }
  try {
    checkPicture(plan.picture, plan.size, plan.cut)
    if (!/^(?:mp4|mov|3gp|m4a)$/.test(plan.recording.facts.container))
      return { why: 'only from MP4 and MOV can pictures be copied' }
    const { size } = await stat(plan.recording.path)
    const handle = await open(plan.recording.path, 'r')
    try {
      return { plan: await choose(plan, handle, size) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof NotCopyable || error instanceof IndexUnusable) return { why: error.message }
    throw error
  }
}
