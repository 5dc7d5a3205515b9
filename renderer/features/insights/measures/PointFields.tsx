import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'

type Point = Omit<MeasureView['points'][number], 'id'>

/** A value of a measure while it is being typed. */
export interface PointDraft {
  readonly day: string
  /** Number fields are empty strings until there is a number. */
  readonly value: number | string
  readonly of: number | string
}

/** What is typed, and the value it makes; undefined as long as it makes none. */
export function usePointDraft(first: PointDraft) {
  const [draft, setDraft] = useState(first)
  const { day, value, of } = draft
  const point: Point | undefined =
    typeof value === 'number' && day !== ''
      ? { day, value, ...(typeof of === 'number' && { of }) }
      : undefined
  const change = (part: Partial<PointDraft>) => setDraft(before => ({ ...before, ...part }))
  return { draft, point, change }
}

/** Day, value, and of how many, for a form. */
export function PointFields({
  unit,
  draft,
  change,
}: {
  readonly unit: string | undefined
  readonly draft: PointDraft
  readonly change: (part: Partial<PointDraft>) => void
}) {
  return (
    <>
      <TextInput
        size="sm"
        type="date"
        label="Day"
        required
        value={draft.day}
        onChange={event => change({ day: event.currentTarget.value })}
      />
      <NumberInput
        size="sm"
        label={unit ? `Value, ${unit}` : 'Value'}
        hideControls
        value={draft.value}
        onChange={value => change({ value })}
      />
      <NumberInput
        size="sm"
        label="Of how many"
        hideControls
        allowDecimal={false}
        min={1}
        value={draft.of}
        onChange={of => change({ of })}
      />
    </>
  )
}
