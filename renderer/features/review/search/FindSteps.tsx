import { ChevronDown, ChevronUp } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './FindSteps.module.css'

/** How many places were found, and the way from one to the next. */
export function FindSteps({
  none,
  onStep,
  children,
}: {
  readonly none: boolean
  readonly onStep: (by: 1 | -1) => void
  /** “2 of 7”; absent while nothing is asked. */
  readonly children?: ReactNode
}) {
  return (
    <>
      {children && (
        <span className={classes.count} role="status">
          {children}
        </span>
      )}
      <IconButton
        icon={ChevronUp}
        label="Previous place"
        combo="shift+enter"
        size={28}
        iconSize={16}
        disabled={none}
        why="Nothing found"
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next place"
        combo="enter"
        size={28}
        iconSize={16}
        disabled={none}
        why="Nothing found"
        onClick={() => onStep(1)}
      />
    </>
  )
}

/** The keys of a search field: Enter goes on, with Shift back; Escape empties the field, then leaves it. */
export function findKeys(
  event: KeyboardEvent<HTMLInputElement>,
  {
    query,
    onStep,
    onAsk,
    onLeave,
  }: {
    query: string
    onStep: (by: 1 | -1) => void
    onAsk: (query: string) => void
    onLeave: () => void
  },
): void {
  if (event.nativeEvent.isComposing) return
  if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
  else if (event.key === 'Escape') {
    if (query === '') onLeave()
    else onAsk('')
  } else return
  event.preventDefault()
  event.stopPropagation()
}
