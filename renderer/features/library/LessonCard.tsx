import { Button } from '@mantine/core'
import { Clapperboard, type LucideIcon, MessageSquare, Play, Search, Unplug } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'wouter'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { findInFolder } from '../../lib/relink.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import type { Summary } from '../../lib/summaries.ts'
import { counted, dayWords } from '../../lib/words.ts'
import { AvatarRow } from '../../ui/Avatar.tsx'
import { CodeSquare } from '../../ui/CriterionBadge.tsx'
import { Poster, Stamp } from '../../ui/Poster.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { CardMenu } from './CardMenu.tsx'
import classes from './LessonCard.module.css'
import { findRecording } from './lessonActs.ts'
import { EmptyTimeline, MiniTimeline } from './MiniTimeline.tsx'
import { ProxyState } from './ProxyState.tsx'

export interface CardSurroundings {
  readonly people: ReadonlyMap<string, PersonView>
  readonly rubrics: readonly RubricView[]
  readonly proxyJobs: ReadonlyMap<string | undefined, JobView>
}

/** `Maths · Grade 4 · 17 Nov`; what is unknown is left out. */
export const lessonLine = ({ teacher, subject, grade, date }: LessonEntry): string =>
  [teacher, subject, grade, date && dayWords(date)].filter(Boolean).join(' · ')

/** One lesson: frame first, the mini timeline under it, then who, how much and about what. */
export const LessonCard = memo(function LessonCard({
  lesson,
  summary,
  unreadable,
  inSight,
  people,
  rubrics,
  proxyJobs,
}: {
  readonly lesson: LessonEntry
  /** Undefined until its conversation was read. */
  readonly summary: Summary | undefined
  /** Its conversation cannot be read now. */
  readonly unreadable: boolean
  readonly inSight: boolean
} & CardSurroundings) {
  const { id, title, durationMs, recordings } = lesson
  const [first] = recordings
  const missing = recordings.find(recording => recording.missing)
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
      {inSight ? (
        <MiniTimeline lesson={lesson} upper={summary?.people[0]} people={people} />
      ) : (
        <EmptyTimeline />
      )}
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
          {unreadable && !summary ? (
            'Its comments cannot be read now.'
          ) : (
            <Told summary={summary} people={people} rubrics={rubrics} />
          )}
        </div>
      )}
      <CardMenu lesson={lesson} />
    </article>
  )
})

const MOST_CODES = 3

/** Who wrote in it, how much, and about what: nothing of it, and no 0, before it was read. */
function Told({
  summary,
  people,
  rubrics,
}: { readonly summary: Summary | undefined } & Pick<CardSurroundings, 'people' | 'rubrics'>) {
  const criteria = summary?.criteria ?? []
  return (
    <>
      <AvatarRow people={summary?.people.flatMap(personId => people.get(personId) ?? []) ?? []} />
      <Count icon={MessageSquare} of="comment" count={summary?.comments} />
      <Count icon={Clapperboard} of="clip" count={summary?.clips} />
      {!summary && <span className="spoken">Not read yet</span>}
      <span className={classes.codes}>
        {criteria.slice(0, MOST_CODES).map(({ rubricId, code }) => {
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
        {criteria.length > MOST_CODES && (
          <span className={classes.moreCodes}>+{criteria.length - MOST_CODES}</span>
        )}
      </span>
    </>
  )
}

function Count({
  icon: Icon,
  of,
  count,
}: {
  readonly icon: LucideIcon
  readonly of: string
  readonly count: number | undefined
}) {
  return (
    <span className={classes.count}>
      <Icon size={14} strokeWidth={1.9} aria-hidden="true" />
      {count === undefined ? (
        <span className={classes.unread} aria-hidden="true" />
      ) : (
        <>
          {count}
          <span className="spoken"> {counted(count, of).replace(/^\S+ /, '')}</span>
        </>
      )}
    </span>
  )
}
