import type { TagView } from '../../../../electron/contract/api/comments.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { useCriterionVersions } from '../../../lib/queries.ts'
import { meaningOf } from '../../../lib/rubricView.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CriterionBadge } from '../../../ui/CriterionBadge.tsx'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './CommentCard.module.css'
import { EarlierWords } from './EarlierWords.tsx'

/**
 * The criteria of a comment, in the words they were tagged with; a tag that someone else gave it carries their avatar, and one
 * whose rubric says something else by now a quiet mark.
 */
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
  const versions = useCriterionVersions().data
  if (tags.length === 0) return null
  return (
    <ul className={classes.tags} aria-label="Tags">
      {tags.map(tag => {
        const { id, code, level, author } = tag
        const meaning = meaningOf(rubrics, versions, tag)
        const { words, colour, outdated } = meaning
        const by = author.id === authorId ? undefined : people.find(person => person.id === author.id)
        return (
          <li key={id} className={classes.tag}>
            {by && <Avatar person={by} size={18} named />}
            <CriterionBadge
              code={code}
              colour={colour}
              title={words?.title}
              level={level}
              levels={words?.levels ?? []}
            />
            {outdated && words && <EarlierWords meaning={{ ...meaning, words }} level={level} />}
          </li>
        )
      })}
    </ul>
  )
}
