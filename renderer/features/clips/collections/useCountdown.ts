import { useEffect, useRef, useState } from 'react'

const TICK_MS = 250

/** Counts down by the clock, so that a sleeping page does not fall behind. Another `key` begins anew and stands still. */
export function useCountdown(
  lengthMs: number,
  key: string,
): { readonly leftMs: number; readonly running: boolean; readonly toggle: () => void } {
  const [leftMs, setLeftMs] = useState(lengthMs)
  const [running, setRunning] = useState(false)
  const endsAt = useRef(0)
  const known = useRef(`${key} ${lengthMs}`)
  useEffect(() => {
    if (known.current === `${key} ${lengthMs}`) return
    known.current = `${key} ${lengthMs}`
    setRunning(false)
    setLeftMs(lengthMs)
  }, [key, lengthMs])
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => {
      const left = Math.max(0, endsAt.current - Date.now())
      setLeftMs(left)
      if (left === 0) setRunning(false)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [running])
  return {
    leftMs,
    running,
    toggle: () => {
      if (!running) {
        const left = leftMs === 0 ? lengthMs : leftMs
        setLeftMs(left)
        endsAt.current = Date.now() + left
      }
      setRunning(!running)
    },
  }
}
