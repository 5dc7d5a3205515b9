import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useRoom } from '../room/roomContext.ts'
import { inView, type LaneMark, type PlacedMark } from './markGroups.ts'
import { panView, spanOf } from './timeScale.ts'

const isOf = <M extends LaneMark>({ marks }: PlacedMark<M>, id: string | undefined): boolean =>
  id !== undefined && marks.some(mark => mark.id === id)

/** The one mark of a lane that Tab stops at: the focused one, else the selected one, else the first in view. */
export const rovingStop = <M extends LaneMark>(
  seen: readonly PlacedMark<M>[],
  ...wanted: readonly (string | undefined)[]
): PlacedMark<M> | undefined => {
  for (const id of wanted) {
    const found = seen.find(mark => isOf(mark, id))
    if (found) return found
  }
  return seen[0]
}

const leads: readonly string[] = ['ArrowLeft', 'ArrowRight', 'Home', 'End']

/** Where a key leads from a mark: its neighbours, the lane's first and last. */
export function markAfterKey<M extends LaneMark>(
  placed: readonly PlacedMark<M>[],
  id: string | undefined,
  key: string,
): PlacedMark<M> | undefined {
  const at = placed.findIndex(mark => isOf(mark, id))
  if (at < 0) return undefined
  switch (key) {
    case 'ArrowRight':
      return placed[at + 1]
    case 'ArrowLeft':
      return placed[at - 1]
    case 'Home':
      return placed[0]
    case 'End':
      return placed.at(-1)
    default:
      return undefined
  }
}

/**
 * One tab stop for a lane of marks, and arrow keys from mark to mark: also to those out of view, which are brought into it. The focused
 * mark stays in the page where the view moves away from it, and keeps the focus where zooming joins it to a group or parts it from one.
 * Buttons say whose they are in `data-mark`.
 */
export function useRoving<M extends LaneMark>(
  lane: RefObject<HTMLElement | null>,
  {
    placed,
    scrollPx,
    widthPx,
    selected,
  }: {
    /** Every mark of the lane, laid out. */
    readonly placed: readonly PlacedMark<M>[]
    readonly scrollPx: number
    readonly widthPx: number
    readonly selected: string | undefined
  },
) {
  const { ui, player } = useRoom()
  const [held, setHeld] = useState<string>()
  const wanted = useRef<string>(undefined)
  const shown = inView(placed, scrollPx, widthPx)
  const focused = held === undefined ? undefined : placed.find(mark => isOf(mark, held))
  const seen =
    focused && !shown.includes(focused)
      ? placed.filter(mark => mark === focused || shown.includes(mark))
      : shown

  const buttonOf = (mark: PlacedMark<M>) =>
    lane.current?.querySelector<HTMLElement>(`[data-mark="${mark.marks[0].id}"]`)

  useLayoutEffect(() => {
    const id = wanted.current ?? held
    const mark = id === undefined ? undefined : seen.find(each => isOf(each, id))
    const button = mark && buttonOf(mark)
    if (!button) return
    const lost = document.activeElement === document.body || document.activeElement === null
    if (wanted.current !== undefined || lost) {
      wanted.current = undefined
      button.focus({ preventScroll: true })
    }
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.shiftKey || event.ctrlKey || event.metaKey) return
    if (!(event.target instanceof HTMLButtonElement) || !leads.includes(event.key)) return
    event.preventDefault()
    const next = markAfterKey(placed, event.target.dataset.mark, event.key)
    if (!next) return
    const leftPx = next.leftPx - scrollPx
    if (leftPx < 0 || leftPx > widthPx) {
      const { view } = ui.getState()
      const middle = view.fromMs + spanOf(view) / 2
      wanted.current = next.marks[0].id
      ui.setState({ view: panView(view, next.marks[0].atMs - middle, player.lengthMs) })
    } else buttonOf(next)?.focus({ preventScroll: true })
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement) setHeld(event.target.dataset.mark)
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // Where only the window lost the focus, the mark still has it.
    if (document.activeElement !== event.target) setHeld(undefined)
  }
  return { seen, stop: rovingStop(seen, held, selected), handlers: { onKeyDown, onFocus, onBlur } }
}

/** Arrow keys go from button to button of a row that is in the page as a whole. */
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
