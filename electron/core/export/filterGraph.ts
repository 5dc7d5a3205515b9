import { pictureFilters } from '../media/pictureFilters.ts'
import type { PictureStream, SoundStream } from '../media/streams.ts'
import type { Size } from './export.types.ts'
import { hideChains } from './masks/hideChains.ts'
import type { StretchMask } from './masks/soundMasks.ts'
import type { Layer } from './overlay/layers.ts'
import { isStraight, planRetime, type Retime } from './retime.ts'
import { type SoundChange, soundFilters } from './soundFilters.ts'
import type { CutPlan } from './source/cutPlan.ts'
import { fills, type Stage } from './stage.ts'
import type { Span } from './turns.ts'

/** The clock of the picture on its way to the encoder: fine enough for any camera's rate. */
export const pictureClock = 90_000

export interface GraphInput {
  readonly cut: CutPlan
  readonly size: Size
  /** Absent for a sound-only recording: then input `stillInput` holds the one picture. */
  readonly picture: PictureStream | undefined
  readonly sound: SoundStream | undefined
  readonly stillInput: number
  /** ffmpeg's number of the file with the layers. */
  readonly layersInput: number
  readonly layers: readonly Layer[]
  /** When anything is shown; outside of it nothing is laid over and costs nothing. */
  readonly spans: readonly Span[]
  readonly available: ReadonlySet<string>
  /** Where the recording stands in the exported picture. Default: all of it. */
  readonly stage?: Stage
  /** How time runs in the clip. Default: as in the recording. */
  readonly retime?: Retime
  /** What is done to the sound. */
  readonly soundChange?: SoundChange | undefined
  readonly soundMasks?: readonly StretchMask[]
  /** Several clips become one file: colours as HD video has them, whatever the recording's are. */
  readonly joined?: boolean
}

/** What ffmpeg is asked to do between decoding and encoding. Holds numbers and names of our own only. */
export interface Graph {
  readonly text: string
  /** Labels to map. */
  readonly picture: string
  readonly sound: string | undefined
}

const seconds = (ms: number) => (ms / 1000).toFixed(6)

/** Pictures a second of a clip whose one picture never moves: cards come and go in time, and it costs little. */
export const stillFps = 10

/** A longer expression would be slow to weigh for every picture, and too long for Windows' command line. */
const maxSpans = 60

/** Joins the nearest spans until few are left: in the joined gaps an empty layer is laid over, which changes nothing. */
export function fewSpans(spans: readonly Span[], most: number = maxSpans): Span[] {
  const joined = [...spans]
  while (joined.length > most) {
    const gaps = joined.slice(1).map((span, i) => span.fromMs - (joined[i]?.toMs ?? 0))
    const at = gaps.indexOf(Math.min(...gaps))
    const [before, after] = [joined[at], joined[at + 1]]
    if (!before || !after) break
    joined.splice(at, 2, { fromMs: before.fromMs, toMs: after.toMs })
  }
  return joined
}

/**
 * When a layer is laid over, half a millisecond early like its steps. Not only pictures are asked: ffmpeg weighs these words for each step of the
 * layer too, when it reads it ahead, and takes the answer for the picture that is next. So the step with which a span ends is within it: without
 * that the layer is missing on a picture before.
 */
export function whileShown(spans: readonly Span[]): string {
  const slackMs = 0.001
  return fewSpans(spans)
    .map(
      ({ fromMs, toMs }) =>
        `gte(t,${seconds(fromMs - 0.5 - slackMs)})*lte(t,${seconds(toMs - 0.5 + slackMs)})`,
    )
    .join('+')
}

const hasAlpha = (format: string | undefined) => /^(?:yuva|rgba|bgra|argb|abgr|gbrap|ya\d)/.test(format ?? '')

/** Where the last picture may stand: half a picture before the end, so that the length comes nearest to the wish. */
const lastMs = ({ timing, durationMs, pictureMs }: Pick<CutPlan, 'timing' | 'durationMs' | 'pictureMs'>) =>
  timing === 'own' ? Math.max(durationMs - Math.min(pictureMs / 2, 20), 0.5) : durationMs - 0.5

type Ending = Pick<CutPlan, 'timing' | 'durationMs' | 'pictureMs'>
const end = (ending: Ending) => `trim=end=${seconds(lastMs(ending))}`
const fineClock = `settb=1/${pictureClock}`

