import { type RefObject, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { plainWords } from '../../../../electron/contract/text/richText.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { kindWord } from '../../../lib/words.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom } from '../room/roomContext.ts'
import { canMove } from './changePlace.ts'
import classes from './HoverCard.module.css'
import { NUDGE_KEYS } from './nudgeKeys.ts'
import type { Strips } from './strips/stripStore.ts'
import { nearest } from './strips/tiles.ts'
import { msAt, type View } from './timeScale.ts'

type Hovered = { leftPx: number; bottomPx: number; atMs: number; commentIds: readonly string[] }

const CARD_PX = 208
/** Of a group of marks, so many are shown with their words. */
const MOST_SHOWN = 4
const WORDS_ALONE = 180
const WORDS_AMONG = 72

/** What is under the pointer, or under the focus: the nearest picture, the time, and the comment. */
export function HoverCard({
  track,
  comments,
  strips,
  offsetMs,
}: {
  /** The ruler: what all rows are laid along. */
  readonly track: RefObject<HTMLElement | null>
  readonly comments: readonly ShownComment[]
  readonly strips: Strips
  readonly offsetMs: number
}) {
  const room = useRoom()
  const [hovered, setHovered] = useState<Hovered>()
  const picture = useRef<HTMLCanvasElement>(null)
  const frame = useRef(0)

  useEffect(() => {
    const { current } = track
    const area = current?.closest('section')
    if (!current || !area) return
    const at = (clientX: number, target: EventTarget | null): Hovered | undefined => {
      const { left, width } = current.getBoundingClientRect()
      const view: View = room.ui.getState().view
      if (clientX < left || clientX > left + width) return undefined
      const mark = target instanceof Element ? target.closest<HTMLElement>('[data-comments]') : null
      return {
        leftPx: Math.min(Math.max(8, clientX - CARD_PX / 2), window.innerWidth - CARD_PX - 8),
        bottomPx: window.innerHeight - area.getBoundingClientRect().top + 8,
        atMs: msAt(clientX - left, view, width),
        commentIds: mark?.dataset.comments?.split(' ') ?? [],
      }
    }
    const move = (event: PointerEvent) => {
      const { clientX, target } = event
      cancelAnimationFrame(frame.current)
      frame.current = requestAnimationFrame(() => setHovered(at(clientX, target)))
    }
    const leave = () => {
      cancelAnimationFrame(frame.current)
      setHovered(undefined)
    }
    const focus = ({ target }: FocusEvent) => {
      const mark = target instanceof HTMLElement && target.matches(':focus-visible') ? target : undefined
      if (!mark?.dataset.comments) return setHovered(undefined)
      const { left } = mark.getBoundingClientRect()
      setHovered(at(Math.max(left + 4, current.getBoundingClientRect().left), mark))
    }
    const dismiss = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave()
    }
    area.addEventListener('pointermove', move)
    area.addEventListener('pointerleave', leave)
    area.addEventListener('focusin', focus)
    area.addEventListener('focusout', leave)
    window.addEventListener('keydown', dismiss)
    return () => {
      leave()
      area.removeEventListener('pointermove', move)
      area.removeEventListener('pointerleave', leave)
      area.removeEventListener('focusin', focus)
      area.removeEventListener('focusout', leave)
      window.removeEventListener('keydown', dismiss)
    }
  }, [room, track])

  const under = hovered?.commentIds.length ? comments.filter(({ id }) => hovered.commentIds.includes(id)) : []
  const [comment] = under
  const shown = under.slice(0, MOST_SHOWN)
  const untilMs = under.length > 1 ? under.at(-1)?.atMs : comment?.toMs
  const atMs = comment ? comment.atMs : hovered?.atMs
  const tile = atMs === undefined ? undefined : nearest(strips.tiles, atMs - offsetMs)
  useEffect(() => {
    const context = picture.current?.getContext('2d')
    if (!context || !tile) return
    context.canvas.width = tile.picture.width
    context.canvas.height = tile.picture.height
    context.drawImage(tile.picture, 0, 0)
  }, [tile])
  if (!hovered || atMs === undefined) return null
  const tileMs = tile && tile.atMs + offsetMs
  const off = tileMs !== undefined && Math.abs(tileMs - atMs) > 1500
  return createPortal(
    // What it says stands in the marks' own names too.
    <div
      className={classes.hover}
      style={{ left: hovered.leftPx, bottom: hovered.bottomPx, width: CARD_PX }}
      aria-hidden="true"
      data-testid="timeline-hover"
    >
      {tile && <canvas ref={picture} />}
      <p className={classes.hoverTime}>
        <b>{formatTimecode(atMs, 1)}</b>
        {untilMs !== undefined && <b> – {formatTimecode(untilMs, 1)}</b>}
        {under.length > 1 && <span> · {under.length} comments</span>}
        {off && <span> picture of {formatTimecode(tileMs)}</span>}
      </p>
      {shown.map(each => (
        <Said key={each.id} comment={each} alone={under.length === 1} />
      ))}
      {under.length > shown.length && (
        <p className={classes.hoverWho}>and {under.length - shown.length} more</p>
      )}
      {comment && under.length === 1 && canMove(comment) && (
        <p className={classes.hoverKeys}>
          <KeyCap combo={NUDGE_KEYS.earlier} /> <KeyCap combo={NUDGE_KEYS.later} /> move ·{' '}
          <KeyCap combo={NUDGE_KEYS.longer} /> end
        </p>
      )}
    </div>,
    document.body,
  )
}

/** Who said what; one of several says when, and is cut shorter. */
function Said({ comment, alone }: { readonly comment: ShownComment; readonly alone: boolean }) {
  const { atMs, author, closed, kind, text } = comment
  const words = plainWords(text)
  const most = alone ? WORDS_ALONE : WORDS_AMONG
  return (
    <>
      <p className={classes.hoverWho}>
        {!alone && <b>{formatTimecode(atMs, 1)} </b>}
        {closed ? 'Private note' : kindWord(kind)} · {author.name}
      </p>
      {!closed && (
        <p className={classes.hoverText}>
          {words.length > most ? `${words.slice(0, most).trimEnd()} …` : words}
        </p>
      )}
    </>
  )
}
