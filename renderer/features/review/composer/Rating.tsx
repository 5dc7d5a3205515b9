import { Combobox, ScrollArea, useCombobox } from '@mantine/core'
import { EyeOff, Plus, X } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { criteriaOf, findCriterion, keyedCriteria } from '../../../lib/rubricView.ts'
import { CodeSquare, CriterionBadge } from '../../../ui/CriterionBadge.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { criterionKey, type Draft, type DraftAct, type DraftTag } from './draft.ts'
import { LEVEL_KEYS } from './levelKeys.ts'
import classes from './Rating.module.css'
import { Words } from './Words.tsx'
import { useWordsOpen } from './wordsOpen.ts'

type RatingProps = {
  readonly tags: Draft['tags']
  readonly rating: Draft['rating']
  readonly rubric: RubricView
  readonly rubrics: readonly RubricView[]
  /** What the criterion means is shown here: these are the words that the keys rate. */
  readonly withWords: boolean
  readonly onAct: (act: DraftAct) => void
  readonly onCriterion: (tag: { rubricId: RubricView['id']; code: string }) => void
}

/** The rubric within reach: nine criteria by key, all others by name, and a level for the one chosen last. */
export const Rating = memo(function Rating({
  tags,
  rating,
  rubric,
  rubrics,
  withWords,
  onAct,
  onCriterion,
}: RatingProps) {
  const keyed = keyedCriteria(rubric)
  const rated = tags.find(tag => criterionKey(tag.rubricId, tag.code) === rating)
  const chosen = new Set(tags.map(tag => criterionKey(tag.rubricId, tag.code)))
  const apart = tags.some(
    tag => !keyed.some(({ criterion }) => tag.rubricId === rubric.id && criterion.code === tag.code),
  )
  const levelsOf = rubrics.find(({ id }) => id === rated?.rubricId)?.levels ?? rubric.levels
  const open = useWordsOpen(state => state.open)
  return (
    <>
      {withWords && open && (
        <Words
          found={rated && findCriterion(rubrics, rated.rubricId, rated.code)}
          level={rated?.level}
          onLevel={level => onAct({ do: 'level', level })}
        />
      )}
      {(tags.length > 1 || apart) && (
        <Chosen tags={tags} rating={rating} rubrics={rubrics} onAct={onAct} onCriterion={onCriterion} />
      )}
      <div className={classes.rate}>
        <fieldset className={classes.criteria} aria-label={`Criteria of ${rubric.title}`}>
          {keyed.map(({ criterion, colour, digit }) => {
            const key = criterionKey(rubric.id, criterion.code)
            return (
              <button
                key={criterion.code}
                type="button"
                className={classes.criterion}
                title={criterion.title}
                aria-label={`${criterion.code} ${criterion.title}`}
                aria-pressed={chosen.has(key)}
                data-key={digit}
                data-rating={rating === key}
                onMouseDown={event => event.preventDefault()}
                onClick={() => onCriterion({ rubricId: rubric.id, code: criterion.code })}
              >
                <CodeSquare code={criterion.code} colour={colour} />
              </button>
            )
          })}
        </fieldset>
        <CriterionPicker
          rubric={rubric}
          rated={rated}
          rubrics={rubrics}
          chosen={chosen}
          onCriterion={onCriterion}
        />
        <Levels levels={levelsOf} rated={rated} onLevel={level => onAct({ do: 'level', level })} />
      </div>
    </>
  )
})

