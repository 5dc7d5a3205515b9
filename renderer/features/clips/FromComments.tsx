import { Autocomplete, Button, Modal, NumberInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { MAX_HANDLE_MS } from '../../../electron/contract/api/clips.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { api } from '../../lib/api.ts'
import { criterionValue } from '../../lib/criterionValue.ts'
import { useKeys } from '../../lib/keys.ts'
import { keys, useCollections, useLessons, useRubrics } from '../../lib/queries.ts'
import { useSummaries } from '../../lib/summaries.ts'
import { counted } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { type ChosenCriterion, CriterionSelect } from './CriterionSelect.tsx'
import { makeFromComments } from './clipActs.ts'
import { openDialog } from './clipsState.ts'
import classes from './Dialogs.module.css'

/** What teachers need to see of before and after, where nobody says otherwise. */
const BEFORE_S = 5
const AFTER_S = 5

/** A clip of every comment with a criterion, with handles before and after. */
export function FromComments() {
  const rubrics = useRubrics().data ?? []
  const lessons = useLessons().data
  const { known, unread } = useSummaries(lessons)
  const collections = useCollections().data ?? []
  const [chosen, setChosen] = useState<ChosenCriterion>()
  const [beforeS, setBeforeS] = useState(BEFORE_S)
  const [afterS, setAfterS] = useState(AFTER_S)
  const [collection, setCollection] = useState('')
  const [saving, setSaving] = useState(false)
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const { id } of lessons ?? [])
      for (const { rubricId, code, count } of known.get(id)?.criteria ?? []) {
        const value = criterionValue(rubricId, code)
        found.set(value, (found.get(value) ?? 0) + count)
      }
    return found
  }, [lessons, known])
  const wish = chosen && {
    ...chosen,
    beforeMs: Math.round(beforeS * 1000),
    afterMs: Math.round(afterS * 1000),
    ...(collection.trim() !== '' && { collection: collection.trim() }),
  }
  const plan = useQuery({
    queryKey: keys.clipsFromComments({ ...wish, collection: undefined }),
    queryFn: () => (wish ? api.clips.planFromComments(wish) : null),
    enabled: wish !== undefined,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  const ready = wish !== undefined && !saving && (plan.data?.clips ?? 0) > 0
  const make = async () => {
    if (!ready || !wish) return
    setSaving(true)
    if (await makeFromComments(wish)) openDialog(undefined)
    else setSaving(false)
  }
  const act = { id: 'clips.make', title: 'Make the clips', group: 'Clips', run: () => void make() }
  useKeys([{ ...act, keys: ['mod+enter'], inFields: true }], { modal: true })
  return (
    <Modal opened onClose={() => openDialog(undefined)} title="Clips from comments" size={520}>
      <div className={classes.form}>
        <CriterionSelect
          rubrics={rubrics}
          chosen={chosen}
          // While some lessons have not been read, none may be left out.
          {...(lessons && unread === 0 && { counts })}
          anyLevel="Any level, or none"
          onChange={setChosen}
        />
        <div className={classes.pair}>
          <Handle label="Seconds before" value={beforeS} onChange={setBeforeS} />
          <Handle label="Seconds after" value={afterS} onChange={setAfterS} />
        </div>
        <Autocomplete
          label="Put them into a collection"
          placeholder="None"
          data={collections.map(({ title }) => title)}
          maxLength={300}
          value={collection}
          onChange={setCollection}
        />
        {plan.error && <ErrorPanel error={plan.error} />}
        {chosen && plan.data && (
          <div className={classes.plan} aria-live="polite">
            <p className={classes.planWords}>
              {plan.data.clips === 0
                ? plan.data.existing > 0
                  ? 'There is a clip of every such comment already.'
                  : 'No comment that others may see has this. Private notes are left out.'
                : `${counted(plan.data.clips, 'clip')} of ${counted(plan.data.lessons, 'lesson')}, ${formatTimecode(plan.data.durationMs)} together.`}
              {plan.data.clips > 0 && plan.data.existing > 0
                ? ` ${plan.data.existing} more ${plan.data.existing === 1 ? 'is' : 'are'} there already.`
                : ''}
            </p>
            {plan.data.titles.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
              <ol className={classes.titles} tabIndex={0} aria-label="Clips that will be made">
                {plan.data.titles.map((title, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two comments may say the same
                  <li key={at} dir="auto">
                    {title}
                  </li>
                ))}
              </ol>
            )}
          </div>
        )}
        <div className={classes.acts}>
          <Button variant="subtle" onClick={() => openDialog(undefined)}>
            Cancel
          </Button>
          <Button disabled={!ready} onClick={() => void make()} rightSection={<KeyCap combo="mod+enter" />}>
            {plan.data && ready ? `Make ${counted(plan.data.clips, 'clip')}` : 'Make clips'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function Handle({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (seconds: number) => void
}) {
  return (
    <NumberInput
      label={label}
      min={0}
      max={MAX_HANDLE_MS / 1000}
      step={1}
      decimalScale={1}
      clampBehavior="strict"
      allowNegative={false}
      value={value}
      onChange={next => onChange(typeof next === 'number' ? next : 0)}
    />
  )
}
