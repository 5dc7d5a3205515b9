import { useCallback, useState, useSyncExternalStore } from 'react'
import { type RoomWidths, roomWidths } from './roomWidths.ts'

const STORED = 'debrief.lanesPx'

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

function remembered(): number | undefined {
  const px = Number(localStorage.getItem(STORED))
  return Number.isFinite(px) && px > 0 ? px : undefined
}

/** The room's widths for this window; where the splitter was put is remembered on this machine. */
export function useRoomWidths(full: boolean): {
  widths: RoomWidths
  choose: (px: number | undefined) => void
} {
  const windowPx = useSyncExternalStore(subscribe, () => window.innerWidth)
  const [chosenPx, setChosenPx] = useState(remembered)
  const choose = useCallback((px: number | undefined) => {
    setChosenPx(px)
    if (px === undefined) localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, String(px))
  }, [])
  return { widths: roomWidths(windowPx, chosenPx, full), choose }
}
