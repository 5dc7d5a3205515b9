import { type RefObject, useEffect, useState } from 'react'
import { type SelectedWords, selectedIn } from './selectedWords.ts'
import type { ListReach } from './TranscriptList.tsx'

const same = (a: SelectedWords | undefined, b: SelectedWords | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** The words of the list that are chosen with the pointer. */
export function useChosenWords(reach: RefObject<ListReach | null>): SelectedWords | undefined {
  const [chosen, setChosen] = useState<SelectedWords>()
  useEffect(() => {
    const look = () => {
      const list = reach.current?.element
      const now = list ? selectedIn(list, document.getSelection()) : undefined
      setChosen(before => (same(before, now) ? before : now))
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [reach])
  return chosen
}
