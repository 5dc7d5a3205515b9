import { type RefObject, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { plainWords } from '../../../../electron/contract/text/richText.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { kindWord } from '../../../lib/words.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom } from '../room/roomContext.ts'
import { canMove } from './changePlace.ts'
import { NUDGE_KEYS } from './nudgeKeys.ts'
import type { Strips } from './strips/stripStore.ts'
import { nearest } from './strips/tiles.ts'
import classes from './Timeline.module.css'
import { msAt, type View } from './timeScale.ts'

type Hovered = { leftPx: number; bottomPx: number; atMs: number; commentId: string | undefined }

const CARD_PX = 208

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
      const mark = target instanceof Element ? target.closest<HTMLElement>('[data-comment]') : null
      return {
        leftPx: Math.min(Math.max(8, clientX - CARD_PX / 2), window.innerWidth - CARD_PX - 8),
        bottomPx: window.innerHeight - area.getBoundingClientRect().top + 8,
        atMs: msAt(clientX - left, view, width),
        commentId: mark?.dataset.comment,
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
      if (!mark?.dataset.comment) return setHovered(undefined)
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

  const comment = hovered?.commentId && comments.find(({ id }) => id === hovered.commentId)
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
        {comment && comment.toMs !== undefined && <b> – {formatTimecode(comment.toMs, 1)}</b>}
        {off && <span> picture of {formatTimecode(tileMs)}</span>}
      </p>
      {comment && (
        <>
          <p className={classes.hoverWho}>
            {comment.closed ? 'Private note' : kindWord(comment.kind)} · {comment.author.name}
          </p>
          {!comment.closed && <p className={classes.hoverText}>{plainWords(comment.text).slice(0, 180)}</p>}
          {canMove(comment) && (
            <p className={classes.hoverKeys}>
              <KeyCap combo={NUDGE_KEYS.earlier} /> <KeyCap combo={NUDGE_KEYS.later} /> move ·{' '}
              <KeyCap combo={NUDGE_KEYS.longer} /> end
            </p>
          )}
        </>
      )}
    </div>,
    document.body,
  )
}
