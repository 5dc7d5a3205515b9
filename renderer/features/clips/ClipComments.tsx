import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { useComments, useCriterionVersions, usePeople, useRubrics } from '../../lib/queries.ts'
import { meaningOf } from '../../lib/rubricView.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { CriterionBadge } from '../../ui/CriterionBadge.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { KindLabel } from '../../ui/KindIcon.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { RichText } from '../../ui/RichText.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Inspector.module.css'

/** What was said within the clip; private notes never belong to one. */
export function ClipComments({ clip }: { readonly clip: ClipView }) {
  const comments = useComments(clip.lessonId)
  const people = usePeople().data
  const rubrics = useRubrics().data
  const versions = useCriterionVersions().data
  if (comments.error) return <ErrorPanel error={comments.error} />
  if (!comments.data) return <LoadingLines />
  const within = comments.data.filter(
    ({ atMs, toMs, private: isPrivate }) => !isPrivate && atMs < clip.toMs && (toMs ?? atMs) >= clip.fromMs,
  )
  if (within.length === 0) return null
  return (
    <section className={classes.comments}>
      <h2>In the clip</h2>
      <ul>
        {within.map(({ id, atMs, author, kind, text, tags }) => (
          <li key={id} className={classes.comment}>
            <Avatar
              person={{
                name: author.name,
                colour: people?.find(person => person.id === author.id)?.colour ?? 'p1',
              }}
              named
            />
            <div className={classes.said}>
              <p className={classes.line}>
                <KindLabel kind={kind} />
                <TimeText ms={atMs} />
              </p>
              <div className={classes.text} dir="auto">
                <RichText text={text} />
              </div>
              {tags.length > 0 && (
                <p className={classes.tags}>
                  {tags.map(tag => {
                    const { words, colour } = meaningOf(rubrics, versions, tag)
                    return (
                      <CriterionBadge
                        key={tag.id}
                        code={tag.code}
                        colour={colour}
                        title={words?.title}
                        level={tag.level}
                        levels={words?.levels ?? []}
                      />
                    )
                  })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
