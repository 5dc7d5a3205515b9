/** A while that begins and ends, and can be waited for. */
export class Interlude {
  private now: { readonly over: Promise<void>; readonly end: () => void } | undefined

  get isOn(): boolean {
    return this.now !== undefined
  }

  /** Resolves when it is over; at once while there is none. */
  get over(): Promise<void> {
    return this.now?.over ?? Promise.resolve()
  }

  begin(): void {
    if (this.now) return
    let end: () => void = () => undefined
    const over = new Promise<void>(resolve => {
      end = resolve
    })
    this.now = { over, end }
  }

  end(): void {
    this.now?.end()
    this.now = undefined
  }
}
