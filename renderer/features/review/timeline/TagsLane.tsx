import { useMemo, useRef } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { placeWords } from '../../../lib/placeWords.ts'
import { useCriterionVersions } from '../../../lib/queries.ts'
import { meaningOf } from '../../../lib/rubricView.ts'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import classes from './Lanes.module.css'
import { TagCanvas } from './marks/TagCanvas.tsx'
import { hasRoomForCount, placeTags, tagMarks } from './marks/tagMarks.ts'
import { useRoving } from './roving.ts'
import { spanOf, type View } from './timeScale.ts'
import type { Scrub } from './useScrub.ts'

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
  const versions = useCriterionVersions().data
  const msPerPx = widthPx > 0 ? spanOf(view) / widthPx : 0
  const marks = useMemo(() => tagMarks(comments), [comments])
  const { lengthMs } = useRoom().player
  const placed = useMemo(
    () => (msPerPx > 0 ? placeTags(marks, msPerPx, lengthMs) : []),
    [marks, msPerPx, lengthMs],
  )
  const scrollPx = msPerPx > 0 ? view.fromMs / msPerPx : 0
  const lane = useRef<HTMLDivElement>(null)
  const { seen, stop, handlers } = useRoving(lane, {
    placed,
    scrollPx,
    widthPx,
    selected: marks.find(({ comment }) => comment.id === selected)?.id,
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups marks
    <div
      ref={lane}
      className={classes.tags}
      role="group"
      aria-label="Tags"
      data-row="tags"
      {...handlers}
      {...scrub}
    >
      <TagCanvas marks={marks} rubrics={rubrics} versions={versions} widthPx={widthPx} />
      <div className={classes.shift} style={{ transform: `translateX(${-scrollPx}px)` }}>
        {seen.map((mark, at) => {
          const [first] = mark.marks
          const { colour } = meaningOf(rubrics, versions, first.tag)
          const codes = [...new Set(mark.marks.map(({ code }) => code))]
          return (
            <button
              key={first.id}
              type="button"
              className={classes.tag}
              data-many={mark.marks.length > 1}
              data-comments={[...new Set(mark.marks.map(({ comment }) => comment.id))].join(' ')}
              data-mark={first.id}
              tabIndex={mark === stop ? 0 : -1}
              aria-label={`Tag ${codes.join(', ')} ${placeWords(first)}`}
              style={{ left: mark.leftPx }}
              onMouseDown={event => event.preventDefault()}
              onClick={() => onSelect(first.comment)}
            >
              <CodeSquare code={first.code} colour={colour} />
              {mark.marks.length > 1 && hasRoomForCount(mark, seen[at + 1]) && (
                // Drawn, not said: the button's name has every code.
                <span className={classes.more} data-more={`+${mark.marks.length - 1}`} />
              )}
            </button>
          )
        })}
      </div>
    </div>
  )
}
