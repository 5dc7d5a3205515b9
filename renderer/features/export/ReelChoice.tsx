import { Checkbox, TextInput } from '@mantine/core'
import type { Choices } from './choices.ts'
import classes from './Included.module.css'

/** Several clips as one file. */
export function ReelChoice({
  choices,
  onChange,
  fallback,
}: {
  readonly choices: Choices
  readonly onChange: (part: Partial<Choices>) => void
  /** The file's name where none is typed. */
  readonly fallback: string
}) {
  return (
    <section>
      <h3 className={classes.heading}>One file or many</h3>
      <Checkbox
        label="All in one file, with a card before each clip"
        checked={choices.reel}
        onChange={event => onChange({ reel: event.currentTarget.checked })}
      />
      {choices.reel && (
        <TextInput
          mt={8}
          label="Name of the file"
          placeholder={fallback}
          maxLength={120}
          value={choices.reelName}
          onChange={event => onChange({ reelName: event.currentTarget.value })}
        />
      )}
    </section>
  )
}
