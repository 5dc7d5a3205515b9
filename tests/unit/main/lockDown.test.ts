import type { Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { lockNavigation, lockSession, opensOutside, staysHere } from '../../../electron/main/lockDown.ts'

const origin = 'http://127.0.0.1:4711'

describe('what may leave the machine', () => {
  it.each([`${origin}/rpc/lessons/list`, `blob:${origin}/1-2`, 'data:image/png;base64,AA'])(
    'lets %s through',
    address => {
      expect(staysHere(address, origin)).toBe(true)
    },
  )
  it.each([
    'https://example.org/',
    'http://127.0.0.1:4712/',
    'http://localhost:4711/',
    'ws://127.0.0.1:4711/',
    'file:///etc/passwd',
    'nonsense',
  ])('stops %s', address => {
    expect(staysHere(address, origin)).toBe(false)
  })
  it.each([
    ['https://example.org/a', true],
    ['mailto:ana@example.org', true],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['debrief://x', false],
    [`${origin}/#/library`, false],
    ['', false],
  ])('hands %s to the system: %s', (address, outside) => {
    expect(opensOutside(address, origin)).toBe(outside)
  })
})

/** A stand-in for Electron's session that keeps the handlers it is given. */
function fakeSession() {
  const handlers: Record<string, (...args: never[]) => unknown> = {}
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
    handlers[name] = handler
  }
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    webRequest: { onBeforeRequest: keep('before') },
    on: (name: string, handler: (...args: never[]) => unknown) => keep(name)(handler),
  }
  lockSession(session as never as Session, origin)
  return (name: string, ...args: unknown[]) => handlers[name]?.(...(args as never[]))
}

describe('the session', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'display-capture',
    'openExternal',
    'hid',
    'serial',
  ])('refuses %s', permission => {
    const call = fakeSession()
    const answer = vi.fn()
    call('request', {}, permission, answer)
    expect(answer).toHaveBeenCalledWith(false)
    expect(call('check', {}, permission)).toBe(false)
  })
  it('grants full screen and no device', () => {
    const call = fakeSession()
    const answer = vi.fn()
    call('request', {}, 'fullscreen', answer)
    expect(answer).toHaveBeenCalledWith(true)
    expect(call('check', {}, 'fullscreen')).toBe(true)
    expect(call('device', {})).toBe(false)
  })
  it('cancels requests to anywhere else', () => {
    const call = fakeSession()
    const answer = vi.fn()
    call('before', { url: 'https://example.org/collect' }, answer)
    call('before', { url: `${origin}/media/x/original` }, answer)
    expect(answer.mock.calls).toEqual([[{ cancel: true }], [{ cancel: false }]])
  })
  it('saves only what the page made itself', () => {
    const call = fakeSession()
    const outcome = (url: string) => {
      const preventDefault = vi.fn()
      call('will-download', { preventDefault }, { getURL: () => url })
      return preventDefault.mock.calls.length === 0
    }
    expect(outcome(`blob:${origin}/7`)).toBe(true)
    expect(outcome('https://example.org/x.exe')).toBe(false)
    expect(outcome('blob:http://127.0.0.1:47110/7')).toBe(false)
  })
})

function fakeContents() {
  const handlers = new Map<string, (event: { preventDefault(): void; url: string }) => void>()
  let open: ((details: { url: string }) => { action: string }) | undefined
  const contents = {
    on: (name: string, handler: (event: { preventDefault(): void; url: string }) => void) =>
      handlers.set(name, handler),
    setWindowOpenHandler: (handler: (details: { url: string }) => { action: string }) => {
      open = handler
    },
  }
  const openExternal = vi.fn(async () => undefined)
  lockNavigation(contents as never as WebContents, origin, openExternal)
  const go = (name: string, url: string) => {
    const preventDefault = vi.fn()
    handlers.get(name)?.({ preventDefault, url })
    return preventDefault.mock.calls.length === 0
  }
  return { go, openExternal, open: (url: string) => open?.({ url }) }
}

describe('navigation', () => {
  it('lets the page reload itself and go nowhere else', () => {
    const { go, openExternal } = fakeContents()
    expect(go('will-navigate', `${origin}/#/clips`)).toBe(true)
    expect(go('will-navigate', 'file:///etc/passwd')).toBe(false)
    expect(go('will-redirect', 'http://127.0.0.1:1/')).toBe(false)
    expect(openExternal).not.toHaveBeenCalledWith('file:///etc/passwd')
  })
  it('opens links to the web in the system browser and no window here', () => {
    const { go, open, openExternal } = fakeContents()
    expect(open('https://example.org/help')).toEqual({ action: 'deny' })
    expect(go('will-navigate', 'https://example.org/more')).toBe(false)
    expect(openExternal.mock.calls).toEqual([['https://example.org/help'], ['https://example.org/more']])
  })
  it('embeds nothing', () => {
    expect(fakeContents().go('will-attach-webview', `${origin}/`)).toBe(false)
  })
})
