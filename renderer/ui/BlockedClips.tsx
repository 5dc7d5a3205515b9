import { Button } from '@mantine/core'
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import type { LessonEntry } from '../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { blockedWord } from '../lib/consentWords.ts'
import { counted } from '../lib/words.ts'
import classes from './BlockedClips.module.css'
import { LessonConsent } from './LessonConsent.tsx'

/** Lessons that hold some of these clips back, with how many. */
export function blockedLessons(
  clips: readonly { readonly lessonId: LessonId }[],
  lessons: readonly LessonEntry[],
): { readonly lesson: LessonEntry; readonly count: number }[] {
  return lessons
    .filter(lesson => lesson.consent?.blocked)
    .map(lesson => ({ lesson, count: clips.filter(({ lessonId }) => lessonId === lesson.id).length }))
    .filter(({ count }) => count > 0)
}

/** Before anything is written: which clips stay out for want of consent, and where that is said. Nothing where all may leave. */
export function BlockedClips({
  clips,
  lessons,
}: {
  readonly clips: readonly { readonly lessonId: LessonId }[]
  readonly lessons: readonly LessonEntry[]
}) {
  const [open, setOpen] = useState<LessonId>()
  const blocked = blockedLessons(clips, lessons)
  // It stays while someone is at it, so that a slip can be taken back where it was made.
  const shown = lessons.filter(({ id }) => id === open || blocked.some(({ lesson }) => lesson.id === id))
  if (shown.length === 0) return null
  const held = blocked.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className={classes.box} aria-label="Clips that stay out">
      <p className={classes.head} aria-live="polite">
        <ShieldAlert size={17} strokeWidth={1.9} aria-hidden="true" />
        {held === 0
          ? 'All of it may leave now.'
          : clips.length === 1
            ? 'This clip stays out: its lesson may not leave the library.'
            : held === clips.length
              ? 'All of these clips stay out: their lessons may not leave the library.'
              : `${held} of ${counted(clips.length, 'clip')} ${held === 1 ? 'stays' : 'stay'} out; the rest goes on.`}
      </p>
      <ul className={classes.list}>
        {shown.map(lesson => (
          <li key={lesson.id}>
            <Line
              lesson={lesson}
              open={open === lesson.id}
              onOpen={on => setOpen(on ? lesson.id : undefined)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One lesson whose frames stay out of what is written of it, and where that is said. */
export function BlockedLesson({ lesson }: { readonly lesson: LessonEntry }) {
  const [open, setOpen] = useState(false)
  return (
    <section className={classes.box} aria-label="Frames that stay out">
      <Line lesson={lesson} open={open} onOpen={setOpen} />
    </section>
  )
}

function Line({
  lesson,
  open,
  onOpen,
}: {
  readonly lesson: LessonEntry
  readonly open: boolean
  readonly onOpen: (on: boolean) => void
}) {
  return (
    <>
      <div className={classes.line}>
        <bdi className={classes.title} title={lesson.title}>
          {lesson.title}
        </bdi>
        <span className={classes.why}>{blockedWord(lesson) ?? 'May leave'}</span>
        <Button
          size="xs"
          variant="default"
          aria-expanded={open}
          aria-label={`${open ? 'Done' : 'Consent'}: ${lesson.title}`}
          onClick={() => onOpen(!open)}
        >
          {open ? 'Done' : 'Consent'}
        </Button>
      </div>
      {open && <LessonConsent lessonId={lesson.id} />}
    </>
  )
}
