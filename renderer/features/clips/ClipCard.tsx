import { Checkbox } from '@mantine/core'
import { Award, GripVertical, MessageSquare, ShieldAlert } from 'lucide-react'
import { memo } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { shownRecording } from '../../../electron/contract/clips/shownRecording.ts'
import { blockedWord } from '../../lib/consentWords.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { counted } from '../../lib/words.ts'
import { AvatarRow } from '../../ui/Avatar.tsx'
import { ClipFrame } from '../../ui/ClipFrame.tsx'
import { CriterionBadge } from '../../ui/CriterionBadge.tsx'
import { Stamp } from '../../ui/Poster.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './ClipCard.module.css'
import { openClip, tick } from './clipsState.ts'

/** Whose lesson a clip is from, in as few words as there are. */
export const fromWords = (lesson: LessonEntry | undefined): string =>
  [lesson?.teacher, lesson?.subject].filter(Boolean).join(' · ') || lesson?.title || 'Its lesson is not here'

/** What stands first on a card: what the clip is an example of, else what its comments are tagged with most. */
function mainTag({ exemplarOf, criteria }: ClipView) {
  const [example] = exemplarOf
  if (example) return { ...example, example: true, more: exemplarOf.length + criteria.length - 1 }
  const [most] = criteria
  if (!most) return undefined
  return {
    rubricId: most.rubricId,
    code: most.code,
    level: most.levels[0],
    example: false,
    more: criteria.length - 1,
  }
}

/** One clip: frame, length, title, whose lesson, what was said in it. While the list scrolls, cards that stay are not made again. */
export const ClipCard = memo(function ClipCard({
  clip,
  lesson,
  people,
  rubrics,
  open,
  ticked,
  place,
  prompt,
}: {
  readonly clip: ClipView
  readonly lesson: LessonEntry | undefined
  readonly people: ReadonlyMap<string, PersonView>
  readonly rubrics: readonly RubricView[]
  readonly open: boolean
  readonly ticked: boolean
  /** In a collection: its place there, from 1. */
  readonly place?: number | undefined
  /** In a collection: what the group is asked. */
  readonly prompt?: string | undefined
}) {
  const from = fromWords(lesson)
  const tag = mainTag(clip)
  const blocked = blockedWord(lesson)
  const criterion = tag && findCriterion(rubrics, tag.rubricId, tag.code)
  return (
    <article
      className={classes.card}
      data-ordered={place !== undefined}
      data-open={open}
      data-ticked={ticked}
      data-clip={clip.id}
    >
      <ClipFrame clip={clip} recording={shownRecording(clip, lesson?.recordings ?? [])}>
        <Stamp place="br">
          <TimeText ms={clip.toMs - clip.fromMs} />
        </Stamp>
        {place !== undefined && (
          <span className={classes.place}>
            <GripVertical size={14} strokeWidth={1.9} aria-hidden="true" />
            {place}
          </span>
        )}
        {blocked && (
          <Stamp place="tr">
            <ShieldAlert size={13} strokeWidth={1.9} aria-hidden="true" /> {blocked}
          </Stamp>
        )}
      </ClipFrame>
      <div className={classes.words}>
        <h2 className={classes.title}>
          <button
            type="button"
            className={classes.open}
            aria-pressed={open}
            onClick={() => openClip(open ? undefined : clip.id)}
            title={clip.title}
          >
            <bdi>{clip.title}</bdi>
          </button>
        </h2>
        <p className={classes.meta} title={from}>
          {from}
        </p>
        {prompt !== undefined && (
          <p className={classes.prompt} title={prompt} dir="auto">
            “{prompt}”
          </p>
        )}
        <p className={classes.foot}>
          {tag ? (
            <span className={classes.tag}>
              {tag.example && <Award size={15} strokeWidth={1.9} role="img" aria-label="Example of" />}
              <CriterionBadge
                code={tag.code}
                colour={criterion?.colour ?? 'dA'}
                title={criterion?.criterion.title}
                level={tag.level}
                levels={criterion?.rubric.levels ?? []}
              />
              {tag.more > 0 && <span className={classes.more}>+{tag.more}</span>}
            </span>
          ) : (
            <>
              <MessageSquare size={14} strokeWidth={1.9} aria-hidden="true" />
              {counted(clip.comments, 'comment')}
            </>
          )}
          <span className="grow" />
          <AvatarRow people={clip.people.flatMap(id => people.get(id) ?? [])} most={3} />
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
})
