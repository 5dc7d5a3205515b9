import type { Loudness } from './loudness.ts'
import { maskedSound, type StretchMask } from './masks/soundMasks.ts'
import { isStraight, type Retime } from './retime.ts'

/** What is done to a clip's sound beside cutting it. */
export interface SoundChange {
  /** Louder or quieter, dB. */
  readonly gainDb: number
  /** What the first pass measured; then voices are brought to one level. */
  readonly measured: Loudness | undefined
  /** All clips of one file have the same. */
  readonly rate?: number
  readonly layout?: 'mono' | 'stereo'
}

export interface SoundRequest {
  readonly rate: number
  readonly layout: 'mono' | 'stereo'
  readonly retime: Retime
  readonly change: SoundChange | undefined
  /** Stretches that are muted or distorted, before anything else is done. */
  readonly masks: readonly StretchMask[]
}

const seconds = (ms: number) => (ms / 1000).toFixed(6)

/** The level of speech on the net and in broadcasts' podcasts: EBU R 128's measure, louder for small speakers. */
const target = { loudness: -16, peak: -1.5, range: 11 } as const

/** ffmpeg's words for the second pass. */
function evened(measured: Loudness | undefined): string[] {
  if (!measured) return []
  const { loudness, peak, range } = target
  return [
    `loudnorm=I=${loudness}:TP=${peak}:LRA=${range}:measured_I=${measured.loudness}:measured_TP=${measured.peak}:measured_LRA=${measured.range}:measured_thresh=${measured.threshold}:offset=${measured.offset}:linear=true`,
  ]
}

/** A part of the sound that ends at a hold fades for this long, so that it does not click. */
const fadeMs = 8

/** Slowing down by more than half takes several steps: the filter takes no less. */
function slowed(speed: number): string[] {
  if (speed === 1) return []
  return speed < 0.5 ? ['atempo=0.5', `atempo=${speed / 0.5}`] : [`atempo=${speed}`]
}

/** Silence where the picture stands still: the sound in parts, each with the silence that follows it. */
function withHolds({ retime }: SoundRequest, from: string): { chains: string[]; out: string } {
  const { holds, speed, stretchMs } = retime
  const cuts = holds.map(({ atMs }) => atMs / speed)
  const starts = [0, ...cuts]
  const ends = [...cuts, stretchMs / speed]
  const labels = starts.map((_, i) => `[s${i}]`)
  const parts = starts.map((startMs, i) => {
    const endMs = ends[i] ?? startMs
    const lengthMs = endMs - startMs
    const hold = holds[i]
    const fades = [
      ...(i > 0 && lengthMs > 2 * fadeMs ? [`afade=t=in:d=${seconds(fadeMs)}`] : []),
      ...(hold && lengthMs > 2 * fadeMs
        ? [`afade=t=out:st=${seconds(lengthMs - fadeMs)}:d=${seconds(fadeMs)}`]
        : []),
    ]
    const filters = [
      `atrim=start=${seconds(startMs)}:end=${seconds(endMs)}`,
      'asetpts=PTS-STARTPTS',
      ...fades,
      ...(hold ? [`apad=pad_dur=${seconds(hold.ms)}`] : []),
    ]
    return { label: `[t${i}]`, text: `[s${i}]${filters.join(',')}[t${i}]` }
  })
  return {
    chains: [`${from}asplit=${labels.length}${labels.join('')}`, ...parts.map(({ text }) => text)],
    out: `${parts.map(({ label }) => label).join('')}concat=n=${parts.length}:v=0:a=1`,
  }
}

/**
 * The chain that makes a clip's sound, ending in `[sound]`. Pure.
 * @param cleaned reads the stretch, beginning at 0
 */
export function soundFilters(cleaned: readonly string[], request: SoundRequest): string {
  const { rate, layout, retime, change, masks } = request
  const format = `aformat=sample_fmts=fltp:sample_rates=${rate}:channel_layouts=${layout}`
  const gainDb = change?.gainDb ?? 0
  // What would be too loud to be stored is pressed down, not cut off.
  const limited = gainDb > 0 ? ['alimiter=limit=0.97:level=false'] : []
  const louder = gainDb === 0 ? [] : [`volume=${gainDb}dB`, ...limited]
  const first = [...maskedSound(cleaned, masks), ...evened(change?.measured), ...louder]
  const joined = change?.rate !== undefined
  if (isStraight(retime) && !joined) return `${[...first, format].join(',')}[sound]`
  const whole = `apad=whole_dur=${seconds(retime.stretchMs / retime.speed)}`
  const moved = [...first, format, ...slowed(retime.speed), whole]
  const around = [
    ...(retime.headMs > 0 ? [`adelay=delays=${Math.round(retime.headMs)}:all=1`] : []),
    `apad=whole_dur=${seconds(retime.durationMs)}`,
    `atrim=end=${seconds(retime.durationMs)}[sound]`,
  ]
  if (retime.holds.length === 0) return [...moved, ...around].join(',')
  const held = withHolds(request, '[moved]')
  return [`${moved.join(',')}[moved]`, ...held.chains, [held.out, ...around].join(',')].join(';')
}
