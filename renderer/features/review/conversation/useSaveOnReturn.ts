import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppInfo } from '../../../lib/queries.ts'
import { useRoom } from '../room/roomContext.ts'
import { tryAgain } from './say.ts'
import type { Unsaved } from './unsaved.ts'

/** Whether words wait for the library's folder alone: a stick that was pulled, a network that is gone. */
export const waitsForFolder = ({ state, error }: Unsaved): boolean =>
  state === 'failed' && error?.code === 'library.notFound'

/** The folder may be away for a moment before the host notices; so soon it is tried again. */
const AGAIN_MS = 1500

/** Saves by itself what could not be saved while the library's folder was away, as soon as it is back. */
export function useSaveOnReturn(): void {
  const room = useRoom()
  const away = useAppInfo().data?.library.problems.some(({ file }) => file === 'debrief.json') ?? false
  const waiting = useStore(room.unsaved, list => list.some(waitsForFolder))
  useEffect(() => {
    if (away || !waiting) return undefined
    const timer = setTimeout(() => {
      for (const item of room.unsaved.getState().filter(waitsForFolder)) tryAgain(room, item)
    }, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [room, away, waiting])
}
