import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { assertNever } from '../../electron/contract/errors.ts'
import { formatTimecode, parseTimecode } from '../../electron/contract/time/timecode.ts'

/** The name that tells an angle from the others. */
export const angleName = ({ name, file }: Pick<RecordingView, 'name' | 'file'>): string =>
  name ?? file.split(/[\\/]/u).at(-1) ?? file

/** How a recording came to its place on the lesson clock, in words. @param first it is the lesson's clock */
export function alignedWords({ alignedBy, audioCodec }: RecordingView, first: boolean): string {
  if (first) return 'the lesson’s clock'
  if (alignedBy === undefined)
    return audioCodec === undefined ? 'no sound to line it up by' : 'not lined up yet'
  switch (alignedBy) {
    case 'sound':
      return 'lined up by its sound'
    case 'hand':
      return 'put in its place by hand'
    case 'nothing':
      return 'shares no sound with the others'
    default:
      return assertNever(alignedBy)
  }
}

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
