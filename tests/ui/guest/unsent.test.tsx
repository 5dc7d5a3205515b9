import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepSeat } from '../../../renderer/guest/guestApi.ts'
import { useGuestRoom } from '../../../renderer/guest/guestRoom.ts'
import { say, sayAgain, sendUnsent, useUnsent } from '../../../renderer/guest/unsent.ts'
import { guestRoom, person } from './room.tsx'

/** The page takes hold of `fetch` once, as it is loaded. */
const network = vi.hoisted(() => {
  const network: { fetch: (request: Request) => Promise<Response> } = {
    fetch: async () => {
      throw new TypeError('Failed to fetch')
    },
  }
  globalThis.fetch = (input, init) => network.fetch(new Request(input, init))
  return network
})

/** A host that can be reached or not, and what came to it. */
function host() {
  const heard: string[] = []
  let there = false
  let failed = 0
  network.fetch = async request => {
    if (!there) {
      failed += 1
      throw new TypeError('Failed to fetch')
    }
    heard.push(JSON.parse(await request.text()).json.text)
    return new Response('{"json":null}', { headers: { 'content-type': 'application/json' } })
  }
  onTestFinished(() => {
    sessionStorage.clear()
    useUnsent.setState({ all: [] })
  })
  keepSeat({ token: 't', mediaKey: 'k', hostName: 'Ana', name: 'Dana', proof: 'p' })
  return {
    heard,
    /** After it was asked in vain. */
    comesBack: async () => {
      await vi.waitFor(() => expect(failed).toBe(1))
      there = true
    },
  }
}
const reply = (text: string) => ({ what: 'reply' as const, commentId: 'comment:c' as const, text })

describe('what a guest in a browser said into the silence', () => {
  it('goes out by itself once the host is back, as whom it was said', async () => {
    guestRoom([], { phase: 'in', personId: 'person:Dana' }).close()
    const { heard, comesBack } = host()
    say(reply('Said in time.'))
    expect(useUnsent.getState().all).toHaveLength(1)
    await comesBack()
    await sendUnsent()
    expect(heard).toEqual(['Said in time.'])
    expect(useUnsent.getState().all).toEqual([])
  })

  it('is never said by itself as someone else, who may say it on purpose', async () => {
    guestRoom([], { phase: 'in', personId: 'person:Dana' }).close()
    const { heard, comesBack } = host()
    say(reply('Dana’s words.'))
    // The tab is used by Eve by now.
    useGuestRoom.setState({ personId: 'person:Eve', people: [person('guest-1', { name: 'Eve' })] })
    await comesBack()
    await sendUnsent()
    expect(heard).toEqual([])
    const [kept] = useUnsent.getState().all
    expect(kept?.problem).toContain('Written as Dana.')
    await sendUnsent()
    expect(heard).toEqual([])
    sayAgain(kept?.draft ?? '')
    await vi.waitFor(() => expect(heard).toEqual(['Dana’s words.']))
    await vi.waitFor(() => expect(useUnsent.getState().all).toEqual([]))
  })
})
