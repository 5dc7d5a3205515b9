import type { KeyboardEvent } from 'react'
import type { LaneMark, PlacedMark } from './markGroups.ts'

/** The one mark of a lane that Tab stops at: the selected one, else the first in view. */
export const rovingStop = <M extends LaneMark>(
  seen: readonly PlacedMark<M>[],
  selected: string | undefined,
): PlacedMark<M> | undefined => seen.find(({ marks }) => marks.some(({ id }) => id === selected)) ?? seen[0]

/** Arrow keys go from mark to mark within a lane. */
export function rovingKeys(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (
    by === 0 ||
    event.altKey ||
    event.shiftKey ||
    event.ctrlKey ||
    event.metaKey ||
    !(event.target instanceof HTMLButtonElement)
  )
    return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  buttons[buttons.indexOf(event.target) + by]?.focus()
}
