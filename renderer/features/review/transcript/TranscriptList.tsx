import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import type { TranscriptView } from '../../../../electron/contract/api/transcripts.ts'
import { CueRow } from './CueRow.tsx'
import type { Found } from './findWords.ts'
import classes from './Transcript.module.css'

/** What the panel may ask of its list. */
export interface ListReach {
  /** Scrolls a cue into the middle of the window; `focus` also gives it the keyboard. */
  show(index: number, focus?: boolean): void
  readonly element: HTMLElement | null
}

/** Rows this far outside the window are there already when they scroll in. */
const OVERSCAN = 12
/** So far from the window's edges a cue that is heard may stand before the list moves. */
const EDGE_SHARE = 0.18

/** The cues as a list of which only what is near the window is in the page: two hours are as quick as two minutes. */
export function TranscriptList({
  transcript,
  heard,
  following,
  found,
  currentFound,
  picked,
  onPick,
  onGo,
  onHands,
  reach,
}: {
  readonly transcript: TranscriptView
  readonly heard: number
  readonly following: boolean
  readonly found: ReadonlyMap<number, readonly Found[]>
  readonly currentFound: Found | undefined
  /** First and last cue that are chosen with the keyboard. */
  readonly picked: readonly [number, number] | undefined
  readonly onPick: (picked: readonly [number, number] | undefined) => void
  readonly onGo: (index: number) => void
  /** The reader scrolls by hand, or walks with the keys. */
  readonly onHands: () => void
  readonly reach: RefObject<ListReach | null>
}) {
  const { cues, speakers } = transcript
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const focusNext = useRef<number | undefined>(undefined)
  const anchor = useRef<number | undefined>(undefined)
  const rows = useVirtualizer({
    count: cues.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => 20 + 20 * Math.ceil((cues[index]?.text.length ?? 0) / 62),
    overscan: OVERSCAN,
    initialRect: { width: 500, height: 600 },
  })

  const show = useCallback(
    (index: number, focus = false) => {
      if (focus) {
        focusNext.current = index
        setAt(index)
      }
      rows.scrollToIndex(index, { align: 'center' })
    },
    [rows],
  )
  useImperativeHandle(reach, () => ({
    show,
    get element() {
      return scroller.current
    },
  }))

  // The row that is to have the keyboard may come into the page only now.
  useEffect(() => {
    const index = focusNext.current
    if (index === undefined) return
    const button = scroller.current?.querySelector<HTMLElement>(`[data-cue="${index}"] button`)
    if (!button) return
    focusNext.current = undefined
    button.focus({ preventScroll: true })
  })

  useEffect(() => {
    const { current } = scroller
    if (!following || heard < 0 || !current) return
    const row = current.querySelector<HTMLElement>(`[data-cue="${heard}"]`)
    const edge = current.clientHeight * EDGE_SHARE
    if (row) {
      const top = row.getBoundingClientRect().top - current.getBoundingClientRect().top
      if (top > edge && top + row.offsetHeight < current.clientHeight - edge) return
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      const wanted = current.scrollTop + top - current.clientHeight / 3
      current.scrollTo({ top: wanted, behavior: still ? 'instant' : 'smooth' })
    } else rows.scrollToIndex(heard, { align: 'center' })
  }, [heard, following, rows])

  const walk = (index: number, extend: boolean) => {
    const next = Math.min(cues.length - 1, Math.max(0, index))
    onHands()
    if (extend) {
      anchor.current ??= at
      onPick([Math.min(anchor.current, next), Math.max(anchor.current, next)])
    } else {
      anchor.current = undefined
      onPick(undefined)
    }
    setAt(next)
    focusNext.current = next
    rows.scrollToIndex(next, { align: 'auto' })
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / 44))
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: cues.length - 1,
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    walk(next, event.shiftKey)
  }
  const items = rows.getVirtualItems()
  const tabbable = items.some(({ index }) => index === at) ? at : (items[OVERSCAN] ?? items[0])?.index
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-testid="transcript"
      onWheel={onHands}
      onTouchMove={onHands}
      onPointerDown={event => {
        // On the scroll bar, which is no child.
        if (event.target === event.currentTarget) onHands()
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: no field of a form is in it */}
      <div
        className={classes.canvas}
        style={{ height: rows.getTotalSize() }}
        role="group"
        aria-label={`Transcript, ${cues.length} cues`}
        {...(transcript.language ? { lang: transcript.language } : {})}
        onKeyDown={keyed}
        onFocus={event => {
          const index = event.target.closest<HTMLElement>('[data-cue]')?.dataset.cue
          if (index !== undefined) setAt(Number(index))
        }}
      >
        {items.map(({ index, start }) => {
          const cue = cues[index]
          if (!cue) return null
          const said = cue.speaker === undefined ? undefined : speakers[cue.speaker]
          const isNew = cues[index - 1]?.speaker !== cue.speaker
          return (
            <div
              key={index}
              ref={rows.measureElement}
              data-index={index}
              className={classes.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <CueRow
                cue={cue}
                index={index}
                speaker={isNew ? said : undefined}
                heard={index === heard}
                picked={picked !== undefined && index >= picked[0] && index <= picked[1]}
                tabbable={index === tabbable}
                spans={found.get(index)}
                current={currentFound?.cue === index ? currentFound : undefined}
                onGo={onGo}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
