/** Runs tasks one after another, in the order they were handed in; a failed task does not stop those behind it. */
export type Serial = <T>(task: () => Promise<T>) => Promise<T>

export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve()
  return task => {
    const run = last.then(task, task)
    last = run
    return run
  }
}