/** One picture again and again. */
const repeated = (rate: string) => ['loop=loop=-1:size=1:start=0', `setpts=N/(${rate})/TB`, `fps=${rate}`]

/** How the clip ends: the cut's own way, on the clip's clock. */
const ending = (cut: CutPlan, retime: Retime): Ending => ({
  timing: cut.timing,
  durationMs: isStraight(retime) ? cut.durationMs : retime.durationMs,
  pictureMs: cut.timing === 'own' ? cut.pictureMs / retime.speed : cut.pictureMs,
})

/** A picture's time within a hold's reach may be rounded by this. */
const holdSlackMs = 1

/** ffmpeg's words for the time at which a picture stands in the clip, in ticks of the fine clock. */
function pictureTime(cut: CutPlan, retime: Retime): string {
  const ticks = (ms: number) => Math.round((ms * pictureClock) / 1000)
  const lead = ticks(cut.leadMs)
  if (isStraight(retime)) return `max(0,round(PTS-${lead}))`
  const { speed, headMs, holds } = retime
  const shifts = holds.map(({ atMs, ms }) => `+gt(PTS,${lead + ticks(atMs + holdSlackMs)})*${ticks(ms)}`)
  return `max(0,round((PTS-${lead})/${speed}))+${ticks(headMs)}${shifts.join('')}`
}

function timed(cut: CutPlan, retime: Retime): { before: string[]; after: string[] } {
  // The first picture is the one on the screen at the cut, even where it came on before it or comes on behind it.
  const before = [fineClock, `setpts='if(eq(N,0),0,${pictureTime(cut, retime)})'`]
  const last = end(ending(cut, retime))
  switch (cut.timing) {
    case 'own':
      return { before: [...before, last], after: [] }
    case 'steady': {
      const hold = `tpad=stop_mode=clone:stop_duration=${seconds(ending(cut, retime).durationMs)}`
      return { before, after: [`fps=${cut.steadyRate}:start_time=0`, hold, last, fineClock] }
    }
    case 'frozen':
      return { before, after: [...repeated(cut.steadyRate), last, fineClock] }
  }
}

/** Puts the recording where it stands in the exported picture, on the dark of a room. */
function onStage(stage: Stage): string[] {
  if (fills(stage)) return []
  const { canvas, picture } = stage
  return [`pad=${canvas.width}:${canvas.height}:${picture.x}:${picture.y}:color=0x0b0d0f`]
}

/** From a recording's colours to those that all clips of one file share. */
const toShared = (from: string, joined: boolean | undefined): string[] =>
  joined
    ? [`scale=in_color_matrix=${from}:out_color_matrix=bt709:in_range=tv:out_range=tv`, 'format=yuv420p']
    : []

/** Hides parts of the recording's own picture, between its filters and its place in the exported one. */
function hidden(input: GraphInput, own: readonly string[], after: readonly string[]): string[] {
  const { layers, layersInput, picture } = input
  const hiding = layers.flatMap(({ hides, box }, i) => (hides ? [{ hides, box, i }] : []))
  if (hiding.length === 0) return [`${[...own, ...after].join(',')}[p0]`]
  const chains = hiding.flatMap(({ hides, box, i }, nth) =>
    hideChains({
      ...{ hides, box, name: `m${i}`, picture: `[q${nth}]`, layer: `[${layersInput}:v:${i}]` },
      ...{ out: `[q${nth + 1}]`, matrix: matrixOf(picture, input.size), range: 'tv' },
    }),
  )
  return [`${own.join(',')}[q0]`, ...chains, `[q${hiding.length}]${after.join(',') || 'null'}[p0]`]
}

function pictureChains(input: GraphInput, stage: Stage, retime: Retime): string[] {
  const { cut, picture, stillInput, available, joined } = input
  const box = stage.picture
  if (!picture) {
    const fitted =
      fills(stage) && !joined
        ? []
        : [`scale=${box.width}:${box.height}:flags=bicubic`, 'setsar=1', ...onStage(stage)]
    const rate = joined ? cut.steadyRate : String(stillFps)
    const filters = [
      ...fitted,
      ...(joined ? [`scale=out_color_matrix=bt709:out_range=tv`] : []),
      'format=yuv420p',
      ...repeated(rate),
      end({ ...ending(cut, retime), timing: 'frozen' }),
      fineClock,
    ]
    return [`[${stillInput}:v:0]${filters.join(',')}[p0]`]
  }
  const { before, after } = timed(cut, retime)
  // What shows through is black, as every player has it.
  const flat = hasAlpha(picture.pixelFormat) ? ['format=gbrap', 'premultiply=inplace=1', 'format=gbrp'] : []
  // Some phones write all 256 levels; players that expect video's fewer would crush them.
  const range = picture.fullRange ? ['scale=in_range=full:out_range=tv'] : []
  const [first = '', ...own] = [
    ...before,
    ...flat,
    ...range,
    ...pictureFilters(picture, { width: box.width, height: box.height, available, scaler: 'bicubic' }),
  ]
  return hidden(
    input,
    [`[0:${picture.index}]${first}`, ...own],
    [...toShared(matrixOf(picture, input.size), joined), ...onStage(stage), ...after],
  )
}

