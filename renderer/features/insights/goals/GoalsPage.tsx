import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Library, Pencil, School, Trash2 } from 'lucide-react'
import { type FormEvent, useMemo, useState } from 'react'
import type { GoalTrend } from '../../../../electron/contract/api/schoolGoals.ts'
import { api } from '../../../lib/api.ts'
import { keys, useAppInfo, useCollections } from '../../../lib/queries.ts'
import { actOnGoals } from '../../../lib/schoolGoals.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { GoalPicker } from '../../../ui/GoalPicker.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { SideItem, SideLayout } from '../../../ui/SideList.tsx'
import { ChartFigure } from '../ChartFigure.tsx'
import { goalChart } from '../charts/goalChart.ts'
import classes from '../Insights.module.css'
import { goalsAddress } from '../insightAddress.ts'

/** For leaders, on a screen that reads no lesson: the library's improvement goals and how much works towards each; no name, and no word of anyone. */
export function GoalsPage() {
  const speaker = useSpeaker(state => state.speaker)
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const { data, error } = useQuery({
    queryKey: [...keys.schoolGoals, 'trends', speaker ?? null],
    queryFn: () => api.schoolGoals.trends(),
  })
  const [choosing, setChoosing] = useState(false)
  return (
    <SideLayout
      label="Insights"
      side={
        <>
          <SideItem icon={Library} name="Lessons and teachers" to="/insights" on={false} />
          <SideItem icon={School} name="School goals" to={goalsAddress} on />
        </>
      }
    >
      <Screen
        title="School goals"
        sub="Counts over the whole library. No names, and no words of lessons, steps or people."
        head={
          !readOnly &&
          (data?.length ?? 0) > 0 && (
            <Button size="sm" variant="default" onClick={() => setChoosing(true)}>
              Collections for the goals
            </Button>
          )
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
        <section className={classes.scroller} tabIndex={0} aria-label="Goals">
          {error ? (
            <ErrorPanel error={error} />
          ) : !data ? (
            <LoadingLines lines={4} />
          ) : (
            <>
              {data.map(goal => (
                <OneGoal key={goal.id} goal={goal} readOnly={readOnly} />
              ))}
              {!readOnly && <NewGoal first={data.length === 0} />}
            </>
          )}
        </section>
        {choosing && <CollectionsDialog onClose={() => setChoosing(false)} />}
      </Screen>
    </SideLayout>
  )
}

function OneGoal({ goal, readOnly }: { readonly goal: GoalTrend; readonly readOnly: boolean }) {
  const chart = useMemo(() => goalChart(goal), [goal])
  const [editing, setEditing] = useState(false)
  const remove = () =>
    actOnGoals('School goal deleted', 'The school goal was not deleted.', async () => {
      await api.schoolGoals.remove({ id: goal.id })
      return () => api.schoolGoals.restore({ id: goal.id })
    })
  return (
    <ChartFigure
      chart={chart}
      empty={goal.months.length === 0}
      head={
        !readOnly && (
          <>
            <IconButton
              icon={Pencil}
              label={`Change the words of the goal “${goal.title}”`}
              onClick={() => setEditing(!editing)}
            />
            <IconButton
              icon={Trash2}
              label={`Delete the goal “${goal.title}”`}
              onClick={() => void remove()}
            />
          </>
        )
      }
    >
      {editing && <GoalWords goal={goal} onDone={() => setEditing(false)} />}
      {goal.months.length === 0 && (
        <p className={classes.note}>
          Nothing points to it yet. Choose it in a lesson’s details in the library, or on an action step in
          the room’s Debrief tab.
        </p>
      )}
    </ChartFigure>
  )
}

function GoalWords({ goal, onDone }: { readonly goal: GoalTrend; readonly onDone: () => void }) {
  const { id, title: before } = goal
  const [title, setTitle] = useState(before)
  const ready = title.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const changed = await actOnGoals('School goal changed', 'The school goal was not changed.', async () => {
      await api.schoolGoals.update({ id, title: title.trim() })
      return () => api.schoolGoals.update({ id, title: before })
    })
    if (changed) onDone()
  }
  return (
    <form
      className={classes.fields}
      aria-label={`Change the goal “${before}”`}
      onSubmit={event => void submit(event)}
    >
      <GoalField title={title} onChange={setTitle} />
      <Button size="sm" type="submit" disabled={!ready}>
        Save
      </Button>
      <Button size="sm" variant="default" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}

function NewGoal({ first }: { readonly first: boolean }) {
  const [title, setTitle] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (title.trim() === '') return
    const added = await actOnGoals('School goal set', 'The school goal was not set.', async () => {
      const { id } = await api.schoolGoals.add({ title: title.trim() })
      return () => api.schoolGoals.remove({ id })
    })
    if (added) setTitle('')
  }
  return (
    <form className={classes.figure} aria-label="Set a school goal" onSubmit={event => void submit(event)}>
      <div>
        <h2 className={classes.figureTitle}>
          {first ? 'What do you want to get better at?' : 'Another goal'}
        </h2>
        <p className={classes.note}>
          Lessons, action steps and collections can point to it; here they are counted by month.
        </p>
      </div>
      <div className={classes.fields}>
        <GoalField title={title} onChange={setTitle} />
        <Button size="sm" type="submit" disabled={title.trim() === ''}>
          Set goal
        </Button>
      </div>
    </form>
  )
}

function GoalField({
  title,
  onChange,
}: {
  readonly title: string
  readonly onChange: (title: string) => void
}) {
  return (
    <TextInput
      className={classes.wide ?? ''}
      size="sm"
      label="Goal"
      maxLength={300}
      value={title}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** Titles of collections are read only when this is opened: the page itself has none. */
function CollectionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useCollections()
  return (
    <Modal opened onClose={onClose} title="Collections for the goals" size="lg">
      {error ? (
        <ErrorPanel error={error} />
      ) : !data ? (
        <LoadingLines lines={3} />
      ) : data.length === 0 ? (
        <p className={classes.note}>There is no collection in this library yet.</p>
      ) : (
        <div className={classes.picks}>
          {data.map(({ id, title }) => (
            <GoalPicker key={id} targetId={id} label={title} />
          ))}
        </div>
      )}
    </Modal>
  )
}
