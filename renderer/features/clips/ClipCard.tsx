import { Checkbox } from '@mantine/core'
import { MessageSquare } from 'lucide-react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import { shownRecording } from '../../../electron/contract/clips/shownRecording.ts'
import { counted } from '../../lib/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Poster, Stamp } from '../../ui/Poster.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './ClipCard.module.css'
import { openClip, tick } from './clipsState.ts'

/** One clip: frame, length, title, whose lesson, what was said in it. */
export function ClipCard({
  clip,
  lesson,
  author,
  open,
  ticked,
}: {
  readonly clip: ClipView
  readonly lesson: LessonView | undefined
  readonly author: PersonView | undefined
  readonly open: boolean
  readonly ticked: boolean
}) {
  const from =
    [lesson?.teacher, lesson?.subject].filter(Boolean).join(' · ') ||
    lesson?.title ||
    'Its lesson is not here'
  return (
    <article className={classes.card} data-open={open} data-ticked={ticked}>
      <Poster recording={shownRecording(clip, lesson?.recordings ?? [])}>
        <Stamp place="br">
          <TimeText ms={clip.toMs - clip.fromMs} />
        </Stamp>
      </Poster>
      <div className={classes.words}>
        <h2 className={classes.title}>
          <button
            type="button"
            className={classes.open}
            aria-pressed={open}
            onClick={() => openClip(open ? undefined : clip.id)}
            title={clip.title}
          >
            {clip.title}
          </button>
        </h2>
        <p className={classes.meta} title={from}>
          {from}
        </p>
        <p className={classes.foot}>
          <MessageSquare size={14} strokeWidth={1.9} aria-hidden="true" />
          {counted(clip.comments, 'comment')}
          <span className="grow" />
          {author && <Avatar person={author} size={22} named />}
        </p>
      </div>
      <Checkbox
        className={classes.tick ?? ''}
        aria-label={`Tick ${clip.title}`}
        checked={ticked}
        onChange={() => tick(clip.id)}
      />
    </article>
  )
}