/** The matrix by which players will read the picture, so that a card's colours come out as drawn. */
export function matrixOf(picture: PictureStream | undefined, size: Size): 'bt709' | 'smpte170m' {
  if (picture?.hdrTransfer) return 'bt709'
  if (/^(?:smpte170m|bt470bg|fcc)$/.test(picture?.colorSpace ?? '')) return 'smpte170m'
  if (picture?.colorSpace === 'bt709') return 'bt709'
  return picture && Math.min(size.width, size.height) >= 700 ? 'bt709' : 'smpte170m'
}

/** Rates that every player takes; others (8 kHz telephones, 22.05 kHz memos) are raised. */
export const soundRate = (sampleRate: number): number => (sampleRate === 44_100 ? 44_100 : 48_000)

export function soundChain(
  cut: CutPlan,
  sound: SoundStream,
  retime: Retime,
  change: SoundChange | undefined,
  masks: readonly StretchMask[] = [],
): string {
  const layout = sound.channels === 1 ? 'mono' : 'stereo'
  const rate = soundRate(sound.sampleRate)
  const cleaned = [
    `[0:${sound.index}]asetpts=PTS-${seconds(cut.leadMs)}/TB`,
    `atrim=start=0:end=${seconds(cut.durationMs)}`,
    // Holes become silence; without it all that follows would run ahead of the picture.
    'aresample=async=1:first_pts=0',
  ]
  return soundFilters(cleaned, {
    rate: change?.rate ?? rate,
    layout: change?.layout ?? layout,
    retime,
    change,
    masks,
  })
}

/** Builds the filter graph of a full encode. Pure. */
export function filterGraph(input: GraphInput): Graph {
  const { layers, layersInput, cut, sound } = input
  const retime = input.retime ?? planRetime({ stretchMs: cut.durationMs })
  const stage = input.stage ?? { canvas: input.size, picture: { x: 0, y: 0, ...input.size } }
  const matrix = input.joined ? 'bt709' : matrixOf(input.picture, input.size)
  const chains: string[] = pictureChains(input, stage, retime)
  const laid = layers.flatMap((layer, i) => (layer.hides ? [] : [{ ...layer, i }]))
  laid.forEach(({ box, spans, moves, i }, nth) => {
    const x = moves
      ? `'${moves.fromX}+(${moves.toX - moves.fromX})*t/${seconds(moves.durationMs)}'`
      : String(box.x)
    // Converted once a change, not once a picture: it stands before the place where the two clocks meet.
    chains.push(`[${layersInput}:v:${i}]scale=out_color_matrix=${matrix}:out_range=tv,format=yuva420p[l${i}]`)
    chains.push(
      `[p${nth}][l${i}]overlay=x=${x}:y=${box.y}:format=yuv420:eof_action=repeat:enable='${whileShown(spans ?? input.spans)}'[p${nth + 1}]`,
    )
  })
  // A change of a layer behind the last picture would make one more of it.
  const last = ending(cut, retime)
  chains.push(`[p${laid.length}]${end(input.picture ? last : { ...last, timing: 'frozen' })}[picture]`)
  const heard = sound !== undefined && cut.sound !== undefined
  const soundLabel = heard || input.joined ? '[sound]' : undefined
  // Parts of one file all have sound, be it silence.
  if (!heard && input.joined)
    chains.push(
      `anullsrc=r=48000:cl=stereo,atrim=end=${seconds(last.durationMs)},aformat=sample_fmts=s16[sound]`,
    )
  if (sound && heard) chains.push(soundChain(cut, sound, retime, input.soundChange, input.soundMasks))
  return { text: chains.join(';'), picture: '[picture]', sound: soundLabel }
}
