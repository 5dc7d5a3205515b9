import { Checkbox, TextInput } from '@mantine/core'
import { MAX_PROMPT_LENGTH } from '../../../electron/contract/api/clips.ts'
import type { Choices } from './choices.ts'
import classes from './Included.module.css'

/** Cards before and behind the clip, and the question to those who watch. */
export function CardChoices({
  choices,
  onChange,
  reel,
}: {
  readonly choices: Choices
  readonly onChange: (part: Partial<Choices>) => void
  /** A reel has a card before each clip in any case. */
  readonly reel: boolean
}) {
  const { titleCard, endCard, showTeacher, prompt } = choices
  const cards = titleCard || endCard || reel
  return (
    <section>
      <h3 className={classes.heading}>Cards and prompt</h3>
      <div className={classes.choices}>
        <Checkbox
          label="Title card first"
          checked={titleCard || reel}
          disabled={reel}
          onChange={event => onChange({ titleCard: event.currentTarget.checked })}
        />
        <Checkbox
          label="End card"
          checked={endCard}
          onChange={event => onChange({ endCard: event.currentTarget.checked })}
        />
        <Checkbox
          label="Name the teacher"
          checked={showTeacher}
          disabled={!cards}
          onChange={event => onChange({ showTeacher: event.currentTarget.checked })}
        />
      </div>
      <TextInput
        mt={8}
        label="Prompt"
        placeholder="What do you notice about …?"
        maxLength={MAX_PROMPT_LENGTH}
        value={prompt}
        description={
          prompt.trim() !== '' && !cards && choices.style !== 'panel'
            ? 'Shown on a card or below a side panel’s picture; choose one of them.'
            : undefined
        }
        onChange={event => onChange({ prompt: event.currentTarget.value })}
      />
    </section>
  )
}
