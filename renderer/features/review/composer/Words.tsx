import { BookOpenText } from 'lucide-react'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import type { FoundCriterion } from '../../../lib/rubricView.ts'
import { CodeSquare, LevelMark } from '../../../ui/CriterionBadge.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LookFors } from '../../../ui/LookFors.tsx'
import { LEVEL_KEYS } from './levelKeys.ts'
import classes from './Words.module.css'
import { toggleWords, useWordsOpen } from './wordsOpen.ts'

/** Shows and hides what the criterion means. */
export function WordsButton() {
  const open = useWordsOpen(state => state.open)
  return (
    <IconButton
      icon={BookOpenText}
      label="What the levels look like"
      combo="alt+w"
      pressed={open}
      onClick={toggleWords}
    />
  )
}

/** What the criterion being rated means: what to look for, and what each level looks like. A level is chosen here too. */
export function Words({
  found,
  level,
  onLevel,
}: {
  readonly found: FoundCriterion | undefined
  readonly level: string | undefined
  readonly onLevel: (level: string) => void
}) {
  if (!found) {
    return (
      <section className={classes.words} aria-label="What the levels look like">
        <p className={classes.none}>Choose a criterion, and its levels are described here.</p>
      </section>
    )
  }
  const { criterion, colour, rubric } = found
  const { code, title, description, lookFors = [], descriptors } = criterion
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must be scrolled by keyboard too
    <section className={classes.words} aria-label={`What ${code} ${title} means`} tabIndex={0}>
      <p className={classes.head}>
        <CodeSquare code={code} colour={colour} /> <span className={classes.title}>{title}</span>
      </p>
      {description && <p className={classes.description}>{description}</p>}
      <LookFors lines={lookFors} className={classes.lookFors} />
      <ul className={classes.levels} aria-label="Levels">
        {rubric.levels.map((each, at) => (
          <li key={each.code}>
            <button
              type="button"
              className={classes.level}
              aria-pressed={level === each.code}
              onMouseDown={event => event.preventDefault()}
              onClick={() => onLevel(each.code)}
            >
              <span className={classes.label}>
                <LevelMark level={each.code} levels={rubric.levels} /> {each.label}
                <span className="grow" />
                {at < LEVEL_KEYS && <KeyCap combo={`shift+${at + 1}`} />}
              </span>
              {descriptors?.[each.code] && <span className={classes.text}>{descriptors[each.code]}</span>}
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={classes.level}
            aria-pressed={level === NOT_OBSERVED}
            onMouseDown={event => event.preventDefault()}
            onClick={() => onLevel(NOT_OBSERVED)}
          >
            <span className={classes.label}>
              <LevelMark level={NOT_OBSERVED} levels={rubric.levels} />
              <span className="grow" />
              <KeyCap combo="shift+0" />
            </span>
            <span className={classes.text}>It could not be seen in this lesson. Outside the scale.</span>
          </button>
        </li>
      </ul>
    </section>
  )
}
