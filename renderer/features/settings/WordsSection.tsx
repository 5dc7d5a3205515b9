import { Switch } from '@mantine/core'
import type { Settings } from '../../../electron/contract/api/settings.ts'
import { type CommentKind, commentKinds } from '../../../electron/contract/records/comment.ts'
import { startersIn, usualStarters } from '../../lib/starters.ts'
import { kindWord } from '../../lib/words.ts'
import { SavedField } from '../../ui/SavedField.tsx'
import { Row, Section } from './Section.tsx'
import classes from './Settings.module.css'
import { save } from './save.ts'

const asText = (starters: readonly string[]): string => starters.map(each => each.trim()).join('\n')

function saveStarters(settings: Settings, kind: CommentKind, text: string): void {
  const { [kind]: _, ...others } = settings.starters
  const own = startersIn(text)
  // The same words as Debrief's own are no choice of one's own: they follow when Debrief's become better.
  const usual = asText(own) === asText(usualStarters[kind])
  save({ starters: usual ? others : { ...others, [kind]: own } })
}

/** What helps while words are written. */
export function WordsSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title="Writing comments"
      words="Sentence starters stand under an empty comment. One a line; an empty field offers none."
    >
      <Row
        name="Hints about judging words"
        hint="A quiet line under evidence that says “boring” or “should” instead of what was seen or heard"
      >
        <Switch
          aria-label="Hints about judging words"
          checked={settings.judgingHints}
          onChange={event => save({ judgingHints: event.currentTarget.checked })}
        />
      </Row>
      <div className={classes.fields}>
        {commentKinds.map(kind => (
          <SavedField
            key={kind}
            label={`Starters for ${kindWord(kind).toLowerCase()}`}
            value={asText(settings.starters[kind] ?? usualStarters[kind])}
            multiline
            maxLength={1500}
            onSave={text => saveStarters(settings, kind, text)}
          />
        ))}
      </div>
    </Section>
  )
}
