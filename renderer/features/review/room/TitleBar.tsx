import {
  ArrowLeft,
  Check,
  CircleAlert,
  Keyboard,
  LoaderCircle,
  Lock,
  Radio,
  Search,
  Send,
  Target,
} from 'lucide-react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { useActs } from '../../../lib/keys.ts'
import { openSend } from '../../../lib/packages.ts'
import { counted, dayWords } from '../../../lib/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useRoom } from './roomContext.ts'
import type { RoomPerson } from './roomPeople.ts'
import classes from './TitleBar.module.css'
import { WhoIsHere } from './WhoIsHere.tsx'

/** Which lesson this is, what to look for, whether all is saved, and who is here. */
export function TitleBar({
  lesson,
  people,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly people: readonly RoomPerson[]
  readonly readOnly: boolean
}) {
  const [, go] = useLocation()
  const acts = useActs()
  const run = (id: string) => acts.find(act => act.id === id)?.run()
  const facts = [
    lesson.teacher,
    lesson.subject,
    lesson.grade && (/^\d+$/u.test(lesson.grade) ? `Grade ${lesson.grade}` : lesson.grade),
    lesson.date && dayWords(lesson.date),
  ].filter(Boolean)
  return (
    <header className={classes.bar} data-region="title">
      <IconButton icon={ArrowLeft} label="Library" onClick={() => go('/library')} />
      <div className={classes.words}>
        <h1 className={classes.title} dir="auto" title={lesson.title}>
          {lesson.title}
        </h1>
        {facts.length > 0 && <div className={classes.facts}>{facts.join(' · ')}</div>}
      </div>
      {lesson.focus && (
        <span className={classes.focus} title={`Focus: ${lesson.focus}`}>
          <Target size={14} strokeWidth={1.9} aria-hidden="true" />
          <span className="ell">Focus: {lesson.focus}</span>
        </span>
      )}
      <SavedState readOnly={readOnly} />
      <WhoIsHere people={people} />
      <IconButton
        icon={Radio}
        label="Review live with others"
        combo="shift+l"
        onClick={() => run('session.host')}
      />
      <IconButton icon={Send} label="Send this lesson" onClick={() => openSend(lesson.id)} />
      <IconButton icon={Search} label="Find any act" combo="mod+k" onClick={() => run('palette')} />
      <IconButton
        icon={Keyboard}
        label="Keys"
        combo="?"
        className={classes.wideOnly ?? ''}
        onClick={() => run('keys')}
      />
    </header>
  )
}

function SavedState({ readOnly }: { readonly readOnly: boolean }) {
  const unsaved = useStore(useRoom().unsaved)
  const failed = unsaved.filter(({ state }) => state !== 'saving').length
  if (readOnly) {
    return (
      <span className={classes.saved}>
        <Lock size={14} strokeWidth={1.9} aria-hidden="true" /> Read-only
      </span>
    )
  }
  if (failed > 0) {
    return (
      <span className={classes.saved} data-bad="true">
        <CircleAlert size={14} strokeWidth={1.9} aria-hidden="true" /> {counted(failed, 'comment')} not saved
      </span>
    )
  }
  if (unsaved.length > 0) {
    return (
      <span className={classes.saved}>
        <LoaderCircle size={14} strokeWidth={1.9} aria-hidden="true" /> Saving
      </span>
    )
  }
  return (
    <span className={classes.saved} data-calm="true">
      <Check size={14} strokeWidth={1.9} aria-hidden="true" /> Saved
    </span>
  )
}
