import { Button } from '@mantine/core'
import { Presentation } from 'lucide-react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { api } from '../../../lib/api.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys, useDebrief } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { counted } from '../../../lib/words.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { SavedField } from '../../../ui/SavedField.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useConversation } from '../conversation/useConversation.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { CycleSection } from './CycleSection.tsx'
import classes from './Debrief.module.css'
import { useDebriefState } from './debriefState.ts'
import { Meeting } from './Meeting.tsx'
import { Notes } from './Notes.tsx'
import { Steps } from './Steps.tsx'

const prompts = [
  'What did students say or do?',
  'Whose voices did we hear?',
  'What surprised you?',
  'Where did thinking show?',
  'What would you try again?',
]

async function saveFocus({ id, focus }: LessonView, text: string): Promise<void> {
  const set = (words: string | undefined) =>
    api.lessons.update({ id, focus: words?.trim() ? words.trim() : null })
  const read = () => queryClient.invalidateQueries({ queryKey: keys.lesson(id) })
  try {
    await set(text)
    offerUndo(
      'Focus changed',
      async () => {
        await set(focus)
        await read()
      },
      async () => {
        await set(text)
        await read()
      },
    )
    await read()
  } catch (error) {
    sayError(error, 'The focus was not saved.')
  }
}

/** The conversation over the lesson: what it is about, what both bring, and what comes next. */
export function DebriefPanel({
  lesson,
  people,
  rubrics,
  readOnly,
  onSelect,
}: {
  readonly lesson: LessonView
  readonly people: readonly RoomPerson[]
  readonly rubrics: readonly RubricView[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  const { data: debrief, error, isPending } = useDebrief(lesson.id)
  const { all: comments } = useConversation()
  const meetingAt = useDebriefState(state => state.meetingAt)
  if (isPending) return <LoadingLines />
  if (error) return <ErrorPanel error={error} />
  const shared = { notes: debrief.notes, comments, readOnly, onSelect }
  if (meetingAt !== undefined)
    return (
      <Meeting
        at={Math.min(meetingAt, debrief.pins.length)}
        debrief={debrief}
        comments={comments}
        people={people}
        rubrics={rubrics}
        readOnly={readOnly}
        onSelect={onSelect}
      />
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={classes.panel} tabIndex={0} aria-label="Debrief">
      <div className={classes.meetingBar}>
        <span className={classes.empty}>
          {debrief.pins.length === 0
            ? 'Pin comments to walk through them together.'
            : `${counted(debrief.pins.length, 'pinned moment')}`}
        </span>
        <span className="grow" />
        <Button
          size="xs"
          disabled={debrief.pins.length === 0}
          leftSection={<Presentation size={14} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => useDebriefState.setState({ meetingAt: 0 })}
        >
          Start meeting
        </Button>
      </div>
      {readOnly ? (
        lesson.focus && <p className={classes.text}>Focus: {lesson.focus}</p>
      ) : (
        <SavedField
          label="Focus"
          multiline
          maxLength={500}
          placeholder="What is this debrief about?"
          value={lesson.focus ?? ''}
          onSave={text => void saveFocus(lesson, text)}
        />
      )}
      <Notes
        {...shared}
        kind="goal"
        title="Goal"
        empty="What should be different for students?"
        field="Add a goal"
      />
      <Notes
        {...shared}
        kind="prompt"
        title="Noticing prompts"
        empty="Choose a question to look with, or write your own."
        field="Add a prompt"
        usual={prompts}
      />
      <Notes
        {...shared}
        kind="strength"
        title="Strengths"
        empty="What worked, and for whom? Each writes their own."
        field="Add a strength"
      />
      <Notes
        {...shared}
        kind="wondering"
        title="Wonderings"
        empty="What would you like to understand better?"
        field="Add a wondering"
      />
      <Steps steps={debrief.steps} comments={comments} readOnly={readOnly} onSelect={onSelect} />
      {debrief.notes.some(({ kind }) => kind === 'helped') && (
        <Notes {...shared} kind="helped" title="What helped" empty="" field="What helped me" />
      )}
      <CycleSection lesson={lesson} readOnly={readOnly} />
    </section>
  )
}
