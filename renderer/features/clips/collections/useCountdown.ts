import { useEffect, useState } from 'react'

const TICK_MS = 250

interface Countdown {
  /** What it counts for. */
  readonly of: string
  readonly leftMs: number
  /** When it is at 0, ms since 1970; undefined while it stands. */
  readonly endsAtMs: number | undefined
}

/** Counts down by the clock, so that a sleeping page does not fall behind. Another `key` begins anew and stands still, at once. */
export function useCountdown(
  lengthMs: number,
  key: string,
): { readonly leftMs: number; readonly running: boolean; readonly toggle: () => void } {
  const of = `${key} ${lengthMs}`
  const [known, setKnown] = useState<Countdown>({ of, leftMs: lengthMs, endsAtMs: undefined })
  // Not by an effect: a key that comes before it would start the time of the step before.
  const { leftMs, endsAtMs } = known.of === of ? known : { leftMs: lengthMs, endsAtMs: undefined }
  useEffect(() => {
    if (endsAtMs === undefined) return
    const timer = setInterval(() => {
      const left = Math.max(0, endsAtMs - Date.now())
      setKnown({ of, leftMs: left, endsAtMs: left === 0 ? undefined : endsAtMs })
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [of, endsAtMs])
  return {
    leftMs,
    running: endsAtMs !== undefined,
    toggle: () => {
      const left = leftMs === 0 ? lengthMs : leftMs
      setKnown({ of, leftMs: left, endsAtMs: endsAtMs === undefined ? Date.now() + left : undefined })
    },
  }
}