function Chosen({
  tags,
  rating,
  rubrics,
  onAct,
  onCriterion,
}: Pick<RatingProps, 'rubrics' | 'onAct' | 'onCriterion'> & {
  readonly tags: readonly DraftTag[]
  readonly rating: string | undefined
}) {
  return (
    <ul className={classes.chosen} aria-label="Tags">
      {tags.map(({ rubricId, code, level }) => {
        const found = findCriterion(rubrics, rubricId, code)
        const key = criterionKey(rubricId, code)
        return (
          <li key={key} className={classes.pill} data-rating={key === rating}>
            <button
              type="button"
              className={classes.pillMain}
              onClick={() => (key === rating ? undefined : onCriterion({ rubricId, code }))}
            >
              <span className="spoken">Rate </span>
              <CriterionBadge
                code={code}
                colour={found?.colour ?? 'dA'}
                title={found?.criterion.title}
                level={level}
                levels={found?.rubric.levels ?? []}
              />
            </button>
            <button
              type="button"
              className={classes.pillOff}
              aria-label={`Take tag ${code} away`}
              onClick={() => onAct({ do: 'untag', rubricId, code })}
            >
              <X size={13} strokeWidth={2} aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Levels({
  levels,
  rated,
  onLevel,
}: {
  readonly levels: RubricView['levels']
  readonly rated: DraftTag | undefined
  readonly onLevel: (level: string) => void
}) {
  const why = rated ? undefined : 'Choose a criterion first'
  return (
    <fieldset className={classes.levels} aria-label={rated ? `Level of ${rated.code}` : 'Level'}>
      {levels.slice(0, LEVEL_KEYS).map(({ code, label }, at) => (
        <button
          key={code}
          type="button"
          className={classes.level}
          title={why ?? label}
          aria-label={`Level ${at + 1}, ${label}`}
          aria-pressed={rated?.level === code}
          data-key={`⇧${at + 1}`}
          aria-disabled={rated === undefined}
          onMouseDown={event => event.preventDefault()}
          onClick={() => rated && onLevel(code)}
        >
          {at + 1}
        </button>
      ))}
      <button
        type="button"
        className={classes.level}
        data-outside
        title={why ?? 'Not observed: not a level'}
        aria-label="Not observed"
        aria-pressed={rated?.level === NOT_OBSERVED}
        data-key="⇧0"
        aria-disabled={rated === undefined}
        onMouseDown={event => event.preventDefault()}
        onClick={() => rated && onLevel(NOT_OBSERVED)}
      >
        <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
      </button>
    </fieldset>
  )
}

/** Every criterion by name; where there is little room, also the one that stands for all. */
function CriterionPicker({
  rubric,
  rated,
  rubrics,
  chosen,
  onCriterion,
}: Pick<RatingProps, 'rubric' | 'rubrics' | 'onCriterion'> & {
  readonly rated: DraftTag | undefined
  readonly chosen: ReadonlySet<string>
}) {
  const [search, setSearch] = useState('')
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => requestAnimationFrame(() => box.focusSearchInput()),
  })
  const all = criteriaOf(rubric)
  const digits = new Map(keyedCriteria(rubric).map(({ criterion, digit }) => [criterion.code, digit]))
  const found = useMemo(() => {
    const words = search.trim().toLocaleLowerCase()
    return criteriaOf(rubric).filter(({ criterion, domainTitle }) =>
      `${criterion.code} ${criterion.title} ${domainTitle}`.toLocaleLowerCase().includes(words),
    )
  }, [rubric, search])
  const current = rated && findCriterion(rubrics, rated.rubricId, rated.code)
  return (
    <Combobox
      store={box}
      width={320}
      position="top-start"
      onOptionSubmit={code => {
        onCriterion({ rubricId: rubric.id, code })
        box.closeDropdown()
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes.picker}
          title="All criteria"
          onClick={() => box.toggleDropdown()}
        >
          <span className="spoken">{current ? 'Another criterion than ' : 'Choose a '}</span>
          <span className={classes.pickerWords}>
            {current ? (
              <>
                <CodeSquare code={current.criterion.code} colour={current.colour} />
                <span className="ell">{current.criterion.title}</span>
              </>
            ) : (
              'Criterion'
            )}
          </span>
          <Plus size={15} strokeWidth={1.9} aria-hidden="true" className={classes.pickerPlus} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          placeholder={`Search ${all.length} criteria`}
          aria-label="Search criteria"
        />
        <Combobox.Options>
          <ScrollArea.Autosize mah={280} type="auto">
            {found.map(({ criterion, colour, domainTitle }) => (
              <Combobox.Option
                key={criterion.code}
                value={criterion.code}
                active={chosen.has(criterionKey(rubric.id, criterion.code))}
                className={classes.option ?? ''}
              >
                <CodeSquare code={criterion.code} colour={colour} />
                <span className={classes.optionWords}>
                  {criterion.title}
                  <small className={classes.optionDomain}>{domainTitle}</small>
                </span>
                {digits.has(criterion.code) && <KeyCap combo={String(digits.get(criterion.code))} />}
              </Combobox.Option>
            ))}
            {found.length === 0 && <Combobox.Empty>No criterion has these words</Combobox.Empty>}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
