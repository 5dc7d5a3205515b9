import { pictureFilters } from '../media/pictureFilters.ts'
import type { PictureStream, SoundStream } from '../media/streams.ts'
import type { Size } from './export.types.ts'
import type { Layer } from './overlay/layers.ts'
import type { CutPlan } from './source/cutPlan.ts'
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

/** Half a millisecond early: a picture's own time may be rounded down by less than that. */
function whileShown(spans: readonly Span[]): string {
  const early = (ms: number) => seconds(ms - 0.5)
  return fewSpans(spans)
    .map(({ fromMs, toMs }) => `gte(t,${early(fromMs)})*lt(t,${early(toMs)})`)
    .join('+')
}

const hasAlpha = (format: string | undefined) => /^(?:yuva|rgba|bgra|argb|abgr|gbrap|ya\d)/.test(format ?? '')

/** Where the last picture may stand: half a picture before the end, so that the length comes nearest to the wish. */
const lastMs = ({ timing, durationMs, pictureMs }: CutPlan) =>
  timing === 'own' ? Math.max(durationMs - Math.min(pictureMs / 2, 20), 0.5) : durationMs - 0.5

const end = (cut: CutPlan) => `trim=end=${seconds(lastMs(cut))}`
const fineClock = `settb=1/${pictureClock}`

/** One picture again and again. */
const repeated = (rate: string) => ['loop=loop=-1:size=1:start=0', `setpts=N/(${rate})/TB`, `fps=${rate}`]

function timed(cut: CutPlan): { before: string[]; after: string[] } {
  const lead = Math.round((cut.leadMs * pictureClock) / 1000)
  // The first picture is the one on the screen at the cut, even where it came on before it or comes on behind it.
  const before = [fineClock, `setpts='if(eq(N,0),0,max(0,round(PTS-${lead})))'`]
  switch (cut.timing) {
    case 'own':
      return { before: [...before, end(cut)], after: [] }
    case 'steady': {
      const hold = `tpad=stop_mode=clone:stop_duration=${seconds(cut.durationMs)}`
      return { before, after: [`fps=${cut.steadyRate}:start_time=0`, hold, end(cut), fineClock] }
    }
    case 'frozen':
      return { before, after: [...repeated(cut.steadyRate), end(cut), fineClock] }
  }
}

function pictureChain({ cut, size, picture, stillInput, available }: GraphInput): string {
  if (!picture) {
    const filters = [
      'format=yuv420p',
      ...repeated(String(stillFps)),
      end({ ...cut, timing: 'frozen' }),
      fineClock,
    ]
    return `[${stillInput}:v:0]${filters.join(',')}`
  }
  const { before, after } = timed(cut)
  // What shows through is black, as every player has it.
  const flat = hasAlpha(picture.pixelFormat) ? ['format=gbrap', 'premultiply=inplace=1', 'format=gbrp'] : []
  // Some phones write all 256 levels; players that expect video's fewer would crush them.
  const range = picture.fullRange ? ['scale=in_range=full:out_range=tv'] : []
  const filters = [
    ...before,
    ...flat,
    ...range,
    ...pictureFilters(picture, { ...size, available, scaler: 'bicubic' }),
    ...after,
  ]
  return `[0:${picture.index}]${filters.join(',')}`
}

/** The matrix by which players will read the picture, so that a card's colours come out as drawn. */
function matrixOf(picture: PictureStream | undefined, size: Size): 'bt709' | 'smpte170m' {
  if (picture?.hdrTransfer) return 'bt709'
  if (/^(?:smpte170m|bt470bg|fcc)$/.test(picture?.colorSpace ?? '')) return 'smpte170m'
  if (picture?.colorSpace === 'bt709') return 'bt709'
  return picture && Math.min(size.width, size.height) >= 700 ? 'bt709' : 'smpte170m'
}

/** Rates that every player takes; others (8 kHz telephones, 22.05 kHz memos) are raised. */
export const soundRate = (sampleRate: number): number => (sampleRate === 44_100 ? 44_100 : 48_000)

function soundChain(cut: CutPlan, sound: SoundStream): string {
  const layout = sound.channels === 1 ? 'mono' : 'stereo'
  return [
    `[0:${sound.index}]asetpts=PTS-${seconds(cut.leadMs)}/TB`,
    `atrim=start=0:end=${seconds(cut.durationMs)}`,
    // Holes become silence; without it all that follows would run ahead of the picture.
    'aresample=async=1:first_pts=0',
    `aformat=sample_fmts=fltp:sample_rates=${soundRate(sound.sampleRate)}:channel_layouts=${layout}[sound]`,
  ].join(',')
}

/** Builds the filter graph of a full encode. Pure. */
export function filterGraph(input: GraphInput): Graph {
  const { layers, layersInput, cut, sound } = input
  const matrix = matrixOf(input.picture, input.size)
  const chains: string[] = [`${pictureChain(input)}[p0]`]
  layers.forEach(({ box }, i) => {
    // Converted once a change, not once a picture: it stands before the place where the two clocks meet.
    chains.push(`[${layersInput}:v:${i}]scale=out_color_matrix=${matrix}:out_range=tv,format=yuva420p[l${i}]`)
    chains.push(
      `[p${i}][l${i}]overlay=x=${box.x}:y=${box.y}:format=yuv420:eof_action=repeat:enable='${whileShown(input.spans)}'[p${i + 1}]`,
    )
  })
  // A change of a layer behind the last picture would make one more of it.
  chains.push(`[p${layers.length}]${end(input.picture ? cut : { ...cut, timing: 'frozen' })}[picture]`)
  const soundLabel = sound && cut.sound ? '[sound]' : undefined
  if (sound && soundLabel) chains.push(soundChain(cut, sound))
  return { text: chains.join(';'), picture: '[picture]', sound: soundLabel }
}
