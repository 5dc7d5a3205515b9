import type { Packet, Packets } from './packets.types.ts'
import { fitsGrid, isStepped } from './pictureGrid.ts'

/**
 * Pictures keep their own times (`own`); or the last one is repeated at a steady rate where there are long gaps (`steady`); or
 * there is but one (`frozen`).
 */
export type Timing = 'own' | 'steady' | 'frozen'

/** How a stretch is taken out of a recording. Times are ms; `fromMs` and the like count from the recording's start. */
export interface CutPlan {
  /** Where reading begins: just before the first picture, so that ffmpeg's own rounding cannot miss it; absent at the start. */
  readonly seekMs: number | undefined
  /** From there to the cut itself. */
  readonly leadMs: number
  /** The moment that becomes the clip's 0: a picture's own time where one is near, else the very moment asked for. */
  readonly fromMs: number
  readonly durationMs: number
  readonly timing: Timing
  /** Time between pictures: of the source for `own`, of the output for `steady`. */
  readonly pictureMs: number
  /** ffmpeg's words for the steady rate. */
  readonly steadyRate: string
  /** Pictures within the cut, as the file lists them; 0 where there is no picture stream. */
  readonly pictures: number
  /** The stretch of the clip in which the source has sound, clip time; absent where it has none. */
  readonly sound: { readonly fromMs: number; readonly toMs: number } | undefined
}

export interface CutRequest {
  /** From the recording's start. */
  readonly fromMs: number
  readonly toMs: number
  /** How long the recording says it is; a last still may be held, a silence may end it. */
  readonly recordingMs: number
  /** Pictures a second on average, where known. */
  readonly fps?: number | undefined
  /** Something changes on the picture during the clip, at times of its own. */
  readonly changes: boolean
  /** Use this timing whatever the file says: the file was found to lie. */
  readonly timing?: Timing | undefined
}

/** Nobody sees a difference below; also the most that a cut is moved to meet a picture. */
const toleranceMs = 20
/** A card that comes on later than this behind its moment is late. */
const longGapMs = 250
/** Reading begins this much before the first picture at most. */
const maxLeadMs = 10

function median(values: readonly number[]): number | undefined {
  const sorted = values.filter(value => value > 0.5).sort((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

const ntsc = [24000, 30000, 60000, 120000].map(n => ({ text: `${n}/1001`, fps: n / 1001 }))

/** Slow rates that are kept as they are, each picture repeated a whole number of times. */
const slowRates = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20]

/** A rate for repeating pictures: the source's own where it is one, else one at which cards come on in time. */
function steadyRateOf(pictureMs: number, average: number | undefined): { text: string; fps: number } {
  const typical = 1000 / pictureMs
  // Containers with whole milliseconds blur the typical distance; the average over the file does not.
  const fps = average !== undefined && Math.abs(average / typical - 1) < 0.04 ? average : typical
  const known = ntsc.find(rate => Math.abs(rate.fps - fps) < 0.01)
  if (known && known.fps <= 60) return known
  const slow = slowRates.find(rate => Math.abs(rate - fps) < 0.05)
  const whole = fps >= 23 ? Math.min(60, Math.round(fps)) : slow ? slow * Math.ceil(24 / slow) : 30
  return { text: String(whole), fps: whole }
}

function soundWithin(sound: readonly Packet[], fromMs: number, toMs: number): CutPlan['sound'] {
  const heard = sound.filter(packet => packet.atMs < toMs - 1 && packet.atMs + packet.durationMs > fromMs + 1)
  const first = heard[0]
  const last = heard.at(-1)
  if (!first || !last) return undefined
  return {
    fromMs: Math.max(0, first.atMs - fromMs),
    toMs: Math.min(toMs, last.atMs + Math.max(last.durationMs, 1)) - fromMs,
  }
}

/**
 * Plans the cut: on a picture's own time where the wish is near one, so that pictures and sound begin together; the picture
 * that is on the screen at the wished moment otherwise. Pure.
 * @returns undefined where the recording has neither picture nor sound in the stretch
 */
export function cutPlan({ picture, sound }: Packets, request: CutRequest): CutPlan | undefined {
  const times = picture
    .map(packet => packet.atMs)
    .filter((at, i, all) => i === 0 || at - (all[i - 1] ?? 0) > 0.01)
  const pictureMs =
    median(times.map((at, i) => at - (times[i - 1] ?? at))) ?? (request.fps ? 1000 / request.fps : 40)
  const tolerance = Math.min(pictureMs / 2, toleranceMs)
  const shownIndex = Math.max(
    0,
    times.findLastIndex(at => at <= request.fromMs + tolerance),
  )
  const shownAt = times[shownIndex]
  const near = shownAt !== undefined && Math.abs(shownAt - request.fromMs) <= tolerance
  const fromMs = near ? shownAt : request.fromMs
  const lastPicture = times.at(-1)
  const lastSound = sound.at(-1)
  const packetsEndMs = Math.max(
    lastPicture === undefined ? 0 : lastPicture + Math.max(pictureMs, picture.at(-1)?.durationMs ?? 0),
    lastSound ? lastSound.atMs + lastSound.durationMs : 0,
  )
  if (packetsEndMs <= request.fromMs - Math.max(toleranceMs, pictureMs)) return undefined
  // The same trust as at import: a length far beyond the last packet is a broken one.
  const held = request.recordingMs - packetsEndMs
  const endMs =
    held > 0 && held <= Math.max(2000, request.recordingMs / 10) ? request.recordingMs : packetsEndMs
  const toMs = Math.min(fromMs + request.toMs - request.fromMs, endMs)
  const durationMs = toMs - fromMs
  if (!(durationMs > 0)) return undefined

  const within = times.filter((at, i) => i >= shownIndex && at < toMs - tolerance)
  const steps = [...within.map(at => Math.max(at, fromMs)), toMs]
  const gaps = steps.map((at, i) => at - (i === 0 ? fromMs : (steps[i - 1] ?? at)))
  const tailMs = gaps.at(-1) ?? 0
  const holes = request.changes && Math.max(0, ...gaps) > longGapMs
  const shownTimes = within.map(at => Math.max(at, fromMs) - fromMs)
  const average = (within.length * 1000) / durationMs
  const crowded = !isStepped(shownTimes, pictureMs) && !fitsGrid(shownTimes, average)
  const steady = crowded || holes || tailMs > Math.max(pictureMs * 1.5, 60) || (gaps[0] ?? 0) > longGapMs
  const found: Timing = within.length < 2 ? 'frozen' : steady ? 'steady' : 'own'
  const timing = request.timing ?? found
  const rate = steadyRateOf(pictureMs, request.fps)

  const start = shownAt ?? fromMs
  const before = times[shownIndex - 1]
  const lead = Math.min(maxLeadMs, before === undefined ? maxLeadMs : (start - before) / 2)
  const seekMs = Math.max(0, Math.min(start, fromMs) - lead)
  return {
    seekMs: seekMs > 0 ? seekMs : undefined,
    leadMs: fromMs - seekMs,
    fromMs,
    durationMs,
    timing,
    pictureMs: timing === 'own' ? pictureMs : 1000 / rate.fps,
    steadyRate: rate.text,
    pictures: within.length,
    sound: soundWithin(sound, fromMs, toMs),
  }
}
