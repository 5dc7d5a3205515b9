import { Button } from '@mantine/core'
import { FilterX, MessageSquareText } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { FirstPassBar as FirstPassBarPart } from '../debrief/FirstPassBar.tsx'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { LessonSearch } from '../search/LessonSearch.tsx'
import classes from './Comments.module.css'
import { facetCounts, noFilters } from './filters.ts'
import { LaneHeads } from './LaneHeads.tsx'
import { Lanes as LanesPart } from './Lanes.tsx'
import type { ShownComment } from './shownComments.ts'
import { useConversation, useNewestConversation } from './useConversation.ts'

const FirstPassBar = memo(FirstPassBarPart)
const Lanes = memo(LanesPart)

/** The conversation beside the picture: whose lane is whose, and what was said. */
export function Comments({
  people,
  rubric,
  rubrics,
  durationMs,
  widthPx,
  sides,
  readOnly,
  onSelect,
  onClip,
}: {
  readonly people: readonly RoomPerson[]
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly durationMs: number
  /** Of the whole panel. */
  readonly widthPx: number
  /** Undefined: one stream. */
  readonly sides: ReadonlyMap<string, 'left' | 'right'> | undefined
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
  readonly onClip: (comment: ShownComment) => void
}) {
  const { all, shown, loading, error } = useNewestConversation()
  const settled = useConversation().all
  const counts = useMemo(() => facetCounts(settled), [settled])
  const finding = useRoomUi(ui => ui.finding)
  if (error !== null && all.length === 0)
    return (
      <div className={classes.inset}>
        <ErrorPanel error={error} />
      </div>
    )
  if (loading)
    return (
      <div className={classes.inset}>
        <LoadingLines />
      </div>
    )
  return (
    <>
      <div className={classes.heads} data-quiets>
        {finding && <LessonSearch rubrics={rubrics} onSelect={onSelect} />}
        <div data-spare>
          <FirstPassBar readOnly={readOnly} />
          <LaneHeads people={people} sides={sides} counts={counts.people} />
        </div>
      </div>
      {shown.length === 0 ? (
        <NothingSaid filtered={all.length > 0} />
      ) : (
        <Lanes
          comments={shown}
          people={people}
          sides={sides}
          widthPx={widthPx}
          rubric={rubric}
          rubrics={rubrics}
          durationMs={durationMs}
          onSelect={onSelect}
          onClip={onClip}
        />
      )}
    </>
  )
}

function NothingSaid({ filtered }: { readonly filtered: boolean }) {
  const room = useRoom()
  if (filtered) {
    return (
      <EmptyState
        icon={FilterX}
        title="Nothing passes the filter"
        act={
          <Button variant="default" onClick={() => room.ui.setState({ filters: noFilters })}>
            Clear filter
          </Button>
        }
      >
        The comments are there; the filter hides them.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={MessageSquareText} title="Nothing said yet">
      Play the lesson. Press <KeyCap combo="c" /> when you notice something, and write what you saw or heard.
    </EmptyState>
  )
}
