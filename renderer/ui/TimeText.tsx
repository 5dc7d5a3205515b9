import { formatTimecode } from '../../electron/contract/time/timecode.ts'

/** A time of the lesson clock, in figures of one width. `digits` of a second's fraction. */
export function TimeText({
  ms,
  digits = 0,
  className = '',
}: {
  readonly ms: number
  readonly digits?: 0 | 1 | 2 | 3
  readonly className?: string
}) {
  return <span className={`tn ${className}`}>{formatTimecode(ms, digits)}</span>
}
