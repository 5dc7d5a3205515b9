import { useStore } from 'zustand'
import { useRoom } from '../room/roomContext.ts'
import type { KeptSave } from './keptSaves.ts'

/** What became of saving the draft of this key. */
export function useKeptSave(key: string): Pick<KeptSave, 'saving' | 'error'> {
  const room = useRoom()
  return useStore(room.saves, all => all[key]) ?? { saving: false }
}
