import { create } from 'zustand'
import { type Explained, explain } from './errors.ts'
import { ChangedSince, createHistory, type Deed, type History, type Outcome } from './history.ts'
import { useSpeaker } from './speaker.ts'
import { allArrived } from './underWay.ts'

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
  deeds.delete(id)
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

/** What was done in the lesson that is open; undefined on other screens. */
let history: History | undefined
/** By notice: the history and the act's number in it. */
const deeds = new Map<number, { readonly history: History; readonly deed: number }>()

/** Refused for good: it will be refused again, whenever it is tried. */
const isFinal = (error: unknown): boolean =>
  error instanceof ChangedSince ||
  ['notFound', 'notYours', 'input.invalid', 'library.readOnly'].includes(explain(error).code ?? '')

/** Begins the history of a lesson's room. @returns its end */
export function beginHistory(): () => void {
  const mine = createHistory(isFinal)
  history = mine
  return () => {
    if (history === mine) history = undefined
    for (const [notice, deed] of deeds) if (deed.history === mine) deeds.delete(notice)
  }
}

/**
 * Says what was just done and offers to take it back: for 10 s by button, and in a lesson's room as long as it is open by
 * Ctrl/Cmd+Z, with `redo` also on again.
 */
export function offerUndo(text: string, undo: () => Promise<unknown>, redo?: () => Promise<unknown>): number {
  const notice = show({ id: ++counter, tone: 'undo', text, undo }, UNDO_MS)
  if (history) deeds.set(notice, { history, deed: did({ text, undo, redo }) })
  return notice
}

/**
 * Notes what was done where the screen itself shows it, so that no message is needed. @param by default: who speaks
 * @returns its number
 */
export const did = (deed: Deed, by = useSpeaker.getState().speaker): number => history?.did(deed, by) ?? 0

/** Takes away what was offered for an act that did not come about after all. */
export function withdraw(notice: number): void {
  const known = deeds.get(notice)
  if (known) known.history.forget(known.deed)
  dismiss(notice)
}

/** Undo or redo of the speaker's newest act in this lesson; outside of one, of what a message still offers. */
export async function stepBack(): Promise<void> {
  await allArrived()
  if (!history) {
    undoNewest()
    return
  }
  const open = history
  const newest = useNotices.getState().notices.findLast(({ id, tone }) => tone === 'undo' && !deeds.has(id))
  const outcome = await open.undo(useSpeaker.getState().speaker)
  if (outcome.was === 'nothing' && newest) await takeBack(newest)
  else tell(outcome, 'undone')
}

export async function stepOn(): Promise<void> {
  await allArrived()
  if (history) tell(await history.redo(useSpeaker.getState().speaker), 'redone')
}

/** The last step back or on that was said; the next one takes its place. */
let told: number | undefined

function tell(outcome: Outcome, way: 'undone' | 'redone'): void {
  // What was offered is done or undone by now.
  for (const { id, tone } of useNotices.getState().notices) if (tone === 'undo' && deeds.has(id)) dismiss(id)
  if (told !== undefined) dismiss(told)
  if (outcome.was === 'nothing') {
    told = sayDone(way === 'undone' ? 'Nothing of yours to undo here' : 'Nothing to redo')
  } else if (outcome.was === 'done') {
    const { text, canGoBack } = outcome
    told =
      way === 'undone'
        ? sayDone(`Undone: ${text}`, canGoBack ? { label: 'Redo', run: () => void stepOn() } : undefined)
        : sayDone(`Redone: ${text}`, { label: 'Undo', run: () => void stepBack() })
  } else {
    const { text, error } = outcome
    told =
      error instanceof ChangedSince
        ? show({
            id: ++counter,
            tone: 'error',
            error: { code: 'notYours', title: 'Passed over.', next: '', message: error.message },
            what: `Not ${way}: ${text}.`,
          })
        : sayError(error, `Not ${way}: ${text}.`)
  }
}

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
  const known = deeds.get(notice.id)
  deeds.delete(notice.id)
  dismiss(notice.id)
  if (known) {
    tell(await known.history.takeBack(known.deed), 'undone')
    return
  }
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
