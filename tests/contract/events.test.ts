import { describe, expect, it } from 'vitest'
import { openTestHost } from '../fixtures/openTestHost.ts'

describe('events over HTTP', () => {
  it('tells who listens what happened', async () => {
    const { api, joined } = await openTestHost()
    const leaving = new AbortController()
    const stream = await api.events.stream(undefined, { signal: leaving.signal })
    const types: string[] = []
    await joined('Ana')
    for await (const event of stream) {
      types.push(event.type)
      if (event.type === 'catalog.changed') break
    }
    expect(types[0]).toBe('connected')
    expect(types).toContain('catalog.changed')
  })

  it('stops on the host when the client leaves', async () => {
    const { api, core } = await openTestHost()
    const { stream: streamOf } = core.bus
    const closed = new Promise<void>(done => {
      core.bus.stream = async function* (signal) {
        try {
          yield* streamOf(signal)
        } finally {
          done()
        }
      }
    })
    const leaving = new AbortController()
    const stream = await api.events.stream(undefined, { signal: leaving.signal })
    expect((await stream.next()).value).toEqual({ type: 'connected' })
    leaving.abort()
    await closed
  })

  it('ends when the host closes, without holding it up', async () => {
    const { api, close } = await openTestHost()
    const stream = await api.events.stream()
    await stream.next()
    const rest = stream.next().then(
      () => 'ended',
      () => 'ended',
    )
    await close()
    expect(await rest).toBe('ended')
  })
})
