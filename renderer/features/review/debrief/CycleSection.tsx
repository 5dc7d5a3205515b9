import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CycleView } from '../../../../electron/contract/api/cycles.ts'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { cycleAddress } from '../../../lib/addresses.ts'
import { api } from '../../../lib/api.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys, useCycles } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { counted, dayWords } from '../../../lib/words.ts'
import { SavedField } from '../../../ui/SavedField.tsx'
import classes from './Debrief.module.css'

const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.cycles })

async function act(done: string, failed: string, run: () => Promise<() => Promise<unknown>>): Promise<void> {
  try {
    const undo = await run()
    offerUndo(done, async () => {
      await undo()
      await readAgain()
    })
    await readAgain()
  } catch (error) {
    sayError(error, failed)
  }
}

const lessonIdsOf = ({ lessons }: CycleView) => lessons.map(({ id }) => id)

const setLessons = (cycle: CycleView, lessonIds: LessonView['id'][], done: string) =>
  act(done, 'The coaching cycle was not changed.', async () => {
    await api.cycles.update({ id: cycle.id, lessonIds })
    return () => api.cycles.update({ id: cycle.id, lessonIds: lessonIdsOf(cycle) })
  })

const fields = [
  { name: 'whereWeAre', label: 'Where we are' },
  { name: 'studentsShow', label: 'What students should show' },
  { name: 'weTry', label: 'What we try' },
  { name: 'whatChanged', label: 'What changed' },
] as const

/** The coaching cycle that this lesson is part of, from its first lesson to the last. */
export function CycleSection({
  lesson,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly readOnly: boolean
}) {
  const cycles = useCycles().data ?? []
  const mine = cycles.filter(({ lessons }) => lessons.some(({ id }) => id === lesson.id))
  const others = cycles.filter(
    cycle => !mine.includes(cycle) && (!cycle.teacher || !lesson.teacher || cycle.teacher === lesson.teacher),
  )
  return (
    <section className={classes.section} aria-label="Coaching cycle">
      <h2 className={classes.title}>Coaching cycle</h2>
      {mine.map(cycle => (
        <OneCycle key={cycle.id} cycle={cycle} lesson={lesson} readOnly={readOnly} />
      ))}
      {mine.length === 0 && (
        <p className={classes.empty}>Link lessons of one teacher under one goal, and see what changes.</p>
      )}
      {mine.length === 0 && !readOnly && (
        <>
          {others.length > 0 && (
            <Select
              size="sm"
              aria-label="Add to a coaching cycle"
              placeholder="Add to a coaching cycle"
              data={others.map(({ id, goal }) => ({ value: id, label: goal }))}
              value={null}
              onChange={value => {
                const cycle = others.find(({ id }) => id === value)
                if (cycle)
                  void setLessons(cycle, [...lessonIdsOf(cycle), lesson.id], 'Lesson added to the cycle')
              }}
            />
          )}
          <NewCycle lesson={lesson} />
        </>
      )}
    </section>
  )
}

function NewCycle({ lesson }: { readonly lesson: LessonView }) {
  const [goal, setGoal] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (goal.trim() === '') return
    void act('Coaching cycle begun', 'The coaching cycle was not begun.', async () => {
      const { id } = await api.cycles.add({
        goal: goal.trim(),
        lessonIds: [lesson.id],
        ...(lesson.teacher && { teacher: lesson.teacher }),
      })
      return () => api.cycles.remove({ id })
    })
  }
  return (
    <form className={classes.row} onSubmit={add}>
      <TextInput
        size="sm"
        className="grow"
        aria-label="Goal of a new coaching cycle"
        placeholder="Goal of a new coaching cycle"
        maxLength={500}
        value={goal}
        onChange={event => setGoal(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" disabled={goal.trim() === ''}>
        Begin
      </Button>
    </form>
  )
}

function OneCycle({
  cycle,
  lesson,
  readOnly,
}: {
  readonly cycle: CycleView
  readonly lesson: LessonView
  readonly readOnly: boolean
}) {
  const save = (name: 'goal' | (typeof fields)[number]['name'], text: string) =>
    act('Coaching cycle changed', 'The coaching cycle was not saved.', async () => {
      await api.cycles.update({ id: cycle.id, [name]: text.trim() })
      return () => api.cycles.update({ id: cycle.id, [name]: cycle[name] ?? '' })
    })
  return (
    <div className={classes.cycle}>
      {readOnly ? (
        <p className={classes.text}>{cycle.goal}</p>
      ) : (
        <>
          <SavedField
            label="Goal of the cycle"
            value={cycle.goal}
            maxLength={500}
            problem={text => (text.trim() === '' ? 'A coaching cycle needs a goal.' : undefined)}
            onSave={text => void save('goal', text)}
          />
          {fields.map(({ name, label }) => (
            <SavedField
              key={name}
              label={label}
              multiline
              maxLength={2000}
              value={cycle[name] ?? ''}
              onSave={text => void save(name, text)}
            />
          ))}
        </>
      )}
      <ol className={classes.lessons}>
        {cycle.lessons.map(({ id, title, date, steps }) => (
          <li key={id} aria-current={id === lesson.id}>
            <a href={`#/lesson/${encodeURIComponent(id)}`}>{title}</a>
            {date && <span className={classes.empty}> {dayWords(date)}</span>}
            <ul>
              {steps.map(step => (
                <li key={step.id}>
                  {step.done ? 'Done: ' : 'Open: '}
                  {step.text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <a className={classes.text} href={`#${cycleAddress(cycle.id)}`}>
        Measures of this goal
      </a>
      {!readOnly && (
        <div className={classes.row}>
          <span className={classes.empty}>{counted(cycle.lessons.length, 'lesson')}</span>
          <span className="grow" />
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              void setLessons(
                cycle,
                lessonIdsOf(cycle).filter(id => id !== lesson.id),
                'Lesson taken out of the cycle',
              )
            }
          >
            Take this lesson out
          </Button>
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              void act('Coaching cycle deleted', 'The coaching cycle was not deleted.', async () => {
                await api.cycles.remove({ id: cycle.id })
                return () => api.cycles.restore({ id: cycle.id })
              })
            }
          >
            Delete cycle
          </Button>
        </div>
      )}
    </div>
  )
}
