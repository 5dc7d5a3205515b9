import type { PersonId } from '../../electron/contract/records/person.ts'

/** Something a person did, and the ways back and on again. */
export type Deed = {
  /** What was done, as a message says it: “Comment deleted”. */
  readonly text: string
  readonly undo: () => Promise<unknown>
  /** Absent where an act can be taken back and not be done again by itself. */
  readonly redo?: (() => Promise<unknown>) | undefined
}

type Entry = Deed & { readonly id: number; readonly by: PersonId | undefined }

/** Acts of longer ago cannot be taken back by key; nothing else of them is lost. */
const MOST = 200

/**
 * Something that was changed since by someone else, so that taking the own act back would undo theirs. It is said in these
 * words, the act is passed over, and nothing is changed.
 */
export class ChangedSince extends Error {}

/** What a step back or on came to. */
export type Outcome =
  | { readonly was: 'done'; readonly text: string; readonly canGoBack: boolean }
  | { readonly was: 'nothing' }
  /** `passedOver`: it will not be tried again, so that what was done before it can be reached. */
  | { readonly was: 'failed'; readonly text: string; readonly error: unknown; readonly passedOver: boolean }

/**
 * What was done in one lesson since it was opened, one history for each person who speaks: taking back never touches what
 * someone else did. @param isFinal whether a failure means that the act can never be taken back
 */
export function createHistory(isFinal: (error: unknown) => boolean) {
  let past: readonly Entry[] = []
  let future: readonly Entry[] = []
  let counter = 0
  /** Steps are taken one after the other: a second Ctrl+Z means the act before, also while the first is on its way. */
  let last: Promise<unknown> = Promise.resolve()

  const without = (list: readonly Entry[], id: number) => list.filter(entry => entry.id !== id)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const back = async (entry: Entry): Promise<Outcome> => {
    past = without(past, entry.id)
    try {
      await entry.undo()
    } catch (error) {
      const passedOver = isFinal(error)
      if (!passedOver) past = [...past, entry].sort((a, b) => a.id - b.id)
      return { was: 'failed', text: entry.text, error, passedOver }
    }
    if (entry.redo) future = [...future, entry]
    return { was: 'done', text: entry.text, canGoBack: entry.redo !== undefined }
  }

  return {
    /** Notes what was done by `by`; what could be done again before is over. @returns its number, for `takeBack` and `forget` */
    did(deed: Deed, by: PersonId | undefined): number {
      const entry = { ...deed, id: ++counter, by }
      future = future.filter(one => one.by !== by)
      past = [...past, entry].slice(-MOST)
      return entry.id
    },

    /** An act that did not come about after all. */
    forget(id: number): void {
      past = without(past, id)
    },

    /** Takes back one act by its number, whoever speaks. */
    takeBack: (id: number): Promise<Outcome> =>
      inTurn(async () => {
        const entry = past.find(one => one.id === id)
        return entry ? back(entry) : { was: 'nothing' }
      }),

    undo: (by: PersonId | undefined): Promise<Outcome> =>
      inTurn(async () => {
        const entry = past.findLast(one => one.by === by)
        return entry ? back(entry) : { was: 'nothing' }
      }),

    redo: (by: PersonId | undefined): Promise<Outcome> =>
      inTurn(async () => {
        const entry = future.findLast(one => one.by === by)
        if (!entry?.redo) return { was: 'nothing' }
        future = without(future, entry.id)
        try {
          await entry.redo()
        } catch (error) {
          const passedOver = isFinal(error)
          if (!passedOver) future = [...future, entry]
          return { was: 'failed', text: entry.text, error, passedOver }
        }
        past = [...past, entry]
        return { was: 'done', text: entry.text, canGoBack: true }
      }),
  }
}
export type History = ReturnType<typeof createHistory>
