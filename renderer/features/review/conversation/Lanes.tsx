import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useDebrief } from '../../../lib/queries.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { CommentCard } from './CommentCard.tsx'
import { likelyHeightPx } from './heights.ts'
import classes from './Lanes.module.css'
import { layOut, type Placed, type Row, type RowItem, rowsOf, visible } from './rowLayout.ts'
import type { ShownComment } from './shownComments.ts'
import { useMeasured } from './useMeasured.ts'

type Item = RowItem & { comment: ShownComment; key: string }

const items = new WeakMap<ShownComment, Item>()

/** The same comment in the same lane is the same item: there are hundreds, and a new one must not make all anew. */
function itemOf(comment: ShownComment, side: Item['side']): Item {
  const before = items.get(comment)
  if (before?.side === side) return before
  const item = { id: comment.id, atMs: comment.atMs, side, comment, key: `${comment.id} ${side}` }
  items.set(comment, item)
  return item
}

/** Cards this far outside the window are there already when they scroll in. */
const OVER_PX = 500
/** After someone scrolled by hand, playing does not move the list for so long. */
const HANDS_OFF_MS = 4_000

/** The conversation on its time spine: two lanes, or one stream. Only what is near the window is in the page. */
export function Lanes({
  comments,
  people,
  sides,
  widthPx,
  rubric,
  rubrics,
  durationMs,
  onSelect,
  onClip,
}: {
  readonly comments: readonly ShownComment[]
  readonly people: readonly RoomPerson[]
  /** Undefined: one stream. */
  readonly sides: ReadonlyMap<string, 'left' | 'right'> | undefined
  /** Of the whole panel. */
  readonly widthPx: number
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly durationMs: number
  readonly onSelect: (comment: ShownComment) => void
  readonly onClip: (comment: ShownComment) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const { heights, measure } = useMeasured()
  const [frame, setFrame] = useState({ topPx: 0, heightPx: 800 })
  const cardPx = sides ? (widthPx - 72) / 2 : widthPx - 70

  const rows = useMemo(
    () =>
      rowsOf(
        comments.map(comment => itemOf(comment, sides?.get(comment.author.id) ?? (sides ? 'left' : 'one'))),
      ),
    [comments, sides],
  )
  const heightOf = useCallback(
    (item: Item) => heights.get(item.key) ?? likelyHeightPx(item.comment, cardPx),
    [heights, cardPx],
  )
  const layout = useMemo(() => layOut(rows, heightOf), [rows, heightOf])
  const seen = visible(layout, frame.topPx, frame.heightPx, OVER_PX)

  const look = useCallback(() => {
    const { current } = scroller
    if (!current) return
    const { scrollTop: topPx, clientHeight: heightPx } = current
    setFrame(before =>
      before.topPx === topPx && before.heightPx === heightPx ? before : { topPx, heightPx },
    )
  }, [])
  useLayoutEffect(() => {
    const { current } = scroller
    if (!current) return
    look()
    current.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(current)
    return () => {
      current.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [look])
  useKeepPlace(scroller, layout.placed, frame.topPx)
  useFollow(scroller, layout.placed, frame.heightPx, look)

  const { lessonId } = useRoom()
  const pins = useDebrief(lessonId).data?.pins
  const pinned = useMemo(() => new Set(pins?.map(({ commentId }) => commentId)), [pins])
  const personOf = useMemo(() => new Map(people.map(person => [person.id as string, person])), [people])
  return (
    <div className={classes.frame}>
      <div ref={scroller} className={classes.scroller} data-lanes={sides ? 2 : 1} data-testid="lanes">
        <ol className={classes.canvas} style={{ height: layout.heightPx + 16 }} aria-label="Comments">
          {inRows(seen, rows).map(({ row, placed }) => (
            <li key={row.startMs} className={classes.row}>
              <SpineTime row={row} topPx={layout.rowTopsPx[placed[0]?.rowAt ?? 0] ?? 0} />
              {placed.map(({ item, topPx }) => {
                const person = personOf.get(item.comment.author.id)
                return (
                  person && (
                    <div
                      key={item.id}
                      ref={measure(item.key)}
                      className={classes.place}
                      data-side={item.side}
                      style={{ top: topPx }}
                    >
                      <CommentCard
                        comment={item.comment}
                        person={person}
                        people={people}
                        rubric={rubric}
                        rubrics={rubrics}
                        durationMs={durationMs}
                        pinned={pinned.has(item.comment.id)}
                        withAvatar={sides === undefined}
                        onSelect={onSelect}
                        onClip={onClip}
                      />
                    </div>
                  )
                )
              })}
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}

function inRows(seen: readonly Placed<Item>[], rows: readonly Row<Item>[]) {
  const list: { row: Row<Item>; placed: Placed<Item>[] }[] = []
  for (const placed of seen) {
    const row = rows[placed.rowAt]
    if (!row) continue
    const last = list.at(-1)
    if (last?.row === row) last.placed.push(placed)
    else list.push({ row, placed: [placed] })
  }
  return list
}

/** A time of the spine; it turns to ink while one of its comments is chosen or of the moment. */
function SpineTime({ row, topPx }: { readonly row: Row<Item>; readonly topPx: number }) {
  const player = usePlayer()
  const now = useRoomUi(ui =>
    row.items.some(({ id, comment }) => ui.selected === id || ui.lit.includes(comment.id)),
  )
  return (
    <button
      type="button"
      className={classes.time}
      data-now={now}
      style={{ top: topPx }}
      tabIndex={-1}
      aria-label={`Go to ${formatTimecode(row.startMs)}`}
      onMouseDown={event => event.preventDefault()}
      onClick={() => player.seekTo(row.items[0]?.atMs ?? row.startMs)}
    >
      {formatTimecode(row.startMs)}
    </button>
  )
}

/**
 * When cards above the window turn out taller or shorter than thought, what is being read stays where it is. The scroll place
 * is asked for only where it must change: asking makes the browser lay out the page at once.
 */
function useKeepPlace(
  scroller: RefObject<HTMLDivElement | null>,
  placed: readonly Placed<Item>[],
  topPx: number,
): void {
  const anchor = useRef<{ id: string; topPx: number } | undefined>(undefined)
  useLayoutEffect(() => {
    const before = anchor.current
    const now = before && placed.find(({ item }) => item.id === before.id)
    const movedPx = before && now ? now.topPx - before.topPx : 0
    // At the very top there is nothing above to keep away: what comes there is to be seen.
    if (scroller.current && topPx > 0 && Math.abs(movedPx) >= 1) scroller.current.scrollTop += movedPx
    const first = placed.find(one => one.topPx >= topPx + movedPx)
    anchor.current = first && { id: first.item.id, topPx: first.topPx }
  }, [scroller, placed, topPx])
}

/** Brings the chosen comment, and while playing the comment of the moment, into the window: calmly, and not against a hand on the wheel. */
function useFollow(
  scroller: RefObject<HTMLDivElement | null>,
  placed: readonly Placed<Item>[],
  heightPx: number,
  /** Takes over where the window stands now. */
  look: () => void,
): void {
  const { ui } = useRoom()
  const selected = useRoomUi(state => state.selected)
  const lit = useRoomUi(state => state.lit.at(-1))
  const latest = useRef(placed)
  latest.current = placed
  const touchedAt = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const { current } = scroller
    if (!current) return
    const touched = () => {
      touchedAt.current = performance.now()
    }
    current.addEventListener('wheel', touched, { passive: true })
    current.addEventListener('touchmove', touched, { passive: true })
    return () => {
      current.removeEventListener('wheel', touched)
      current.removeEventListener('touchmove', touched)
    }
  }, [scroller])

  const show = useCallback(
    (id: string, atOnce = false) => {
      const { current } = scroller
      const target = latest.current.find(({ item }) => item.id === id)
      if (!current || !target) return
      const { heightPx } = target
      const roomPx = 12
      const above = target.topPx < current.scrollTop + roomPx
      const below = target.topPx + heightPx > current.scrollTop + current.clientHeight - 36
      if (!above && !below) return
      const wanted =
        above || heightPx > current.clientHeight
          ? target.topPx - roomPx
          : target.topPx + heightPx - current.clientHeight + 48
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      const far = Math.abs(wanted - current.scrollTop) > 2 * current.clientHeight
      current.scrollTo({ top: wanted, behavior: still || far || atOnce ? 'instant' : 'smooth' })
    },
    [scroller],
  )
  useEffect(() => {
    if (selected === undefined) return
    show(selected)
    // Cards on the way there may not have been laid out; once they are, the place is exact.
    const again = setTimeout(() => show(selected), 120)
    return () => clearTimeout(again)
  }, [selected, show])
  useEffect(() => {
    const { editing, replying } = ui.getState()
    if (lit === undefined || editing !== undefined || replying !== undefined) return
    if (performance.now() - touchedAt.current <= HANDS_OFF_MS) return
    // In the frame itself, where the page is laid out anyway: asking now would lay it out twice.
    const frame = requestAnimationFrame(() => show(lit))
    return () => cancelAnimationFrame(frame)
  }, [ui, lit, show])
  // A window that was made lower or higher still shows what it was about.
  const about = useRef(selected ?? lit)
  about.current = selected ?? lit
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what this waits for
  useEffect(() => {
    if (about.current !== undefined) show(about.current, true)
  }, [heightPx, show])
  // What was said just now is shown at once, wherever the list stood.
  const said = justSaid(placed)
  useEffect(() => {
    if (said === undefined) return
    const frame = requestAnimationFrame(() => {
      show(said, true)
      // From far away its card is not in the page yet; the news of the scrolling would come a frame too late.
      flushSync(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [said, show, look])
}

/** The comment that was written last and is on its way to the host. */
function justSaid(placed: readonly Placed<Item>[]): string | undefined {
  let last: Item['comment'] | undefined
  for (const { item } of placed) {
    const { unsaved } = item.comment
    if (unsaved?.state !== 'saving') continue
    if (last?.unsaved === undefined || unsaved.writtenAtMs >= last.unsaved.writtenAtMs) last = item.comment
  }
  return last?.id
}
