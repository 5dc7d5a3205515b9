import { Lock } from 'lucide-react'
import { type KeyboardEvent, memo, useCallback, useMemo, useRef } from 'react'
import { placeWords } from '../../../lib/placeWords.ts'
import { kindWord } from '../../../lib/words.ts'
import { KindIcon } from '../../../ui/KindIcon.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { canMove, changePlace, placeNow } from './changePlace.ts'
import { LaneLabel } from './LaneLabel.tsx'
import classes from './Lanes.module.css'
import { groupWord, type PlacedMark, withMoving } from './markGroups.ts'
import { MarkCanvas } from './marks/MarkCanvas.tsx'
import { movedPlace } from './movedPlace.ts'
import { nudge, useMoving } from './moving.ts'
import { nudgeOf } from './nudgeKeys.ts'
import { useRoving } from './roving.ts'
import { spanOf, type View, zoomView } from './timeScale.ts'
import { useGrip } from './useGrip.ts'
import type { Scrub } from './useScrub.ts'

/** One person's comments, where they belong in time. */
export function PersonLane({
  person,
  comments,
  view,
  widthPx,
  frameMs,
  scrub,
  onSelect,
}: {
  readonly person: RoomPerson
  readonly comments: readonly ShownComment[]
  readonly view: View
  readonly widthPx: number
  readonly frameMs: number
  readonly scrub: Scrub
  readonly onSelect: (comment: ShownComment) => void
}) {
  const room = useRoom()
  const selected = useRoomUi(ui => ui.selected)
  const msPerPx = widthPx > 0 ? spanOf(view) / widthPx : 0
  const moving = useMoving(state => state.moving)
  const placed = useMemo(
    () => (msPerPx > 0 ? withMoving(comments, moving, msPerPx, room.player.lengthMs) : []),
    [comments, moving, msPerPx, room.player.lengthMs],
  )
  const scrollPx = msPerPx > 0 ? view.fromMs / msPerPx : 0
  const lane = useRef<HTMLDivElement>(null)
  const { seen, stop, handlers } = useRoving(lane, { placed, scrollPx, widthPx, selected })
  const choose = useCallback(
    (mark: PlacedMark<ShownComment>) => {
      const [first, ...rest] = mark.marks
      onSelect(first)
      if (rest.length > 0)
        room.ui.setState(ui => ({ view: zoomView(ui.view, 4, first.atMs, room.player.lengthMs) }))
    },
    [room, onSelect],
  )
  return (
    <>
      <LaneLabel person={person} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups marks */}
      <div
        ref={lane}
        className={classes.lane}
        role="group"
        aria-label={`Comments of ${person.name}`}
        {...handlers}
        {...scrub}
      >
        <MarkCanvas person={person} comments={comments} widthPx={widthPx} />
        <div className={classes.shift} style={{ transform: `translateX(${-scrollPx}px)` }}>
          {seen.map(mark => (
            <Mark
              key={mark.marks[0].id}
              mark={mark}
              person={person}
              selected={mark.marks.some(({ id }) => id === selected)}
              stop={mark === stop}
              msPerPx={msPerPx}
              frameMs={frameMs}
              onChoose={choose}
            />
          ))}
        </div>
      </div>
    </>
  )
}

function markName(mark: PlacedMark<ShownComment>, person: RoomPerson): string {
  const [first] = mark.marks
  if (mark.marks.length > 1)
    return `${mark.marks.length} comments by ${person.name}, the first ${placeWords(first)}; look closer`
  const what = first.closed ? 'Private note' : kindWord(first.kind)
  return `${what} by ${person.name} ${placeWords(first)}${first.closed ? '' : `: ${first.text.slice(0, 120)}`}`
}

type MarkProps = {
  readonly mark: PlacedMark<ShownComment>
  readonly person: RoomPerson
  readonly selected: boolean
  readonly stop: boolean
  readonly msPerPx: number
  readonly frameMs: number
  readonly onChoose: (mark: PlacedMark<ShownComment>) => void
}

const Mark = memo(function Mark({ mark, person, selected, stop, msPerPx, frameMs, onChoose }: MarkProps) {
  const { player } = useRoom()
  const [first] = mark.marks
  const many = mark.marks.length > 1
  const own = !many && canMove(first)
  const { handlers, dragged } = useGrip({
    id: first.id,
    place: first,
    scale: () => ({ widthPx: mark.widthPx, msPerPx }),
    durationMs: player.lengthMs,
    disabled: !own,
    onMove: atMs => player.seekTo(atMs),
    onLetGo: place => void changePlace(first, place),
  })
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    const key = own && nudgeOf(event)
    if (!key) return
    event.preventDefault()
    const place = nudge({
      id: first.id,
      now: () => placeNow(first),
      ...key,
      to: (from, steps) => movedPlace(from, key.grip, steps * frameMs, player.lengthMs),
      save: settled => void changePlace(first, settled),
    })
    player.seekTo(key.grip === 'to' ? (place.toMs ?? place.atMs) : place.atMs)
  }
  return (
    <button
      type="button"
      className={classes.mark}
      data-person={person.colour}
      data-shape={many ? 'group' : mark.widthPx > 0 ? 'range' : 'point'}
      data-long={many && mark.marks.length > 99}
      data-private={first.private && !many}
      data-selected={selected}
      tabIndex={stop ? 0 : -1}
      aria-label={markName(mark, person)}
      aria-current={selected ? 'true' : undefined}
      data-comments={mark.marks.map(({ id }) => id).join(' ')}
      data-mark={first.id}
      data-own={own}
      {...(own && {
        'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight',
      })}
      style={mark.widthPx > 0 ? { left: mark.leftPx, width: mark.widthPx } : { left: mark.leftPx }}
      onMouseDown={event => event.preventDefault()}
      {...handlers}
      onKeyDown={keyed}
      onClick={() => {
        if (!dragged()) onChoose(mark)
      }}
    >
      {many ? (
        groupWord(mark.marks.length)
      ) : first.private ? (
        <Lock size={12} strokeWidth={2} aria-hidden="true" />
      ) : (
        <KindIcon kind={first.kind} size={13} />
      )}
    </button>
  )
}, sameMark)

/** A mark looks the same while the same comments stand at the same place; its object is new at every layout. */
function sameMark(before: MarkProps, after: MarkProps): boolean {
  return (
    before.mark.leftPx === after.mark.leftPx &&
    before.mark.widthPx === after.mark.widthPx &&
    before.mark.marks.length === after.mark.marks.length &&
    before.mark.marks.every((comment, at) => comment === after.mark.marks[at]) &&
    before.person === after.person &&
    before.selected === after.selected &&
    before.stop === after.stop &&
    before.msPerPx === after.msPerPx &&
    before.frameMs === after.frameMs &&
    before.onChoose === after.onChoose
  )
}
