import { create } from 'zustand'
import { type Explained, explain } from './errors.ts'

export const UNDO_MS = 10_000
const DONE_MS = 5_000

export type Notice =
  | {
      readonly id: number
      readonly tone: 'undo'
      readonly text: string
      readonly undo: () => Promise<unknown>
    }
  | {
      readonly id: number
      readonly tone: 'done'
      readonly text: string
      readonly act?: { readonly label: string; readonly run: () => void }
    }
  | { readonly id: number; readonly tone: 'error'; readonly error: Explained; readonly what?: string }

interface NoticeState {
  readonly notices: readonly Notice[]
}
export const useNotices = create<NoticeState>()(() => ({ notices: [] }))

let counter = 0
const timers = new Map<number, ReturnType<typeof setTimeout>>()

function show(notice: Notice, forMs?: number): number {
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), notice] }))
  if (forMs !== undefined)
    timers.set(
      notice.id,
      setTimeout(() => dismiss(notice.id), forMs),
    )
  return notice.id
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  useNotices.setState(({ notices }) => ({ notices: notices.filter(notice => notice.id !== id) }))
}

/** Keeps a notice on the screen while someone is on it; `resume` lets its time run anew. */
export const hold = (id: number): void => clearTimeout(timers.get(id))
export function resume(notice: Notice): void {
  if (!timers.has(notice.id)) return
  timers.set(
    notice.id,
    setTimeout(() => dismiss(notice.id), notice.tone === 'undo' ? UNDO_MS : DONE_MS),
  )
}

/** Says what was just done and offers to take it back, for 10 s, by button or Ctrl/Cmd+Z. */
export const offerUndo = (text: string, undo: () => Promise<unknown>): number =>
  show({ id: ++counter, tone: 'undo', text, undo }, UNDO_MS)

/** Says that something is done; `act` is the obvious next thing to do with it. */
export const sayDone = (text: string, act?: { readonly label: string; readonly run: () => void }): number =>
  show({ id: ++counter, tone: 'done', text, ...(act ? { act } : {}) }, act ? UNDO_MS : DONE_MS)

/** Says that something failed; it stays until it is closed. `what` names the act in a few words. */
export const sayError = (error: unknown, what?: string): number => sayExplained(explain(error), what)

export function sayExplained(explained: Explained, what?: string): number {
  if (explained.code === 'cancelled') return 0
  return show({ id: ++counter, tone: 'error', error: explained, ...(what ? { what } : {}) })
}

/** Takes one notice's act back, and says so if that fails. */
export async function takeBack(notice: Notice): Promise<void> {
  if (notice.tone !== 'undo') return
  dismiss(notice.id)
  try {
    await notice.undo()
  } catch (error) {
    sayError(error, 'This could not be undone.')
  }
}

/** Takes back the newest act that can be; false where there is none. */
export function undoNewest(): boolean {
  const newest = useNotices.getState().notices.findLast(({ tone }) => tone === 'undo')
  if (!newest) return false
  void takeBack(newest)
  return true
}
