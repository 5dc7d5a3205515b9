import { DebriefError } from '../../../contract/errors.ts'

/** Wakes everyone who waits for something to change; each then looks for themselves. */
export function createSignalBoard() {
  const waiters = new Set<() => void>()
  return {
    tell(): void {
      const all = [...waiters]
      waiters.clear()
      for (const wake of all) wake()
    },
    /** @throws DebriefError cancelled */
    next(signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        const stop = () => {
          waiters.delete(wake)
          reject(new DebriefError('cancelled', 'Nobody waits for it any more.'))
        }
        const wake = () => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop, { once: true })
        waiters.add(wake)
      })
    },
  }
}
