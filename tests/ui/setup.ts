import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// Machines are shared and busy; what comes is not waited for.
configure({ asyncUtilTimeout: 30_000 })

/** What jsdom lacks of a browser and the parts ask for at their first render. */
class QuietResizeObserver implements ResizeObserver {
  observe(): void {
    /* jsdom lays nothing out, so nothing ever changes its size */
  }
  unobserve(): void {
    /* as above */
  }
  disconnect(): void {
    /* as above */
  }
}
window.ResizeObserver ??= QuietResizeObserver

window.matchMedia ??= query => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
})

Element.prototype.scrollIntoView ??= () => undefined

afterEach(cleanup)
