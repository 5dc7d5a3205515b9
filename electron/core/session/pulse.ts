/** Counts what happened, and lets readers wait for the next time. */
export class Pulse {
  #count = 0
  #waiting = new Set<() => void>()

  get count(): number {
    return this.#count
  }

  beat(): void {
    this.#count += 1
    const waiting = this.#waiting
    this.#waiting = new Set()
    for (const go of waiting) go()
  }

  /** Waits until something happens that `seen` does not count yet, or the signal is aborted. */
  async past(seen: number, signal: AbortSignal): Promise<void> {
    if (this.#count > seen || signal.aborted) return
    await new Promise<void>(resolve => {
      const go = () => {
        signal.removeEventListener('abort', go)
        this.#waiting.delete(go)
        resolve()
      }
      this.#waiting.add(go)
      signal.addEventListener('abort', go)
    })
  }
}
