import { plainWords } from '../../../../electron/contract/text/richText.ts'

/** A stretch of the lesson clock, whole milliseconds. */
type Stretch = { atMs: number; toMs: number }

/** Around a moment a clip shows what led to it and what came of it. */
const BEFORE_MS = 5_000
const AFTER_MS = 10_000

/** The stretch for a clip: of a comment its range, or the time around its moment; inside the lesson. */
export function clipStretch(place: { atMs: number; toMs?: number | undefined }, durationMs: number): Stretch {
  if (place.toMs !== undefined && place.toMs > place.atMs) return { atMs: place.atMs, toMs: place.toMs }
  return {
    atMs: Math.max(0, place.atMs - BEFORE_MS),
    toMs: Math.min(durationMs, place.atMs + AFTER_MS),
  }
}

/** A first title from what someone said: its first sentence, at most about sixty characters. */
export function clipTitleFrom(text: string): string {
  const [sentence = ''] = plainWords(text)
    .trim()
    .split(/(?<=[.!?。؟])\s|\n/u)
  if (sentence.length <= 60) return sentence
  const cut = sentence.slice(0, 60)
  return `${cut.slice(0, Math.max(30, cut.lastIndexOf(' ')))}…`
}
