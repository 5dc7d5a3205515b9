import type { Session, WebContents } from 'electron'

/** Schemes that may be handed to the system's browser or mail program; anything else is dropped. */
const outside = new Set(['https:', 'http:', 'mailto:'])

/** Whether an address that the page wants to open belongs in the system's browser. */
export function opensOutside(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return outside.has(url.protocol) && url.origin !== origin
}

/** Whether a request of the page stays on this machine: our own host, or bytes the page made itself. */
export function staysHere(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.origin === origin ||
    url.protocol === 'blob:' ||
    url.protocol === 'data:' ||
    url.protocol === 'devtools:'
  )
}

/**
 * Refuses every permission but full screen, and every request that would leave this machine: footage of children must not
 * have a way out even if a page were made to ask for one. What the page made itself (a rubric as CSV) may be saved.
 */
export function lockSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'fullscreen'))
  session.setPermissionCheckHandler((_contents, permission) => permission === 'fullscreen')
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !staysHere(details.url, origin) }))
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault()
  })
}

/** The page stays where it is: no other page, no new window, no embedded view; links to the web open in the system's browser. */
export function lockNavigation(
  contents: WebContents,
  origin: string,
  openExternal: (address: string) => Promise<void>,
): void {
  const hand = (address: string) => {
    if (opensOutside(address, origin)) void openExternal(address)
  }
  contents.setWindowOpenHandler(({ url }) => {
    hand(url)
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    if (URL.canParse(event.url) && new URL(event.url).origin === origin) return
    event.preventDefault()
    hand(event.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', event => event.preventDefault())
}
