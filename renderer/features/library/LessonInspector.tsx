import { Button, Drawer, Select } from '@mantine/core'
import { Check, Play, Trash2 } from 'lucide-react'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import type { LessonEntry, lessonPatch } from '../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { api } from '../../lib/api.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { keys, useOptimistic } from '../../lib/queries.ts'
import { GoalPicker } from '../../ui/GoalPicker.tsx'
import { LessonConsent } from '../../ui/LessonConsent.tsx'
import { SavedField } from '../../ui/SavedField.tsx'
import { LessonCycles } from './LessonCycles.tsx'
import classes from './LessonInspector.module.css'
import { removeLesson } from './lessonActs.ts'
import { inspect } from './libraryState.ts'
import { RecordingFacts } from './RecordingFacts.tsx'

type Patch = z.input<typeof lessonPatch>

const isFilled = (text: string): boolean => text.trim() !== ''
const orNull = (text: string): string | null => (isFilled(text) ? text.trim() : null)

function withPatch(lesson: LessonEntry, patch: Patch): LessonEntry {
  const entries = Object.entries({ ...lesson, ...patch }).filter(([, value]) => value !== null)
  return Object.fromEntries(entries) as LessonEntry
}

/** What others of the library wrote in a field, for suggestions. */
const known = (lessons: readonly LessonEntry[], field: 'teacher' | 'subject' | 'grade'): readonly string[] =>
  [...new Set(lessons.flatMap(lesson => lesson[field] ?? []))].sort((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  )

/** A lesson's details. Each is saved as it is typed. */
export function LessonInspector({
  lesson,
  lessons,
  rubrics,
}: {
  readonly lesson: LessonEntry
  readonly lessons: readonly LessonEntry[]
  readonly rubrics: readonly RubricView[]
}) {
  const [, go] = useLocation()
  useKeys([], { modal: true })
  const update = useOptimistic<Patch, LessonEntry, readonly LessonEntry[]>({
    mutationFn: patch => api.lessons.update(patch),
    key: () => keys.lessons,
    apply: (list, patch) => list.map(each => (each.id === patch.id ? withPatch(each, patch) : each)),
    onError: error => sayError(error, 'The details could not be saved.'),
  })
  const save = (patch: Omit<Patch, 'id'>) => update.mutate({ id: lesson.id, ...patch })
  return (
    <Drawer opened onClose={() => inspect(undefined)} title="Lesson details" size={400}>
      <div className={classes.fields}>
        <SavedField
          label="Title"
          value={lesson.title}
          maxLength={300}
          problem={text => (isFilled(text) ? undefined : 'A lesson needs a title.')}
          onSave={text => save({ title: text.trim() })}
        />
        <SavedField
          label="Teacher"
          value={lesson.teacher ?? ''}
          maxLength={120}
          suggestions={known(lessons, 'teacher')}
          onSave={text => save({ teacher: orNull(text) })}
        />
        <div className={classes.pair}>
          <SavedField
            label="Date"
            type="date"
            value={lesson.date ?? ''}
            onSave={text => save({ date: orNull(text) })}
          />
          <SavedField
            label="Grade"
            value={lesson.grade ?? ''}
            maxLength={60}
            suggestions={known(lessons, 'grade')}
            onSave={text => save({ grade: orNull(text) })}
          />
        </div>
        <SavedField
          label="Subject"
          value={lesson.subject ?? ''}
          maxLength={120}
          suggestions={known(lessons, 'subject')}
          onSave={text => save({ subject: orNull(text) })}
        />
        <SavedField
          label="Focus"
          description="What the debrief is about"
          multiline
          value={lesson.focus ?? ''}
          maxLength={500}
          onSave={text => save({ focus: orNull(text) })}
        />
        <Select
          label="Rubric"
          description="Its criteria are the keys 1–9 in this lesson"
          placeholder="None chosen"
          clearable
          clearButtonProps={{ 'aria-label': 'No rubric' }}
          data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
          value={lesson.rubricId ?? null}
          onChange={value => save({ rubricId: rubrics.find(({ id }) => id === value)?.id ?? null })}
        />
        <GoalPicker targetId={lesson.id} label="School goals" />
      </div>
      <p className={classes.saved} aria-live="polite">
        <Check size={14} strokeWidth={1.9} aria-hidden="true" />{' '}
        {update.isPending ? 'Saving …' : 'Saved as you type'}
      </p>
      <div className={classes.consent}>
        <LessonConsent lessonId={lesson.id} />
      </div>
      <RecordingFacts recordings={lesson.recordings} />
      <LessonCycles lessonId={lesson.id} />
      <div className={classes.acts}>
        <Button
          leftSection={<Play size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => go(`/lesson/${encodeURIComponent(lesson.id)}`)}
        >
          Open lesson
        </Button>
        <Button
          variant="subtle"
          leftSection={<Trash2 size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void removeLesson(lesson)}
        >
          Delete lesson
        </Button>
      </div>
    </Drawer>
  )
}
