import { Button, NumberInput, TextInput } from '@mantine/core'
import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'
import { dayWords } from '../../../lib/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { valueWords } from '../charts/measureChart.ts'
import classes from '../Insights.module.css'
import { changePoint, removePoint } from './measureActs.ts'

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
  const [day, setDay] = useState(point.day)
  const [value, setValue] = useState<number | string>(point.value)
  const [of, setOf] = useState<number | string>(point.of ?? '')
  const ready = typeof value === 'number' && day !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    if (await changePoint(measure, point, { day, value, ...(typeof of === 'number' && { of }) })) onDone()
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
      <TextInput
        size="sm"
        type="date"
        label="Day"
        required
        value={day}
        onChange={event => setDay(event.currentTarget.value)}
      />
      <NumberInput
        size="sm"
        label={measure.unit ? `Value, ${measure.unit}` : 'Value'}
        hideControls
        value={value}
        onChange={setValue}
      />
      <NumberInput
        size="sm"
        label="Of how many"
        hideControls
        allowDecimal={false}
        min={1}
        value={of}
        onChange={setOf}
      />
      <Button size="sm" type="submit" disabled={!ready}>
        Save
      </Button>
      <Button size="sm" variant="default" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}
