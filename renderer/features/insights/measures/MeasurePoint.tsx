import { Button } from '@mantine/core'
import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'
import { dayWords } from '../../../lib/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { valueWords } from '../charts/measureChart.ts'
import classes from '../Insights.module.css'
import { changePoint, removePoint } from './measureActs.ts'
import { PointFields, usePointDraft } from './PointFields.tsx'

type Point = MeasureView['points'][number]

/** One value of a measure: read, changed, deleted. */
export function MeasurePoint({ measure, point }: { readonly measure: MeasureView; readonly point: Point }) {
  const [editing, setEditing] = useState(false)
  if (editing)
    return (
      <li>
        <PointForm measure={measure} point={point} onDone={() => setEditing(false)} />
      </li>
    )
  const day = dayWords(point.day)
  return (
    <li>
      {day}: {valueWords(point.value, measure.unit)}
      {point.of !== undefined && `, of ${point.of}`}
      <IconButton
        icon={Pencil}
        label={`Change the value of ${day}`}
        size={24}
        iconSize={14}
        onClick={() => setEditing(true)}
      />
      <IconButton
        icon={Trash2}
        label={`Delete the value of ${day}`}
        size={24}
        iconSize={14}
        onClick={() => void removePoint(measure, point.id)}
      />
    </li>
  )
}

function PointForm({
  measure,
  point,
  onDone,
}: {
  readonly measure: MeasureView
  readonly point: Point
  readonly onDone: () => void
}) {
  const { draft, point: typed, change } = usePointDraft({ ...point, of: point.of ?? '' })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (typed && (await changePoint(measure, point, typed))) onDone()
  }
  return (
    <form
      className={classes.fields}
      aria-label={`Change the value of ${dayWords(point.day)}`}
      onSubmit={event => void submit(event)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <PointFields unit={measure.unit} draft={draft} change={change} />
      <Button size="sm" type="submit" disabled={!typed}>
        Save
      </Button>
      <Button size="sm" variant="default" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}
