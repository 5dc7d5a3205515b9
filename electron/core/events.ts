import type { AppEvent } from '../contract/api/events.ts'

/** Events of the same key say the same thing: only the last one needs to reach a slow listener. */
function keyOf(event: AppEvent): string {
  if (event.type === 'lesson.changed') return `${event.type} ${event.lessonId}`
  if (event.type === 'job.changed') return `${event.type} ${event.job.id}`
  if (event.type === 'job.dismissed') return `${event.type} ${event.jobId}`
  return event.type
}

/** What a slow listener gets in place of two events of the same key: all that changed, in the state that is the last. */
function both(before: AppEvent | undefined, event: AppEvent): AppEvent {
  if (before?.type !== 'lesson.changed' || event.type !== 'lesson.changed') return event
  const { types, ...rest } = event
  if (!types || !before.types) return rest
  return { ...rest, types: [...new Set([...before.types, ...types])] }
}

/** Carries what happened from the capabilities to whoever watches; in this process only. */
export interface EventBus {
  publish(event: AppEvent): void
  /** Called in the publisher's turn, in the order of subscription. @returns the way to stop */
  subscribe(listener: (event: AppEvent) => void): () => void
  /**
   * What happens from now on, `connected` first; ends when `signal` is aborted or the bus is closed. A slow reader is never
   * given a backlog: of events that say the same thing it gets one.
   */
  stream(signal?: AbortSignal): AsyncGenerator<AppEvent, void>
  /** Ends every stream. */
  close(): void
}

export function createEventBus(): EventBus {
  const listeners = new Set<(event: AppEvent) => void>()
  const closed = new AbortController()

  const subscribe: EventBus['subscribe'] = listener => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  async function* read(pending: Map<string, AppEvent>, ends: AbortSignal, wait: () => Promise<void>) {
    while (!ends.aborted) {
      for (const [key, event] of pending) {
        pending.delete(key)
        yield event
        if (ends.aborted) return
      }
      if (pending.size === 0) await wait()
    }
  }

  async function* stream(signal?: AbortSignal): AsyncGenerator<AppEvent, void> {
    const ends = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
    const pending = new Map<string, AppEvent>([['connected', { type: 'connected' }]])
    let wake: () => void = () => undefined
    const woken = () => wake()
    const stop = subscribe(event => {
      const key = keyOf(event)
      const waiting = pending.get(key)
      // Behind the others, so that what a reader sees last is what happened last.
      pending.delete(key)
      pending.set(key, both(waiting, event))
      woken()
    })
    ends.addEventListener('abort', woken)
    const wait = () =>
      new Promise<void>(resolve => {
        wake = resolve
        if (ends.aborted || pending.size > 0) resolve()
      })
    try {
      yield* read(pending, ends, wait)
    } finally {
      stop()
      ends.removeEventListener('abort', woken)
    }
  }

  return {
    publish: event => {
      for (const listener of [...listeners]) listener(event)
    },
    subscribe,
    stream,
    close: () => closed.abort(),
  }
}
