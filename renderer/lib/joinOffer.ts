import { create } from 'zustand'
import type { CameraSplit } from '../../electron/contract/api/lessons.ts'

/** What someone wants of files that a camera seems to have split. `none`: they are not imported now. */
export type JoinAnswer = 'one' | 'each' | 'none'

interface JoinOfferState {
  /** Rows of files; nothing is asked while there are none. */
  readonly rows: readonly CameraSplit[]
  readonly answer: ((answer: JoinAnswer) => void) | undefined
}
export const useJoinOffer = create<JoinOfferState>()(() => ({ rows: [], answer: undefined }))

/** Asks whether files that belong together become one recording. An offer that still stood is given up. */
export function offerJoin(rows: readonly CameraSplit[]): Promise<JoinAnswer> {
  useJoinOffer.getState().answer?.('none')
  return new Promise(answer => useJoinOffer.setState({ rows, answer }))
}

export function answerJoin(answer: JoinAnswer): void {
  useJoinOffer.getState().answer?.(answer)
  useJoinOffer.setState({ rows: [], answer: undefined })
}
