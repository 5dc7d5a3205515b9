import { formatTimecode, parseTimecode } from '../../../../electron/contract/time/timecode.ts'

/** `0:12.345`, or `−0:03.200` for what began before the lesson's first recording. */
export const offsetWords = (ms: number): string => `${ms < 0 ? '−' : ''}${formatTimecode(Math.abs(ms), 3)}`

/** Reads an offset as people type it: `12.3`, `-3`, `+0:12.345`, with any kind of minus. @returns ms, or undefined */
export function parseOffset(text: string): number | undefined {
  const match = /^([+\-−–]?)\s*(.+)$/u.exec(text.trim())
  const ms = parseTimecode(match?.[2] ?? '')
  if (ms === undefined) return undefined
  const back = match?.[1] !== '' && match?.[1] !== '+'
  return back && ms !== 0 ? -ms : ms
}
