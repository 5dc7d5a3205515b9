import { availableParallelism, totalmem } from 'node:os'

/** x264 keeps about this many cores busy with one lesson's picture. */
const coresEach = 6
/** What an encode with its check may take at 4K. */
const bytesEach = 1.5 * 2 ** 30
const most = 3

/**
 * How many clips are written at once: two share a machine only where each still has cores and memory of its own. Pure.
 * @param memoryBytes of the whole machine
 */
export function parallelExports({
  cores,
  memoryBytes,
}: {
  readonly cores: number
  readonly memoryBytes: number
}): number {
  const bears = Math.min(Math.floor(cores / coresEach), Math.floor(memoryBytes / 2 / bytesEach))
  return Math.max(1, Math.min(most, bears))
}

/** Of this machine. */
export const exportsAtOnce = (): number =>
  parallelExports({ cores: availableParallelism(), memoryBytes: totalmem() })
