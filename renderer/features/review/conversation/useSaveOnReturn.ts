import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppInfo } from '../../../lib/queries.ts'
import { useRoom } from '../room/roomContext.ts'
import { isWaiting, saveWaiting } from './keptSaves.ts'
import { tryAgain } from './say.ts'
import type { Unsaved } from './unsaved.ts'

/** Whether words wait for the library's folder alone: a stick that was pulled, a network that is gone. */
export const waitsForFolder = ({ state, error }: Unsaved): boolean =>
  state === 'failed' && error?.code === 'library.notFound'

/** What whoever wrote is told meanwhile. */
export const AWAY =
  'The library’s folder cannot be reached. These words are kept on this machine, and saved by themselves when it is back.'

/** The folder may be away for a moment before the host notices; so soon it is tried again. */
const AGAIN_MS = 1500

/** Saves by itself what could not be saved while the library's folder was away, as soon as it is back. */
export function useSaveOnReturn(): void {
  const room = useRoom()
  const away = useAppInfo().data?.library.problems.some(({ file }) => file === 'debrief.json') ?? false
  const comments = useStore(room.unsaved, list => list.some(waitsForFolder))
  const changes = useStore(room.saves, isWaiting)
  const waiting = comments || changes
  useEffect(() => {
    if (away || !waiting) return undefined
    const timer = setTimeout(() => {
      for (const item of room.unsaved.getState().filter(waitsForFolder)) tryAgain(room, item)
      saveWaiting(room)
    }, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [room, away, waiting])
}
