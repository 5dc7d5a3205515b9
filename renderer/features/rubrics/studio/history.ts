/** What was, is, and was taken back. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** The run of typing that the present belongs to: one step to take back. */
  readonly run?: { readonly mark: string; readonly atMs: number } | undefined
}

const RUN_MS = 1500
const MOST_STEPS = 200

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [] })

/**
 * A step forward. Steps of one mark (a field) that follow within a second and a half are one.
 * @param mark absent for acts that are each a step of their own
 */
export function step<T>(history: History<T>, present: T, atMs: number, mark?: string): History<T> {
  if (present === history.present) return history
  const run = mark === undefined ? undefined : { mark, atMs }
  const goesOn =
    run && history.run?.mark === run.mark && atMs - history.run.atMs < RUN_MS && history.future.length === 0
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS)
  return { past, present, future: [], run }
}

export function undo<T>({ past, present, future }: History<T>): History<T> | undefined {
  const before = past.at(-1)
  return before === undefined
    ? undefined
    : { past: past.slice(0, -1), present: before, future: [present, ...future] }
}

export function redo<T>({ past, present, future }: History<T>): History<T> | undefined {
  const [next, ...rest] = future
  return next === undefined ? undefined : { past: [...past, present], present: next, future: rest }
}
