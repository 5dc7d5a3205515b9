import { create } from 'zustand'
import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'

/** Something chosen that the host does not have yet. */
interface Pending {
  readonly id: CalibrationView['id']
  readonly speaker: PersonId | undefined
  readonly change: (one: CalibrationView) => CalibrationView
}
const usePending = create<{ readonly list: readonly Pending[] }>()(() => ({ list: [] }))

/**
 * Shows a choice in the frame of its click. It lies over whatever is read meanwhile, as an answer that was on its way may be older.
 * @returns takes it off again, once the truth was read or the host refused
 */
export function showAtOnce(pending: Pending): () => void {
  usePending.setState(({ list }) => ({ list: [...list, pending] }))
  return () => usePending.setState(({ list }) => ({ list: list.filter(each => each !== pending) }))
}

/** What was read, with the speaker's choices that are on their way. */
export function useWithPending(
  read: readonly CalibrationView[] | undefined,
  speaker: PersonId | undefined,
): readonly CalibrationView[] | undefined {
  const { list } = usePending()
  return read?.map(one =>
    list
      .filter(pending => pending.id === one.id && pending.speaker === speaker)
      .reduce((shown, { change }) => change(shown), one),
  )
}
