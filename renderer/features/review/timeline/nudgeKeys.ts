import type { Grip } from './movedPlace.ts'

/** Alt with an arrow moves by a frame; with Shift too, the end alone. */
export const NUDGE_KEYS = {
  earlier: 'alt+arrowleft',
  later: 'alt+arrowright',
  shorter: 'alt+shift+arrowleft',
  longer: 'alt+shift+arrowright',
} as const

/** What a pressed key moves, and which way; undefined for other keys. */
export function nudgeOf(event: {
  key: string
  altKey: boolean
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}): { grip: Grip; by: 1 | -1 } | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
  return by === undefined ? undefined : { grip: event.shiftKey ? 'to' : 'all', by }
}
