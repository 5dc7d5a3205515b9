import { matroskaEnd } from './matroskaEnd.ts'
import { measureEnd } from './measureEnd.ts'
import type { ProbeOutput } from './probeJson.ts'
import { toMs } from './streams.ts'
import type { MediaTools } from './tools/mediaTools.ts'

export interface DurationInput {
  readonly output: ProbeOutput
  readonly startMs: number
  readonly container: string
  /** The file's structure announces more bytes than there are. */
  readonly cutOff: boolean
  readonly sizeBytes: number
  /** Indexes of the picture and the sound. */
  readonly streams: ReadonlySet<number>
  /** How long one picture stands, where that is known, else 0. */
  readonly frameMs: number
}

/** Formats without times of their own: ffprobe guesses their length from the first packets' bit rate. */
const guessed = new Set([
  'mpegvideo',
  'h261',
  'h263',
  'h264',
  'hevc',
  'm4v',
  'mjpeg',
  'vc1',
  'obu',
  'dirac',
  'aac',
  'ac3',
  'eac3',
  'dts',
  'mpeg',
  'cavsvideo',
])

/** Below this many bits for a second no sound is carried; it is a broken length, or a still that costs nothing to read through. */
const leastBitRate = 8000

const longest = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)

/** The length that the file claims from its first picture or sound to its last, ms; undefined where it claims none. Pure. */
export function claimedDuration({
  output,
  startMs,
}: Pick<DurationInput, 'output' | 'startMs'>): number | undefined {
  const claimed = toMs(output.format?.duration)
  if (claimed === undefined || claimed <= 0) return undefined
  // An MP4 that begins late counts its length from 0, not from its first picture; the lesson clock begins with the picture.
  const lasting = longest(output.streams.map(stream => toMs(stream.duration)))
  if (startMs > 0 && lasting > 0 && Math.abs(claimed - (startMs + lasting)) < startMs / 2)
    return claimed - startMs
  return claimed
}

/** Whether a claim is worth a look at the packets. Where it is suspected for its size alone, the file is small and reading it costs nothing. */
export function isDoubtful(
  claimed: number | undefined,
  { container, cutOff, sizeBytes }: DurationInput,
): boolean {
  if (claimed === undefined || cutOff || guessed.has(container)) return true
  return (sizeBytes * 8) / (claimed / 1000) < leastBitRate
}

/** A whole file's claim stands unless the packets end clearly earlier: a last still may be held, a silence may end a file. */
export function settle(
  claimed: number | undefined,
  measured: number | undefined,
  { container, cutOff }: DurationInput,
): number {
  if (claimed === undefined || measured === undefined) return Math.max(0, measured ?? claimed ?? 0)
  const believed = !cutOff && !guessed.has(container) && claimed - measured <= Math.max(2000, claimed / 10)
  return believed ? claimed : measured
}

/** How long the recording is from its first picture or sound to its last, ms. Measured by reading (bounded) where the file lies or is silent. */
export async function honestDuration(
  tools: MediaTools,
  file: string,
  input: DurationInput,
  options: { readonly signal?: AbortSignal },
): Promise<number> {
  const claimed = claimedDuration(input)
  if (claimed !== undefined && !isDoubtful(claimed, input)) return claimed
  const { sizeBytes, startMs, container } = input
  const lastMs = container === 'matroska' ? await matroskaEnd(file, sizeBytes) : undefined
  const endMs =
    lastMs !== undefined
      ? lastMs + input.frameMs
      : await measureEnd(tools, file, { sizeBytes, startMs, streams: input.streams, ...options })
  return settle(claimed, endMs === undefined ? undefined : Math.max(0, endMs - startMs), input)
}
