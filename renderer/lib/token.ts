const STORED = 'debrief.token'
const pattern = /^#token=([^&]+)(?:&to=(.*))?$/

/**
 * Takes the launch's token out of the address it came in (`#token=…`, with an optional `&to=/lesson/…`) and keeps it for
 * this tab, so that neither the history nor a copied address holds it.
 */
export function takeTokenFromAddress(): void {
  const match = pattern.exec(window.location.hash)
  if (!match?.[1]) return
  sessionStorage.setItem(STORED, decodeURIComponent(match[1]))
  window.history.replaceState(null, '', `#${match[2] ?? '/library'}`)
}

/** The token of this launch; null where the page was opened without one. */
export const launchToken = (): string | null => sessionStorage.getItem(STORED)
