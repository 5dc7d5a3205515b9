import type { TagView } from '../../../../electron/contract/api/comments.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { findCriterion } from '../../../lib/rubricView.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CriterionBadge } from '../../../ui/CriterionBadge.tsx'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './CommentCard.module.css'

/** The criteria of a comment; a tag that someone else gave it carries their avatar. */
export function TagList({
  tags,
  rubrics,
  authorId,
  people,
}: {
  readonly tags: readonly TagView[]
  readonly rubrics: readonly RubricView[]
  readonly authorId: string
  readonly people: readonly RoomPerson[]
}) {
  if (tags.length === 0) return null
  return (
    <ul className={classes.tags} aria-label="Tags">
      {tags.map(({ id, rubricId, code, level, author }) => {
        const found = findCriterion(rubrics, rubricId, code)
        const by = author.id === authorId ? undefined : people.find(person => person.id === author.id)
        return (
          <li key={id} className={classes.tag}>
            {by && <Avatar person={by} size={18} named />}
            <CriterionBadge
              code={code}
              colour={found?.colour ?? 'dA'}
              title={found?.criterion.title}
              level={level}
              levels={found?.rubric.levels ?? []}
            />
          </li>
        )
      })}
    </ul>
  )
}
