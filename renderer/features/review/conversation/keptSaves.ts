import { createStore, type StoreApi } from 'zustand/vanilla'
import { isAway } from '../../../lib/errors.ts'

/** A change of words that is being saved, or could not be; its words are in the draft of the same key. */
export interface KeptSave {
  readonly saving: boolean
  /** Why it was not saved. */
  readonly error?: unknown
  /** Saves the draft as it is then. */
  readonly act: () => Promise<void>
}
export type KeptSaves = StoreApi<Readonly<Record<string, KeptSave>>>

/** The part of a room that this is about. */
interface Saving {
  readonly saves: KeptSaves
}

export const createKeptSaves = (): KeptSaves => createStore<Readonly<Record<string, KeptSave>>>(() => ({}))

const put = ({ saves }: Saving, key: string, save: KeptSave): void => saves.setState({ [key]: save })

/** Whoever takes their words back, or changes their mind, waits for nothing any more. */
export function forgetSave({ saves }: Saving, key: string): void {
  const { [key]: _, ...others } = saves.getState()
  saves.setState(others, true)
}

/** Saves once at a time; where it fails, the reason stays until the words are saved or taken back. */
export async function keptSave(room: Saving, key: string, act: () => Promise<void>): Promise<void> {
  if (room.saves.getState()[key]?.saving) return
  put(room, key, { act, saving: true })
  try {
    await act()
    forgetSave(room, key)
  } catch (error) {
    // Taken back while it was on its way.
    if (room.saves.getState()[key]) put(room, key, { act, saving: false, error })
  }
}

/** Whether words wait for the library's folder alone. */
const waits = ({ saving, error }: KeptSave): boolean => !saving && error !== undefined && isAway(error)
export const isWaiting = (saves: Readonly<Record<string, KeptSave>>): boolean =>
  Object.values(saves).some(waits)

/** Saves what waited for the folder. */
export function saveWaiting(room: Saving): void {
  for (const [key, save] of Object.entries(room.saves.getState()))
    if (waits(save)) void keptSave(room, key, save.act)
}
