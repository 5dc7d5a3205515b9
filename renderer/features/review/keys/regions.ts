const FOCUSABLE = 'button:not([tabindex="-1"]),a[href],input,textarea,select,[tabindex="0"]'

/** Moves the focus to the next part of the room: title bar, picture, transport, timeline, conversation, composer. */
export function goToRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    region => region.offsetParent !== null,
  )
  const now = regions.findIndex(region => region.contains(document.activeElement))
  const next = regions[(now + by + regions.length) % regions.length]
  if (!next) return
  const target =
    next.tabIndex >= -1 && next.hasAttribute('tabindex') ? next : next.querySelector<HTMLElement>(FOCUSABLE)
  target?.focus()
}
