import type { PersonColour } from '../../electron/contract/records/person.ts'
import classes from './PatternEdge.module.css'

/**
 * A person's colour together with their pattern (solid, dashes, diamonds, bars), so that neither grey print nor colour-blind
 * eyes lose who it is. An edge runs down the side of a comment; a strip lies across the top of the composer.
 */
export function PatternEdge({
  colour,
  way = 'edge',
  thickness = way === 'edge' ? 3 : 4,
  className = '',
}: {
  readonly colour: PersonColour
  readonly way?: 'edge' | 'strip'
  /** px */
  readonly thickness?: number
  readonly className?: string
}) {
  return (
    <span
      aria-hidden="true"
      className={`${classes.pattern} ${className}`}
      data-person={colour}
      data-way={way}
      style={way === 'edge' ? { width: thickness } : { height: thickness }}
    />
  )
}
