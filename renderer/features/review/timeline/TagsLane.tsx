import { useMemo } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { findCriterion } from '../../../lib/rubricView.ts'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoomUi } from '../room/roomContext.ts'
import { inView, placeMarks } from './markGroups.ts'
import { placeWords } from './placeWords.ts'
import { rovingKeys, rovingStop } from './roving.ts'
import classes from './Timeline.module.css'
import { spanOf, type View } from './timeScale.ts'
import type { Scrub } from './useScrub.ts'

/** A code square is a little wider than a mark is round. */
const TAG_ROOM = 26 / 22

type TagMark = { id: string; atMs: number; comment: ShownComment; code: string; rubricId: string }

/** Which criteria the lesson was looked at with, and where. */
export function TagsLane({
  comments,
  rubrics,
  view,
  widthPx,
  scrub,
  onSelect,
}: {
  readonly comments: readonly ShownComment[]
  readonly rubrics: readonly RubricView[]
  readonly view: View
  readonly widthPx: number
  readonly scrub: Scrub
  readonly onSelect: (comment: ShownComment) => void
}) {
  const selected = useRoomUi(ui => ui.selected)
  const msPerPx = widthPx > 0 ? spanOf(view) / widthPx : 0
  const marks = useMemo(() => tagMarks(comments), [comments])
  const placed = useMemo(() => (msPerPx > 0 ? placeMarks(marks, msPerPx * TAG_ROOM) : []), [marks, msPerPx])
  const scrollPx = msPerPx > 0 ? view.fromMs / msPerPx : 0
  const seen = inView(placed, scrollPx / TAG_ROOM, widthPx / TAG_ROOM)
  const stop = rovingStop(seen, marks.find(({ comment }) => comment.id === selected)?.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups marks
    <div className={classes.tags} role="group" aria-label="Tags" onKeyDown={rovingKeys} {...scrub}>
      <div className={classes.shift} style={{ transform: `translateX(${-scrollPx}px)` }}>
        {seen.map((mark, at) => {
          const [first] = mark.marks
          const found = findCriterion(rubrics, first.rubricId, first.code)
          const codes = [...new Set(mark.marks.map(({ code }) => code))]
          return (
            <button
              key={first.id}
              type="button"
              className={classes.tag}
              data-many={mark.marks.length > 1}
              tabIndex={mark === stop ? 0 : -1}
              aria-label={`Tag ${codes.join(', ')} ${placeWords(first)}`}
              style={{ left: first.atMs / msPerPx }}
              onMouseDown={event => event.preventDefault()}
              onClick={() => onSelect(first.comment)}
            >
              <CodeSquare code={first.code} colour={found?.colour ?? 'dA'} />
              {mark.marks.length > 1 && roomAfter(seen, at) && (
                <span className={classes.more}>+{mark.marks.length - 1}</span>
              )}
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** Whether a number fits before the next square. */
const roomAfter = (seen: readonly { leftPx: number }[], at: number): boolean =>
  ((seen[at + 1]?.leftPx ?? Number.POSITIVE_INFINITY) - (seen[at]?.leftPx ?? 0)) * TAG_ROOM > 54

const tagMarks = (comments: readonly ShownComment[]): TagMark[] =>
  comments.flatMap(comment =>
    comment.tags.map(({ id, code, rubricId }) => ({ id, atMs: comment.atMs, comment, code, rubricId })),
  )
