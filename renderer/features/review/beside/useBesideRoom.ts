import { useStore } from 'zustand'
import { useRoom } from '../room/roomContext.ts'
import type { BesideUi } from './BesideRoom.ts'

export const useBeside = <T>(select: (state: BesideUi) => T): T => useStore(useRoom().beside.ui, select)
