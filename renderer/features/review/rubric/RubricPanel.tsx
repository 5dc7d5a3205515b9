import { NativeSelect, SegmentedControl } from '@mantine/core'
import { NotebookText } from 'lucide-react'
import { useMemo } from 'react'
import type { TagView } from '../../../../electron/contract/api/comments.ts'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { rubricId as rubricIdSchema } from '../../../../electron/contract/records/rubric.ts'
import { plainWords } from '../../../../electron/contract/text/richText.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { api } from '../../../lib/api.ts'
import { sayError } from '../../../lib/notices.ts'
import { keys, useCriterionVersions } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import {
  criteriaOf,
  type FoundCriterion,
  keyedCriteria,
  meaningOf,
  type TagMeaning,
} from '../../../lib/rubricView.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CodeSquare, LevelMark } from '../../../ui/CriterionBadge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LookFors } from '../../../ui/LookFors.tsx'
import { CalibrationPanel } from '../calibration/CalibrationPanel.tsx'
import { useCalibrationState } from '../calibration/calibrationState.ts'
import { tagActiveDraft } from '../composer/activeDraft.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useConversation } from '../conversation/useConversation.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './RubricPanel.module.css'

/** The lesson's rubric with what was found for each criterion. */
export function RubricPanel({
  lesson,
  rubric,
  rubrics,
  people,
  readOnly,
  onSelect,
}: {
  readonly lesson: LessonView
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly people: readonly RoomPerson[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  const { all: comments } = useConversation()
  const versions = useCriterionVersions().data
  const view = useCalibrationState(state => state.view)
  const byCode = useMemo(
    () => taggedBy(comments, rubric, tag => meaningOf(rubrics, versions, tag)),
    [comments, rubric, rubrics, versions],
  )
  if (!rubric) {
    return (
      <EmptyState icon={NotebookText} title="No rubric yet">
        Import one on the Rubrics screen, and choose it here.
      </EmptyState>
    )
  }
  const chooseView = (
    <SegmentedControl
      size="xs"
      aria-label="What the rubric shows"
      value={view}
      onChange={value => useCalibrationState.setState({ view: value === 'scoring' ? value : 'evidence' })}
      data={[
        { value: 'evidence', label: 'What was found' },
        { value: 'scoring', label: 'Score blind' },
      ]}
    />
  )
  if (view === 'scoring')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
      <section className={`${classes.panel} ${classes.scoring}`} tabIndex={0} aria-label="Calibration">
        {chooseView}
        <CalibrationPanel lesson={lesson} rubrics={rubrics} people={people} readOnly={readOnly} />
      </section>
    )
  const criteria = criteriaOf(rubric)
  const digits = new Map(keyedCriteria(rubric).map(({ criterion, digit }) => [criterion.code, digit]))
  return (
    <div className={classes.panel}>
      {chooseView}
      <NativeSelect
        className={classes.choose ?? ''}
        size="sm"
        label="Rubric of this lesson"
        value={rubric.id}
        data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={event => void chooseRubric(lesson, event.currentTarget.value)}
      />
      {rubric.domains.map((domain, domainAt) => (
        <section
          key={domain.criteria[0]?.code ?? domain.title}
          className={classes.domain}
          aria-label={domain.title}
        >
          <h2 className={classes.domainTitle}>{domain.title}</h2>
          {criteria
            .filter(({ domainIndex }) => domainIndex === domainAt)
            .map(found => (
              <CriterionRow
                key={found.criterion.code}
                found={found}
                digit={digits.get(found.criterion.code)}
                tagged={byCode.get(found.criterion.code) ?? []}
                people={people}
                onSelect={onSelect}
              />
            ))}
        </section>
      ))}
    </div>
  )
}

type Tagged = { comment: ShownComment; tag: TagView; meaning: TagMeaning }

function taggedBy(
  comments: readonly ShownComment[],
  rubric: RubricView | undefined,
  meaning: (tag: TagView) => TagMeaning,
): ReadonlyMap<string, Tagged[]> {
  const map = new Map<string, Tagged[]>()
  for (const comment of comments)
    for (const tag of comment.tags) {
      if (tag.rubricId !== rubric?.id) continue
      const means = meaning(tag)
      const code = means.now?.criterion.code ?? tag.code
      const list = map.get(code) ?? []
      list.push({ comment, tag, meaning: means })
      map.set(code, list)
    }
  return map
}

function CriterionRow({
  found,
  digit,
  tagged,
  people,
  onSelect,
}: {
  readonly found: FoundCriterion
  readonly digit: number | undefined
  readonly tagged: readonly Tagged[]
  readonly people: readonly RoomPerson[]
  readonly onSelect: (comment: ShownComment) => void
}) {
  const room = useRoom()
  const { criterion, colour, rubric } = found
  const descriptors = rubric.levels.filter(({ code }) => criterion.descriptors?.[code])
  return (
    <div className={classes.criterion}>
      <div className={classes.head}>
        <CodeSquare code={criterion.code} colour={colour} />
        <span className={classes.title}>{criterion.title}</span>
        <button
          type="button"
          className={classes.tag}
          title="Tag what I say now"
          onClick={() => tagActiveDraft(room, rubric.id, criterion.code)}
        >
          Tag{' '}
          <span className="spoken">
            what I say with {criterion.code} {criterion.title}
          </span>{' '}
          {digit !== undefined && <KeyCap combo={String(digit)} />}
        </button>
      </div>
      {criterion.description && <p className={classes.words}>{criterion.description}</p>}
      {criterion.lookFors && <LookFors lines={criterion.lookFors} className={classes.lookFors} />}
      {descriptors.length > 0 && (
        <details className={classes.details}>
          <summary>What each level looks like</summary>
          <dl>
            {descriptors.map(({ code, label }) => (
              <div key={code}>
                <dt>
                  <LevelMark level={code} levels={rubric.levels} /> {label}
                </dt>
                <dd>{criterion.descriptors?.[code]}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {tagged.length > 0 && (
        <ul className={classes.tagged} aria-label={`Tagged ${criterion.code}`}>
          {tagged.map(({ comment, tag: { id, level, author }, meaning: { words, outdated } }) => {
            const person = people.find(one => one.id === author.id)
            return (
              <li key={id}>
                <button type="button" className={classes.place} onClick={() => onSelect(comment)}>
                  {person && <Avatar person={person} size={20} named />}
                  <span className={classes.time}>{formatTimecode(comment.atMs)}</span>
                  <span className={classes.quote} dir="auto">
                    {plainWords(comment.text)}
                  </span>
                  {outdated && (
                    <span className={classes.earlier} title="Tagged before these words were changed">
                      earlier words
                    </span>
                  )}
                  {level !== undefined && <LevelMark level={level} levels={words?.levels ?? []} />}
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** Makes another rubric the one that keys 1–9 mean here; tags of the old one stay as they are. */
async function chooseRubric(lesson: LessonView, id: string): Promise<void> {
  try {
    const view = await api.lessons.update({ id: lesson.id, rubricId: rubricIdSchema.parse(id) })
    queryClient.setQueryData(keys.lesson(lesson.id), view)
  } catch (error) {
    sayError(error, 'The rubric was not changed.')
  }
}
