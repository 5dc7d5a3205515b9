import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Problems } from './soundBody.ts'
import type { StudioDesk, StudioState } from './studioStore.ts'

export const DeskContext = createContext<StudioDesk | undefined>(undefined)
export const ProblemsContext = createContext<Problems>(new Map())

/** @throws Error outside the studio */
export function useDesk(): StudioDesk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk stands inside the studio only')
  return desk
}

export const useDeskState = <T>(select: (state: StudioState) => T): T => useStore(useDesk().state, select)

/** What a field cannot be saved as; undefined where it can. */
export const useProblem = (field: string): string | undefined => useContext(ProblemsContext).get(field)
