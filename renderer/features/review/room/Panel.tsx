import { Tabs } from '@mantine/core'
import { useMemo } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { useClips, useDebrief } from '../../../lib/queries.ts'
import { criteriaOf } from '../../../lib/rubricView.ts'
import { counted } from '../../../lib/words.ts'
import { ClipsPanel } from '../clips/ClipsPanel.tsx'
import { Comments } from '../conversation/Comments.tsx'
import { FilterMenu } from '../conversation/FilterMenu.tsx'
import { laneCount, sidesOf } from '../conversation/lanes.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useConversation } from '../conversation/useConversation.ts'
import { DebriefPanel } from '../debrief/DebriefPanel.tsx'
import { useFirstPassGuard } from '../debrief/FirstPassBar.tsx'
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
      data-panel={panel}
      classNames={{ list: classes.tabs ?? '', tab: classes.tab ?? '', panel: classes.body ?? '' }}
    >
      <div className={classes.bar} data-quiets>
        <Tabs.List>
          <Tabs.Tab value="comments">
            Comments <CommentCount />
          </Tabs.Tab>
          {rubric && (
            <Tabs.Tab value="rubric">
              Rubric <CriteriaSeen rubric={rubric} />
            </Tabs.Tab>
          )}
          <Tabs.Tab value="clips">
            Clips <small>{clips?.length ?? ''}</small>
          </Tabs.Tab>
          <Tabs.Tab value="transcript">Transcript</Tabs.Tab>
          <Tabs.Tab value="debrief">Debrief {steps > 0 && <small>{counted(steps, 'step')}</small>}</Tabs.Tab>
        </Tabs.List>
        {panel === 'comments' && <FilterMenu people={people} rubrics={rubrics} />}
      </div>
      <Tabs.Panel value="comments">
        <Comments
          people={people}
          rubric={rubric}
          rubrics={rubrics}
          durationMs={lesson.durationMs}
          widthPx={widthPx}
          sides={sides}
          readOnly={readOnly}
          onSelect={onSelect}
          onClip={onClip}
        />
      </Tabs.Panel>
      <Tabs.Panel value="rubric">
        <RubricPanel
          lesson={lesson}
          rubric={rubric}
          rubrics={rubrics}
          people={people}
          readOnly={readOnly}
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
          people={people}
          rubrics={rubrics}
          readOnly={readOnly}
          onSelect={onSelect}
        />
      </Tabs.Panel>
    </Tabs>
  )
}

function CommentCount() {
  return <small>{useConversation().all.length}</small>
}

/** How many of the rubric's criteria were seen in the lesson. */
function CriteriaSeen({ rubric }: { readonly rubric: RubricView }) {
  const { all } = useConversation()
  const seen = useMemo(
    () =>
      new Set(all.flatMap(({ tags }) => tags.filter(tag => tag.rubricId === rubric.id).map(tag => tag.code))),
    [all, rubric],
  )
  return (
    <small>
      {seen.size} of {criteriaOf(rubric).length}
    </small>
  )
}
