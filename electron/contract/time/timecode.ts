/** Times of the lesson clock are whole milliseconds; people write `SS`, `MM:SS` or `HH:MM:SS`, each with optional `.mmm`. */

const pattern = /^(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:[.,](\d{1,3}))?$/

/**
 * Reads a time as people type it. The first part may pass 59 (`90` is 1:30, `75:00` is 1:15:00); what stands behind a colon may not.
 * @returns whole milliseconds, or undefined where the text is no time
 */
export function parseTimecode(text: string): number | undefined {
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const [, hours, minutes, seconds, fraction] = match
  if (minutes !== undefined && (seconds?.length !== 2 || Number(seconds) > 59)) return undefined
  if (hours !== undefined && Number(minutes) > 59) return undefined
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)
  return whole * 1000 + Number((fraction ?? '0').padEnd(3, '0'))
}

/**
 * Writes a time the short way: `2:05`, `1:02:05`; with `digits` of a second's fraction, cut and not rounded, so that the
 * text never names a later moment than the one meant.
 */
export function formatTimecode(ms: number, digits: 0 | 1 | 2 | 3 = 0): string {
  const whole = Math.max(0, Math.floor(ms))
  const seconds = Math.floor(whole / 1000)
  const hours = Math.floor(seconds / 3600)
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60) % 60
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes)
  const fraction =
    digits > 0
      ? `.${String(whole % 1000)
          .padStart(3, '0')
          .slice(0, digits)}`
      : ''
  return `${head}:${two(seconds % 60)}${fraction}`
}
