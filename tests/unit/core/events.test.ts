import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../../electron/contract/api/events.ts'
import { createEventBus } from '../../../electron/core/events.ts'

const changed = (id: string): AppEvent => ({ type: 'lesson.changed', lessonId: `lesson:${id}` })

async function taken(stream: AsyncGenerator<AppEvent, void>, count: number): Promise<AppEvent[]> {
  const events: AppEvent[] = []
  while (events.length < count) {
    const { value, done } = await stream.next()
    if (done) break
    if (value) events.push(value)
  }
  return events
}

describe('the event bus', () => {
  it('begins each stream with “connected”, then tells all that happens', async () => {
    const bus = createEventBus()
    const stream = bus.stream()
    expect(await taken(stream, 1)).toEqual([{ type: 'connected' }])
    bus.publish(changed('a'))
    expect(await taken(stream, 1)).toEqual([changed('a')])
    const next = taken(stream, 1)
    bus.publish({ type: 'catalog.changed' })
    expect(await next).toEqual([{ type: 'catalog.changed' }])
  })

  it('gives a slow reader the last of what says the same, and loses nothing else', async () => {
    const bus = createEventBus()
    const stream = bus.stream()
    await taken(stream, 1)
    for (const id of ['a', 'b', 'a', 'c', 'a']) bus.publish(changed(id))
    expect(await taken(stream, 3)).toEqual([changed('b'), changed('c'), changed('a')])
  })

  it('tells a slow reader of every type that changed in a lesson, and of any where one change does not say', async () => {
    const bus = createEventBus()
    const stream = bus.stream()
    await taken(stream, 1)
    const typed = (...types: string[]): AppEvent => ({
      type: 'lesson.changed',
      lessonId: 'lesson:a',
      types,
    })
    for (const event of [typed('comment'), typed('tag', 'comment'), typed('phase')]) bus.publish(event)
    expect(await taken(stream, 1)).toEqual([typed('comment', 'tag', 'phase')])
    bus.publish(typed('comment'))
    bus.publish(changed('a'))
    bus.publish(typed('phase'))
    expect(await taken(stream, 1)).toEqual([changed('a')])
  })

  it('ends a stream when its reader leaves or the bus closes, also while it waits', async () => {
    const bus = createEventBus()
    const stop = new AbortController()
    const one = bus.stream(stop.signal)
    const two = bus.stream()
    await Promise.all([taken(one, 1), taken(two, 1)])
    const ends = [one.next(), two.next()]
    stop.abort()
    bus.close()
    expect(await Promise.all(ends)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ])
    expect(await taken(bus.stream(), 2)).toEqual([])
  })

  it('stops telling who does not want to hear', () => {
    const bus = createEventBus()
    const seen: string[] = []
    const stop = bus.subscribe(event => seen.push(event.type))
    bus.publish({ type: 'catalog.changed' })
    stop()
    bus.publish({ type: 'catalog.changed' })
    expect(seen).toEqual(['catalog.changed'])
  })
})
