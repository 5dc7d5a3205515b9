/** A band of the lesson, ms of the lesson clock. */
export type Band = { fromMs: number; toMs: number }

/** As short as a phase can be. */
export const LEAST_PHASE_MS = 1000

/** Names that lessons often have phases of, in the order in which they come. */
export const suggestedNames = [
  'Launch',
  'Instruction',
  'Modelling',
  'Discussion',
  'Individual work',
  'Partner work',
  'Group work',
  'Sharing',
  'Plenary',
  'Closing',
] as const

/** The names not yet in use, those that usually come after the last one first. */
export function namesToSuggest(used: readonly string[]): string[] {
  const taken = new Set(used.map(name => name.toLowerCase()))
  const last = suggestedNames.findLastIndex(name => taken.has(name.toLowerCase()))
  const free = suggestedNames.filter(name => !taken.has(name.toLowerCase()))
  return [...free].sort(
    (a, b) => Number(suggestedNames.indexOf(a) < last) - Number(suggestedNames.indexOf(b) < last),
  )
}

/**
 * Where a new phase would lie: over the range that is set, else from here to where the next one begins, or to the end.
 * @param bands by their start
 * @returns undefined where a phase begins just here, or nothing is left of the lesson
 */
export function newBand(
  bands: readonly Band[],
  nowMs: number,
  range: { atMs: number; toMs: number } | undefined,
  durationMs: number,
): Band | undefined {
  const fromMs = Math.round(range?.atMs ?? nowMs)
  const next = bands.find(band => band.fromMs > fromMs)
  const toMs = Math.round(range?.toMs ?? next?.fromMs ?? durationMs)
  return toMs - fromMs >= LEAST_PHASE_MS ? { fromMs, toMs } : undefined
}

/** The phase that a new one begins in: it ends there, as one thing follows another in a lesson. */
export const cutShort = <B extends Band>(bands: readonly B[], fromMs: number): B | undefined =>
  bands.findLast(band => band.fromMs <= fromMs - LEAST_PHASE_MS && band.toMs > fromMs)

/** Rows for bands that overlap (two people may see a lesson differently): each in the first that is free. */
export function rowsOf(bands: readonly Band[]): number[] {
  const ends: number[] = []
  return bands.map(({ fromMs, toMs }) => {
    const free = ends.findIndex(end => end <= fromMs)
    const row = free < 0 ? ends.length : free
    ends[row] = toMs
    return row
  })
}
