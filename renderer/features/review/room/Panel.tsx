import { Button, Tabs } from '@mantine/core'
import { FilterX, MessageSquareText } from 'lucide-react'
import { useMemo } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { useClips, useDebrief } from '../../../lib/queries.ts'
import { criteriaOf } from '../../../lib/rubricView.ts'
import { counted } from '../../../lib/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { ClipsPanel } from '../clips/ClipsPanel.tsx'
import { FilterMenu } from '../conversation/FilterMenu.tsx'
import { noFilters } from '../conversation/filters.ts'
import { LaneHeads } from '../conversation/LaneHeads.tsx'
import { Lanes } from '../conversation/Lanes.tsx'
import { laneCount, sidesOf } from '../conversation/lanes.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import type { Conversation } from '../conversation/useConversation.ts'
import { DebriefPanel } from '../debrief/DebriefPanel.tsx'
import { FirstPassBar, useFirstPassGuard } from '../debrief/FirstPassBar.tsx'
import { RubricPanel } from '../rubric/RubricPanel.tsx'
import { TranscriptPanel } from '../transcript/TranscriptPanel.tsx'
import classes from './Panel.module.css'
import type { Panel as PanelName } from './Room.ts'
import { useRoom, useRoomUi } from './roomContext.ts'
import type { RoomPerson } from './roomPeople.ts'

const panelNames: readonly PanelName[] = ['comments', 'rubric', 'clips', 'transcript', 'debrief']

/** Right of the picture: the conversation, the rubric with what was found, the clips. */
export function Panel({
  lesson,
  conversation,
  people,
  rubric,
  rubrics,
  widthPx,
  onSelect,
  onClip,
  onMakeClip,
  readOnly,
  onWrite,
}: {
  readonly lesson: LessonView
  readonly conversation: Conversation
  readonly people: readonly RoomPerson[]
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly widthPx: number
  readonly onSelect: (comment: ShownComment) => void
  readonly onClip: (comment: ShownComment) => void
  readonly onMakeClip: () => void
  readonly readOnly: boolean
  /** Goes to the comment field. */
  readonly onWrite: () => void
}) {
  const room = useRoom()
  const panel = useRoomUi(ui => ui.panel)
  const clips = useClips(lesson.id).data
  const steps = useDebrief(lesson.id).data?.steps.length ?? 0
  useFirstPassGuard()
  const { all, shown, counts } = conversation
  const criteria = rubric ? criteriaOf(rubric).length : 0
  const seen = useMemo(() => {
    const codes = all.flatMap(({ tags }) =>
      tags.filter(tag => tag.rubricId === rubric?.id).map(tag => tag.code),
    )
    return new Set(codes).size
  }, [all, rubric])
  const sides = useMemo(
    () => (laneCount(widthPx, people.length) === 2 ? sidesOf(people) : undefined),
    [people, widthPx],
  )
  return (
    <Tabs
      value={panel}
      onChange={value => {
        const next = panelNames.find(name => name === value)
        if (next) room.ui.setState({ panel: next })
      }}
      keepMounted={false}
      className={classes.panel ?? ''}
      data-region="panel"
      classNames={{ list: classes.tabs ?? '', tab: classes.tab ?? '', panel: classes.body ?? '' }}
    >
      <div className={classes.bar}>
        <Tabs.List>
          <Tabs.Tab value="comments">
            Comments <small>{all.length}</small>
          </Tabs.Tab>
          {rubric && (
            <Tabs.Tab value="rubric">
              Rubric{' '}
              <small>
                {seen} of {criteria}
              </small>
            </Tabs.Tab>
          )}
          <Tabs.Tab value="clips">
            Clips <small>{clips?.length ?? ''}</small>
          </Tabs.Tab>
          <Tabs.Tab value="transcript">Transcript</Tabs.Tab>
          <Tabs.Tab value="debrief">Debrief {steps > 0 && <small>{counted(steps, 'step')}</small>}</Tabs.Tab>
        </Tabs.List>
        {panel === 'comments' && (
          <FilterMenu
            people={people}
            counts={counts}
            rubrics={rubrics}
            shown={shown.length}
            total={all.length}
          />
        )}
      </div>
      <Tabs.Panel value="comments">
        {conversation.error !== null && all.length === 0 ? (
          <div className={classes.inset}>
            <ErrorPanel error={conversation.error} />
          </div>
        ) : conversation.loading ? (
          <div className={classes.inset}>
            <LoadingLines />
          </div>
        ) : (
          <>
            <div>
              <FirstPassBar readOnly={readOnly} />
              <LaneHeads people={people} sides={sides} counts={counts.people} />
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
                durationMs={lesson.durationMs}
                onSelect={onSelect}
                onClip={onClip}
              />
            )}
          </>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="rubric">
        <RubricPanel
          lesson={lesson}
          rubric={rubric}
          rubrics={rubrics}
          comments={all}
          people={people}
          onSelect={onSelect}
        />
      </Tabs.Panel>
      <Tabs.Panel value="clips">
        <ClipsPanel lessonId={lesson.id} onMakeClip={onMakeClip} />
      </Tabs.Panel>
      <Tabs.Panel value="transcript">
        <TranscriptPanel durationMs={lesson.durationMs} readOnly={readOnly} onWrite={onWrite} />
      </Tabs.Panel>
      <Tabs.Panel value="debrief">
        <DebriefPanel
          lesson={lesson}
          comments={all}
          people={people}
          rubrics={rubrics}
          readOnly={readOnly}
          onSelect={onSelect}
        />
      </Tabs.Panel>
    </Tabs>
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
