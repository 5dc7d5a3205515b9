import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CycleId } from '../../../../electron/contract/records/cycle.ts'
import { measureKinds } from '../../../../electron/contract/records/measure.ts'
import classes from '../Insights.module.css'
import { addMeasure, measureKindWord } from './measureActs.ts'

/** Begins a measure of the cycle's goal. */
export function NewMeasure({ cycleId, first }: { readonly cycleId: CycleId; readonly first: boolean }) {
  const [kind, setKind] = useState<(typeof measureKinds)[number]>('exitTickets')
  const [title, setTitle] = useState('')
  const [unit, setUnit] = useState('%')
  const [target, setTarget] = useState<number | string>('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const named = title.trim() || measureKindWord(kind)
    const added = await addMeasure(cycleId, {
      title: named,
      kind,
      ...(unit.trim() && { unit: unit.trim() }),
      ...(typeof target === 'number' && { target }),
    })
    if (!added) return
    setTitle('')
    setTarget('')
  }
  return (
    <form className={classes.figure} aria-label="Add a measure" onSubmit={event => void submit(event)}>
      <div>
        <h2 className={classes.figureTitle}>{first ? 'How will you know?' : 'Another measure'}</h2>
        <p className={classes.note}>
          Choose one thing that students show or say, and measure it the same way each time. Numbers of
          groups, never names of students.
        </p>
      </div>
      <div className={classes.fields}>
        <NativeSelect
          size="sm"
          label="What is measured"
          value={kind}
          data={measureKinds.map(each => ({ value: each, label: measureKindWord(each) }))}
          onChange={event => {
            const next = measureKinds.find(each => each === event.currentTarget.value)
            if (next) setKind(next)
          }}
        />
        <TextInput
          size="sm"
          label="Name"
          placeholder={measureKindWord(kind)}
          maxLength={200}
          value={title}
          onChange={event => setTitle(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          label="Unit"
          placeholder="%, of 5"
          maxLength={40}
          value={unit}
          onChange={event => setUnit(event.currentTarget.value)}
        />
        <NumberInput size="sm" label="Hoped for" hideControls value={target} onChange={setTarget} />
        <Button size="sm" type="submit">
          Add measure
        </Button>
      </div>
    </form>
  )
}
