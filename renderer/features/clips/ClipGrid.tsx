import { useVirtualizer } from '@tanstack/react-virtual'
import { type DragEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import type { ClipId } from '../../../electron/contract/records/clip.ts'
import { ClipCard } from './ClipCard.tsx'
import classes from './ClipGrid.module.css'
import type { IndexedClip } from './clipFilter.ts'
import { useClipsState } from './clipsState.ts'

const GAP_PX = 20
const CARD_LEAST_PX = 280
/** A card's words below its frame. */
const WORDS_PX = 96
/** The line with what a group is asked. */
const PROMPT_PX = 26

/** A collection's own order, and how it is changed. */
export interface Ordered {
  readonly prompts: ReadonlyMap<string, string>
  readonly move: (id: ClipId, to: number) => void
}
/** What a dragged card is known by to others. */
const DRAGGED = 'application/x-debrief-clip'

/** How many cards stand beside each other; the widest screens get larger ones rather than more. */
export function columnsFor(widthPx: number, screenPx: number): number {
  const least = Math.min(380, Math.max(CARD_LEAST_PX, screenPx * 0.14))
  return Math.max(1, Math.floor((widthPx + GAP_PX) / (least + GAP_PX)))
}

/** The cards in rows; only rows near the window are in the page, so that thousands scroll like ten. */
export function ClipGrid({
  clips,
  people,
  rubrics,
  ordered,
}: {
  readonly clips: readonly IndexedClip[]
  readonly people: ReadonlyMap<string, PersonView>
  readonly rubrics: readonly RubricView[]
  readonly ordered?: Ordered | undefined
}) {
  const { open, ticked } = useClipsState()
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusNext = useRef<number | undefined>(undefined)
  const [over, setOver] = useState<number>()
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const { current } = list
    if (!current) return
    const look = () => setWidthPx(current.clientWidth)
    look()
    const watch = new ResizeObserver(look)
    watch.observe(current)
    return () => watch.disconnect()
  }, [])
  const columns = columnsFor(widthPx || 1000, window.innerWidth)
  const cardPx = ((widthPx || 1000) - GAP_PX * (columns - 1)) / columns
  const rowPx = Math.round(
    (cardPx * 9) / 16 + WORDS_PX + (ordered && ordered.prompts.size > 0 ? PROMPT_PX : 0),
  )
  const rows = useVirtualizer({
    count: Math.ceil(clips.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    gap: GAP_PX,
    overscan: 2,
    initialRect: { width: 1000, height: 900 },
    scrollPaddingStart: 12,
    scrollPaddingEnd: 12,
  })
  useLayoutEffect(() => {
    void rowPx
    rows.measure()
  }, [rows, rowPx])

  const cardAt = (nth: number) =>
    list.current?.querySelector<HTMLElement>(`[data-nth="${nth}"] article button`)
  // The card that is to have the keyboard may come into the page only now.
  useEffect(() => {
    const nth = focusNext.current
    const card = nth === undefined ? undefined : cardAt(nth)
    if (!card) return
    focusNext.current = undefined
    card.focus({ preventScroll: true })
  })
  const walk = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-nth]') : null
    if (!cell) return
    const at = Number(cell.dataset.nth)
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: clips.length - 1,
    }
    const to = steps[event.key]
    if (to === undefined || to < 0 || to >= clips.length) return
    event.preventDefault()
    focusNext.current = to
    rows.scrollToIndex(Math.floor(to / columns), { align: 'auto' })
    cardAt(to)?.focus({ preventScroll: true })
  }
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul
        ref={list}
        className={classes.list}
        aria-label="Clips"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={walk}
      >
        {rows.getVirtualItems().flatMap(row =>
          clips.slice(row.index * columns, (row.index + 1) * columns).map(({ clip, lesson }, column) => {
            const nth = row.index * columns + column
            return (
              <li
                key={clip.id}
                className={classes.cell}
                data-nth={nth}
                aria-setsize={clips.length}
                aria-posinset={nth + 1}
                {...(ordered && {
                  draggable: true,
                  'data-over': over === nth,
                  onDragStart: (event: DragEvent) => {
                    event.dataTransfer.setData(DRAGGED, clip.id)
                    event.dataTransfer.effectAllowed = 'move'
                  },
                  onDragOver: (event: DragEvent) => {
                    if (!event.dataTransfer.types.includes(DRAGGED)) return
                    event.preventDefault()
                    setOver(nth)
                  },
                  onDragEnd: () => setOver(undefined),
                  onDrop: (event: DragEvent) => {
                    const id = event.dataTransfer.getData(DRAGGED)
                    setOver(undefined)
                    const dragged = clips.find(each => each.clip.id === id)
                    if (!dragged) return
                    event.preventDefault()
                    event.stopPropagation()
                    ordered.move(dragged.clip.id, nth)
                  },
                })}
                style={{
                  width: cardPx,
                  ...(ordered && { height: rowPx }),
                  transform: `translate(${column * (cardPx + GAP_PX)}px, ${row.start}px)`,
                }}
              >
                <ClipCard
                  clip={clip}
                  lesson={lesson}
                  people={people}
                  rubrics={rubrics}
                  open={clip.id === open}
                  ticked={ticked.has(clip.id)}
                  place={ordered && nth + 1}
                  prompt={ordered?.prompts.get(clip.id)}
                />
              </li>
            )
          }),
        )}
      </ul>
    </div>
  )
}
