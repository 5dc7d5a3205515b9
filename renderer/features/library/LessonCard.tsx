import { Button } from '@mantine/core'
import { Clapperboard, MessageSquare, Play, Search, Unplug } from 'lucide-react'
import { Link } from 'wouter'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { findInFolder } from '../../lib/relink.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { counted, dayWords } from '../../lib/words.ts'
import { AvatarRow } from '../../ui/Avatar.tsx'
import { CodeSquare } from '../../ui/CriterionBadge.tsx'
import { Poster, Stamp } from '../../ui/Poster.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { CardMenu } from './CardMenu.tsx'
import classes from './LessonCard.module.css'
import { findRecording } from './lessonActs.ts'
import { MiniTimeline } from './MiniTimeline.tsx'
import { ProxyState } from './ProxyState.tsx'

export interface CardSurroundings {
  readonly people: ReadonlyMap<string, PersonView>
  readonly rubrics: readonly RubricView[]
  readonly proxyJobs: ReadonlyMap<string | undefined, JobView>
}

/** `Maths · Grade 4 · 17 Nov`; what is unknown is left out. */
export const lessonLine = ({ teacher, subject, grade, date }: LessonView): string =>
  [teacher, subject, grade, date && dayWords(date)].filter(Boolean).join(' · ')

/** One lesson: frame first, the mini timeline under it, then who, how much and about what. */
export function LessonCard({
  lesson,
  people,
  rubrics,
  proxyJobs,
}: { readonly lesson: LessonView } & CardSurroundings) {
  const { id, title, durationMs, recordings, comments, clips } = lesson
  const [first] = recordings
  const missing = recordings.find(recording => recording.missing)
  const writers = lesson.people.flatMap(personId => people.get(personId) ?? [])
  return (
    <article className={classes.card} data-lesson={id}>
      <Poster recording={first} className={classes.frame ?? ''}>
        <Stamp place="tr">
          <TimeText ms={durationMs} />
        </Stamp>
        {missing ? (
          <Stamp place="tl">
            <Unplug size={13} strokeWidth={1.9} aria-hidden="true" /> Not where it was
          </Stamp>
        ) : (
          first && <ProxyState recording={first} job={proxyJobs.get(first.id)} />
        )}
        <span className={classes.play}>
          <Play size={20} strokeWidth={1.9} aria-hidden="true" />
        </span>
      </Poster>
      <MiniTimeline lesson={lesson} people={people} />
      <div className={classes.words}>
        <h2 className={classes.title}>
          <Link href={`/lesson/${encodeURIComponent(id)}`} className={classes.link ?? ''} title={title}>
            {title}
          </Link>
        </h2>
        <p className={classes.meta}>{lessonLine(lesson) || 'No details yet'}</p>
      </div>
      {missing ? (
        <div className={classes.missing}>
          <span className="grow">Comments are safe.</span>
          <Button
            variant="default"
            size="xs"
            leftSection={<Search size={14} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => void findRecording(missing)}
          >
            Find it
          </Button>
          <Button variant="default" size="xs" onClick={() => void findInFolder()}>
            Look in a folder
          </Button>
        </div>
      ) : (
        <div className={classes.foot}>
          <AvatarRow people={writers} />
          <span className={classes.count}>
            <MessageSquare size={14} strokeWidth={1.9} aria-hidden="true" />
            {comments}
            <span className="spoken"> {counted(comments, 'comment').replace(/^\S+ /, '')}</span>
          </span>
          <span className={classes.count}>
            <Clapperboard size={14} strokeWidth={1.9} aria-hidden="true" />
            {clips}
            <span className="spoken"> {counted(clips, 'clip').replace(/^\S+ /, '')}</span>
          </span>
          <Codes lesson={lesson} rubrics={rubrics} />
        </div>
      )}
      <CardMenu lesson={lesson} />
    </article>
  )
}

const MOST_CODES = 3

function Codes({
  lesson,
  rubrics,
}: {
  readonly lesson: LessonView
  readonly rubrics: readonly RubricView[]
}) {
  return (
    <span className={classes.codes}>
      {lesson.criteria.slice(0, MOST_CODES).map(({ rubricId, code }) => {
        const found = findCriterion(rubrics, rubricId, code)
        return (
          <CodeSquare
            key={`${rubricId} ${code}`}
            code={code}
            colour={found?.colour ?? 'dA'}
            title={found?.criterion.title ?? ''}
          />
        )
      })}
      {lesson.criteria.length > MOST_CODES && (
        <span className={classes.moreCodes}>+{lesson.criteria.length - MOST_CODES}</span>
      )}
    </span>
  )
}
