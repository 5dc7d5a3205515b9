import { Button } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect } from 'react'
import type { DebriefView } from '../../../../electron/contract/api/debrief.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { kindWord } from '../../../lib/words.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { TagList } from '../conversation/TagList.tsx'
import { usePlayer } from '../player/playerContext.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Debrief.module.css'
import { useDebriefState } from './debriefState.ts'
import { Notes } from './Notes.tsx'

/** So much is played before a pinned moment. */
const PRE_ROLL_MS = 3000
const goTo = (meetingAt: number | undefined) => useDebriefState.setState({ meetingAt })

/** The pinned moments, one by one beside the picture; at the end each says what helped. */
export function Meeting({
  at,
  debrief,
  comments,
  people,
  rubrics,
  readOnly,
  onSelect,
}: {
  readonly at: number
  readonly debrief: DebriefView
  readonly comments: readonly ShownComment[]
  readonly people: readonly RoomPerson[]
  readonly rubrics: readonly RubricView[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  const room = useRoom()
  const player = usePlayer()
  const moments = debrief.pins.flatMap(({ commentId }) => comments.find(({ id }) => id === commentId) ?? [])
  const moment = moments[at]
  const momentId = moment?.id
  const atMs = moment?.atMs
  const position = `${at + 1} of ${moments.length}`
  useEffect(() => {
    if (momentId === undefined || atMs === undefined) return
    room.ui.setState({ selected: momentId })
    announce(room, `Pinned moment ${position}`)
    player.act({ do: 'pause' })
    player.seekTo(Math.max(0, atMs - PRE_ROLL_MS))
    player.act({ do: 'toggle' })
  }, [room, player, momentId, atMs, position])
  const on = () => goTo(Math.min(at + 1, moments.length))
  const back = () => goTo(Math.max(at - 1, 0))
  useKeys([
    { id: 'meeting.on', title: 'Next pinned moment', group: 'Debrief', keys: ['n'], run: on },
    { id: 'meeting.back', title: 'Previous pinned moment', group: 'Debrief', keys: ['b'], run: back },
  ])
  return (
    <div className={classes.panel}>
      <div className={classes.meetingBar}>
        <h2 className={classes.meetingTitle}>{moment ? `Moment ${position}` : 'Before you part'}</h2>
        <span className="grow" />
        <Button size="xs" variant="default" onClick={() => goTo(undefined)}>
          End meeting
        </Button>
      </div>
      {moment ? (
        <article className={classes.moment}>
          <div className={classes.meta}>
            <b>{formatTimecode(moment.atMs)}</b>
            <span>
              {kindWord(moment.kind)} by {moment.author.name}
            </span>
          </div>
          <p className={classes.big} dir="auto">
            {moment.closed ? 'A private note, closed while others are here.' : moment.text}
          </p>
          <TagList tags={moment.tags} rubrics={rubrics} authorId={moment.author.id} people={people} />
        </article>
      ) : (
        <Notes
          kind="helped"
          title="What helped?"
          empty="Each says in a sentence what helped. Both see it; it stays with this debrief."
          field="What helped me"
          notes={debrief.notes}
          comments={comments}
          readOnly={readOnly}
          onSelect={onSelect}
        />
      )}
      <div className={classes.meetingBar}>
        <Button
          variant="default"
          disabled={at === 0}
          leftSection={<ChevronLeft size={16} aria-hidden="true" />}
          rightSection={<KeyCap combo="b" />}
          onClick={back}
        >
          Previous
        </Button>
        <span className="grow" />
        {moment && (
          <Button
            leftSection={<ChevronRight size={16} aria-hidden="true" />}
            rightSection={<KeyCap combo="n" />}
            onClick={on}
          >
            {at + 1 < moments.length ? 'Next' : 'To the end'}
          </Button>
        )}
      </div>
    </div>
  )
}
