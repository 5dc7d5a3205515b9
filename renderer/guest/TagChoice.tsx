import { X } from 'lucide-react'
import { useState } from 'react'
import type { TagView } from '../../electron/contract/api/comments.ts'
import type { RubricView } from '../../electron/contract/api/rubrics.ts'
import { NOT_OBSERVED } from '../../electron/contract/records/rubric.ts'
import { colourOf } from '../../electron/contract/rubric/criterionKeys.ts'
import { CriterionBadge } from '../ui/CriterionBadge.tsx'
import controls from './controls.module.css'
import { useGuestRoom } from './guestRoom.ts'
import classes from './TagChoice.module.css'

type Tag = Pick<TagView, 'rubricId' | 'code' | 'level'>

/** A criterion of a rubric, with the colour of its domain. */
function criterionOf(rubrics: readonly RubricView[], { rubricId, code }: Tag) {
  const rubric = rubrics.find(({ id }) => id === rubricId)
  const place = rubric?.domains.findIndex(({ criteria }) => criteria.some(each => each.code === code)) ?? -1
  const domain = rubric?.domains[place]
  const criterion = domain?.criteria.find(each => each.code === code)
  return { criterion, levels: rubric?.levels ?? [], colour: colourOf(domain, Math.max(0, place)) }
}

export function TagBadge({ tag }: { readonly tag: Tag }) {
  const rubrics = useGuestRoom(room => room.rubrics)
  const { criterion, levels, colour } = criterionOf(rubrics, tag)
  return (
    <CriterionBadge
      code={tag.code}
      colour={colour}
      title={criterion?.title}
      level={tag.level}
      levels={levels}
    />
  )
}

/** Criteria on a new comment, each with a level or none. */
export function TagChoice({
  tags,
  onChange,
}: {
  readonly tags: readonly Tag[]
  readonly onChange: (tags: readonly Tag[]) => void
}) {
  const rubrics = useGuestRoom(room => room.rubrics)
  const [rubricId, setRubricId] = useState<string>()
  const rubric = rubrics.find(({ id }) => id === rubricId) ?? rubrics[0]
  if (!rubric) return null
  const put = (code: string) => {
    if (!tags.some(tag => tag.code === code && tag.rubricId === rubric.id))
      onChange([...tags, { rubricId: rubric.id, code }])
  }
  const level = (at: number, code: string) =>
    onChange(
      tags.map(({ level: _, ...tag }, place) =>
        place === at ? { ...tag, ...(code !== '' && { level: code }) } : (tags[place] ?? tag),
      ),
    )
  return (
    <div className={classes.tags}>
      {tags.map((tag, at) => (
        <span key={`${tag.rubricId} ${tag.code}`} className={classes.tag}>
          <TagBadge tag={tag} />
          <select
            className={controls.typed}
            aria-label={`Level of ${tag.code}`}
            value={tag.level ?? ''}
            onChange={event => level(at, event.target.value)}
          >
            <option value="">no level</option>
            {criterionOf(rubrics, tag).levels.map(each => (
              <option key={each.code} value={each.code}>
                {each.label}
              </option>
            ))}
            <option value={NOT_OBSERVED}>not observed</option>
          </select>
          <button
            type="button"
            aria-label={`Take ${tag.code} off`}
            onClick={() => onChange(tags.filter((_, place) => place !== at))}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      ))}
      <span className={classes.tag}>
        <select
          className={controls.typed}
          aria-label="Rubric"
          value={rubric.id}
          onChange={event => setRubricId(event.target.value)}
        >
          {rubrics.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <select
          className={controls.typed}
          aria-label="Add a criterion"
          value=""
          onChange={event => put(event.target.value)}
        >
          <option value="">Tag with …</option>
          {rubric.domains.map(({ title, criteria }) => (
            <optgroup key={title} label={title}>
              {criteria.map(({ code, title: name }) => (
                <option key={code} value={code}>
                  {code} {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </span>
    </div>
  )
}
