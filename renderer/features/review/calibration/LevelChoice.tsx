import { EyeOff } from 'lucide-react'
import { useId } from 'react'
import { NOT_OBSERVED, type RubricLevel } from '../../../../electron/contract/records/rubric.ts'
import classes from './Calibration.module.css'

/** One level of a scale, or *not observed*, which is none: a group of radios that look like the composer's levels. */
export function LevelChoice({
  label,
  levels,
  value,
  onChoose,
}: {
  readonly label: string
  readonly levels: readonly RubricLevel[]
  readonly value: string | undefined
  readonly onChoose: (level: string) => void
}) {
  const name = useId()
  return (
    <fieldset className={classes.levels} aria-label={label}>
      {[...levels, { code: NOT_OBSERVED, label: 'Not observed' }].map(({ code, label: words }, at) => {
        const outside = code === NOT_OBSERVED
        return (
          <label key={code} className={classes.level} title={words} data-outside={outside}>
            <input
              type="radio"
              className="spoken"
              name={name}
              checked={value === code}
              aria-label={outside ? words : `Level ${at + 1}, ${words}`}
              onChange={() => onChoose(code)}
            />
            {outside ? <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" /> : at + 1}
          </label>
        )
      })}
    </fieldset>
  )
}
