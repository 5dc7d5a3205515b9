import { Select } from '@mantine/core'
import { useMemo } from 'react'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import type { RubricId } from '../../../electron/contract/records/rubric.ts'
import { criterionValue, splitCriterion } from '../../lib/criterionValue.ts'
import { criteriaOf, findCriterion } from '../../lib/rubricView.ts'
import { CodeSquare } from '../../ui/CriterionBadge.tsx'
import classes from './Dialogs.module.css'

export interface ChosenCriterion {
  readonly rubricId: RubricId
  readonly code: string
  readonly level?: string
}

/** A criterion of any rubric, and a level of that rubric. */
export function CriterionSelect({
  rubrics,
  chosen,
  anyLevel,
  counts,
  onChange,
}: {
  readonly rubrics: readonly RubricView[]
  readonly chosen: ChosenCriterion | undefined
  /** What no level is called here. */
  readonly anyLevel: string
  /** By criterion; those that have none are left out. Absent: all are offered. */
  readonly counts?: ReadonlyMap<string, number>
  readonly onChange: (chosen: ChosenCriterion | undefined) => void
}) {
  const data = useMemo(
    () =>
      rubrics
        .map(rubric => ({
          group: rubric.title,
          items: criteriaOf(rubric)
            .map(({ criterion }) => ({
              value: criterionValue(rubric.id, criterion.code),
              label: `${criterion.code} ${criterion.title}`,
            }))
            .filter(({ value }) => !counts || counts.has(value)),
        }))
        .filter(({ items }) => items.length > 0),
    [rubrics, counts],
  )
  const rubric = rubrics.find(({ id }) => id === chosen?.rubricId)
  return (
    <>
      <Select
        label="Criterion"
        data-autofocus
        searchable
        placeholder={data.length === 0 ? 'No comment is tagged yet' : 'Find by code or words'}
        nothingFoundMessage="None by that name"
        disabled={data.length === 0}
        data={data}
        value={chosen ? criterionValue(chosen.rubricId, chosen.code) : null}
        onChange={value => {
          const { rubricId, code } = splitCriterion(value ?? '')
          const found = value === null ? undefined : findCriterion(rubrics, rubricId, code)
          onChange(found && { rubricId: found.rubric.id, code })
        }}
        renderOption={({ option }) => {
          const { rubricId, code } = splitCriterion(option.value)
          const found = findCriterion(rubrics, rubricId, code)
          return (
            <span className={classes.option}>
              <CodeSquare code={code} colour={found?.colour ?? 'dA'} />
              <span className={classes.optionWords}>{found?.criterion.title}</span>
              {counts && <span className={classes.number}>{counts.get(option.value)}</span>}
            </span>
          )
        }}
      />
      <Select
        label="Level"
        allowDeselect={false}
        disabled={!rubric}
        data={[
          { value: '', label: anyLevel },
          ...(rubric?.levels.map(({ code, label }, at) => ({ value: code, label: `${at + 1} · ${label}` })) ??
            []),
        ]}
        value={chosen?.level ?? ''}
        onChange={level => {
          if (!chosen) return
          const { rubricId, code } = chosen
          onChange({ rubricId, code, ...(level && { level }) })
        }}
      />
    </>
  )
}
