import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ActionStepView } from '../../../../electron/contract/api/debrief.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { dayWords } from '../../../lib/words.ts'
import { GoalPicker } from '../../../ui/GoalPicker.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom } from '../room/roomContext.ts'
import { About } from './About.tsx'
import classes from './Debrief.module.css'
import { addStep, changeStep, markStep, removeStep } from './debriefActs.ts'
import { useDebriefState } from './debriefState.ts'

/** What the teacher will try next. */
export function Steps({
  steps,
  comments,
  readOnly,
  onSelect,
}: {
  readonly steps: readonly ActionStepView[]
  readonly comments: readonly ShownComment[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  return (
    <section className={classes.section} aria-label="Action steps">
      <h2 className={classes.title}>Action steps</h2>
      {steps.length === 0 && (
        <p className={classes.empty}>
          Agree on one small thing to try next. “Action step” on a comment ties it to its moment.
        </p>
      )}
      {steps.length > 0 && (
        <ul className={classes.list}>
          {steps.map(step => (
            <li key={step.id} className={classes.note}>
              <Checkbox
                size="sm"
                label={<span dir="auto">{step.text}</span>}
                checked={step.done}
                disabled={readOnly}
                onChange={event => void markStep(step, event.currentTarget.checked)}
              />
              <div className={classes.meta}>
                <span className="ell">{step.author.name}</span>
                {step.local && !readOnly ? (
                  <input
                    type="date"
                    className={classes.date}
                    aria-label={`Day of “${step.text}”`}
                    value={step.dueOn ?? ''}
                    onChange={event => void changeStep(step, { dueOn: event.currentTarget.value || null })}
                  />
                ) : (
                  step.dueOn && <span>by {dayWords(step.dueOn)}</span>
                )}
                <About ids={step.commentIds} comments={comments} onSelect={onSelect} />
                <span className="grow" />
                {step.local && !readOnly && (
                  <IconButton
                    icon={Trash2}
                    label="Delete the action step"
                    size={24}
                    iconSize={14}
                    onClick={() => void removeStep(step)}
                  />
                )}
              </div>
              {!readOnly && (
                <GoalPicker
                  targetId={step.id}
                  lessonId={step.lessonId}
                  label={`School goals of “${step.text}”`}
                  hideLabel
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && <NewStep comments={comments} />}
    </section>
  )
}

function NewStep({ comments }: { readonly comments: readonly ShownComment[] }) {
  const { lessonId } = useRoom()
  const about = useDebriefState(state => state.stepAbout)
  const comment = comments.find(({ id }) => id === about)
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState('')
  useEffect(() => {
    if (about !== undefined) field.current?.focus()
  }, [about])
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    if (!(await addStep(lessonId, text.trim(), dueOn, comment ? [comment.id] : []))) return
    setText('')
    setDueOn('')
    useDebriefState.setState({ stepAbout: undefined })
  }
  return (
    <form className={classes.form} onSubmit={event => void add(event)}>
      <Textarea
        ref={field}
        aria-label="New action step"
        placeholder="What to try next"
        size="sm"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add(event)
        }}
      />
      {(text.trim() !== '' || comment) && (
        <div className={classes.formActs}>
          {comment && (
            <span className={classes.tied}>
              About the comment at {formatTimecode(comment.atMs)}
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => useDebriefState.setState({ stepAbout: undefined })}
              >
                Untie
              </Button>
            </span>
          )}
          <span className="grow" />
          <TextInput
            type="date"
            size="xs"
            aria-label="By which day"
            value={dueOn}
            onChange={event => setDueOn(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={text.trim() === ''}>
            Add
          </Button>
        </div>
      )}
    </form>
  )
}
