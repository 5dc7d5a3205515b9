import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef } from 'react'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { placeWords } from '../lib/placeWords.ts'
import { useWidth } from '../lib/useWidth.ts'
import { kindWord } from '../lib/words.ts'
import { choose, useChosen } from './chosen.ts'
import { useGuestRoom } from './guestRoom.ts'
import { groupHeads, headsOf } from './heads.ts'
import type { Picture } from './Picture.ts'
import { useRange } from './range.ts'
import { colourIn, type Speaker, useComments, useSpeakers } from './speakers.ts'
import classes from './Timeline.module.css'
import { placeOf, useOfPicture } from './useOfPicture.ts'

const STEP_MS = 5000
const PAGE_MS = 60_000
/** Colours come again after so many people, and so do lanes. */
const MOST_LANES = 4

/** The lesson from left to right: who said something where, the range, and where everyone is. */
export function Timeline({ picture }: { readonly picture: Picture | undefined }) {
  const durationMs = Math.max(
    1,
    useGuestRoom(room => room.lesson?.durationMs ?? 0),
  )
  const comments = useComments()
  const speakers = useSpeakers()
  const bar = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(bar)
  const seek = (event: PointerEvent<HTMLElement>) => {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.width === 0) return
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    picture?.goTo(Math.round(share * durationMs))
  }
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const mark = event.target instanceof Element ? event.target.closest('[data-mark]') : null
    const comment = mark && comments.find(({ id }) => id === mark.getAttribute('data-mark'))
    if (comment) return choose(comment, picture)
    event.currentTarget.setPointerCapture(event.pointerId)
    seek(event)
  }
  return (
    <section className={classes.timeline} aria-label="Timeline">
      <Heads picture={picture} speakers={speakers} durationMs={durationMs} widthPx={widthPx} />
      <div
        ref={bar}
        className={classes.bar}
        data-testid="bar"
        onPointerDown={press}
        onPointerMove={event => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
        }}
      >
        <Marks comments={comments} speakers={speakers} durationMs={durationMs} />
        <RangeBand durationMs={durationMs} />
        <Playhead picture={picture} durationMs={durationMs} />
      </div>
    </section>
  )
}

const percent = (ms: number, durationMs: number): string =>
  `${Math.min(100, (Math.max(0, ms) / durationMs) * 100)}%`

/** Everything that was said, where it belongs in time; each person has a colour and a lane. What they say stands in the conversation. */
const Marks = memo(function Marks({
  comments,
  speakers,
  durationMs,
}: {
  readonly comments: readonly CommentView[]
  readonly speakers: readonly Speaker[]
  readonly durationMs: number
}) {
  const chosen = useChosen(({ id }) => id)
  const talking = useMemo(() => {
    const said = new Set<string>(comments.map(({ author }) => author.id))
    return speakers.filter(({ id }) => said.has(id)).map(({ id }) => id)
  }, [comments, speakers])
  const lanes = Math.min(MOST_LANES, Math.max(1, talking.length))
  return (
    <div className={classes.marks} data-lanes={lanes} aria-hidden="true">
      {comments.map(({ id, author, atMs, toMs, kind, text }) => (
        <span
          key={id}
          className={classes.mark}
          data-mark={id}
          data-shape={toMs === undefined ? 'point' : 'range'}
          data-person={colourIn(speakers, author.id)}
          data-chosen={id === chosen}
          title={`${kindWord(kind)} by ${author.name} ${placeWords({ atMs, toMs })}: ${text.slice(0, 120)}`}
          style={{
            top: `${((talking.indexOf(author.id) % lanes) + 0.5) * (100 / lanes)}%`,
            left: percent(atMs, durationMs),
            ...(toMs !== undefined && { width: percent(toMs - atMs, durationMs) }),
          }}
        />
      ))}
    </div>
  )
})

/** The range between I and O; a single end is a line of its own. */
function RangeBand({ durationMs }: { readonly durationMs: number }) {
  const { inMs, outMs } = useRange()
  const ends = [inMs, outMs].flatMap(ms => (ms === undefined ? [] : [ms]))
  if (ends.length === 0) return null
  const fromMs = Math.min(...ends)
  return (
    <div
      className={classes.band}
      data-testid="range"
      data-ends={inMs === undefined ? 'out' : outMs === undefined ? 'in' : 'both'}
      style={{
        left: percent(fromMs, durationMs),
        width: percent(Math.max(...ends) - fromMs, durationMs),
      }}
      aria-hidden="true"
    />
  )
}

/** Where this page's picture is: takes the keys of a slider. */
function Playhead({
  picture,
  durationMs,
}: {
  readonly picture: Picture | undefined
  readonly durationMs: number
}) {
  const atMs = Math.min(durationMs, useOfPicture(picture, placeOf) ?? 0)
  const keyed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = momentAfterKey(event.key, picture?.atMs ?? 0, durationMs)
    if (to === undefined) return
    event.preventDefault()
    picture?.goTo(Math.min(durationMs, Math.max(0, to)))
  }
  return (
    <div
      className={classes.playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationMs / 1000)}
      aria-valuenow={Math.floor(atMs / 1000)}
      aria-valuetext={formatTimecode(atMs)}
      style={{ left: percent(atMs, durationMs) }}
      onKeyDown={keyed}
    />
  )
}

function momentAfterKey(key: string, nowMs: number, durationMs: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return nowMs - STEP_MS
    case 'ArrowRight':
    case 'ArrowUp':
      return nowMs + STEP_MS
    case 'PageDown':
      return nowMs - PAGE_MS
    case 'PageUp':
      return nowMs + PAGE_MS
    case 'Home':
      return 0
    case 'End':
      return durationMs
    default:
      return undefined
  }
}

/** Where the others are, with their names. In words it stands in the strip of who is here. */
function Heads({
  picture,
  speakers,
  durationMs,
  widthPx,
}: {
  readonly picture: Picture | undefined
  readonly speakers: readonly Speaker[]
  readonly durationMs: number
  readonly widthPx: number
}) {
  const { people, you, offsetMs } = useGuestRoom()
  // At each look of the picture the others have gone on too.
  const nowMs = useOfPicture(picture, hostNow) ?? Date.now() + offsetMs
  const heads = headsOf(people, speakers, { you, nowMs, durationMs })
  return (
    <div className={classes.heads} data-testid="heads" aria-hidden="true">
      {heads.map(({ id, colour, atMs }) => (
        <i key={id} data-person={colour} style={{ left: percent(atMs, durationMs) }} />
      ))}
      {groupHeads(heads, durationMs, widthPx).map(({ heads: group, leftPx, way }) => (
        <span
          key={group[0].id}
          className={classes.names}
          data-way={way}
          data-person={group[0].colour}
          title={group.map(({ name, atMs }) => `${name} ${formatTimecode(atMs)}`).join(', ')}
          style={{ left: leftPx }}
        >
          {group.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <bdi>{name}</bdi>
            </span>
          ))}
        </span>
      ))}
    </div>
  )
}
const hostNow = (picture: Picture): number => picture.lookedAtMs + useGuestRoom.getState().offsetMs
