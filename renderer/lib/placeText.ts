import { formatTimecode, parseTimecode } from '../../electron/contract/time/timecode.ts'
import type { Place } from './place.ts'

export type PlaceReading =
  | { ok: true; place: Place }
  /** `swapped` is what was probably meant. */
  | { ok: false; message: string; swapped?: Place }

const between = /\s*(?:–|—|-|to)\s*/u

/** `12:04` or `12:04 – 12:19`; with fractions where the moment has them and `exact` asks for them. */
export function placeText(place: Place, exact = false): string {
  const time = (ms: number) => formatTimecode(ms, exact && ms % 1000 !== 0 ? 3 : 0)
  return place.toMs === undefined ? time(place.atMs) : `${time(place.atMs)} – ${time(place.toMs)}`
}

/** Reads what a person typed over the time chip. @param durationMs the lesson's length */
export function readPlace(text: string, durationMs: number): PlaceReading {
  const parts = text.trim().split(between)
  const atMs = parseTimecode(parts[0] ?? '')
  const toMs = parts.length > 1 ? parseTimecode(parts[1] ?? '') : undefined
  if (atMs === undefined || parts.length > 2 || (parts.length === 2 && toMs === undefined))
    return { ok: false, message: 'Write a time like 12:04, or a range like 12:04 – 12:19.' }
  if (atMs > durationMs || (toMs !== undefined && toMs > durationMs))
    return { ok: false, message: `The lesson ends at ${formatTimecode(durationMs)}.` }
  if (toMs === undefined) return { ok: true, place: { atMs } }
  if (toMs < atMs)
    return {
      ok: false,
      message: 'The end is before the start. Swap them?',
      swapped: { atMs: toMs, toMs: atMs },
    }
  return { ok: true, place: toMs === atMs ? { atMs } : { atMs, toMs } }
}
