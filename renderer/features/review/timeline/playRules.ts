import { create } from 'zustand'
import type { Silence } from '../../../../electron/contract/strips/packets.ts'

/** How playing goes on by itself: round the range, over the silences. */
export const usePlayRules = create<{
  looping: boolean
  skipsSilence: boolean
  /** On the lesson clock, ascending; undefined until they are known. */
  silences: readonly Silence[] | undefined
}>()(() => ({ looping: false, skipsSilence: false, silences: undefined }))

export const toggleLoop = (): void => usePlayRules.setState(({ looping }) => ({ looping: !looping }))
export const toggleSkip = (): void =>
  usePlayRules.setState(({ skipsSilence }) => ({ skipsSilence: !skipsSilence }))

/** Words need air around them: so much of a silence is still heard. */
const AFTER_WORDS_MS = 400
const BEFORE_WORDS_MS = 250
/** A jump that saves less is only a stumble. */
const LEAST_SAVED_MS = 300

/**
 * Where to go on from inside a silence.
 * @param silences ascending, apart from one another
 * @returns undefined where there is nothing to skip
 */
export function skipTo(silences: readonly Silence[], nowMs: number): number | undefined {
  let low = 0
  let high = silences.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((silences[middle]?.fromMs ?? 0) <= nowMs) low = middle + 1
    else high = middle
  }
  const silence = silences[low - 1]
  if (!silence || nowMs < silence.fromMs + AFTER_WORDS_MS) return undefined
  const target = silence.toMs - BEFORE_WORDS_MS
  return target - nowMs >= LEAST_SAVED_MS ? target : undefined
}

/**
 * Where a loop goes on from.
 * @param range in order; its end may be the lesson's, where playing would stop by itself
 * @returns undefined inside the range
 */
export function loopTo(
  range: { atMs: number; toMs: number },
  nowMs: number,
  lengthMs: number,
): number | undefined {
  const end = Math.min(range.toMs, lengthMs - 60)
  return nowMs >= end || nowMs < range.atMs - 60 ? range.atMs : undefined
}
