/** A line that says when a cue begins and ends. */
export interface Timing {
  /** Milliseconds; below 0 where a minus stands before the time. */
  readonly fromMs: number
  readonly toMs: number
}

const time = /^([-−]?)(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,9}))?$/
/** The real arrow, and what editors and converters make of it. */
const arrow = /^(.*?)\s*(?:-{1,2}>|[–—]>|-{1,2}&gt;|→)\s*(.*)$/
/** Only where one of these stands in a line can it be a timing line. */
const hasArrow = /->|–>|—>|-&gt;|→/

function timeMs(text: string): number | undefined {
  const match = time.exec(text)
  if (!match) return undefined
  const [, minus, hours = '0', minutes = '', seconds = '', fraction = '0'] = match
  // Only the first part may pass 59.
  if (Number(seconds) > 59 || (match[2] !== undefined && Number(minutes) > 59)) return undefined
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  const ms = whole * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return minus === '' ? ms : -ms
}

/** Whether a line means to be a timing line, readable or not. */
export const looksTimed = (line: string): boolean =>
  hasArrow.test(line) && /^[\s\d:.,−-]*\d\s*\S{0,5}(?:->|–>|—>|-&gt;|→)/.test(line)

/** Reads `00:01.000 --> 00:02,5 align:start` and its like; a missing part of the fraction counts as zeros behind. */
export function readTiming(line: string): Timing | undefined {
  if (!hasArrow.test(line)) return undefined
  const match = arrow.exec(line.trim())
  if (!match) return undefined
  const fromMs = timeMs((match[1] ?? '').trim())
  // Settings and coordinates may stand behind the second time.
  const toMs = timeMs(/^\S*/.exec(match[2] ?? '')?.[0] ?? '')
  return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs }
}
