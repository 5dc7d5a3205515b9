import { Clock } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { type Place, rangeOf } from '../../../lib/place.ts'
import { type PlaceReading, placeText, readPlace } from '../../../lib/placeText.ts'
import { useTick } from '../player/playerContext.ts'
import { useRoomUi } from '../room/roomContext.ts'
import classes from './PlaceChip.module.css'

/** When a comment is about: the moment it was begun, or the range; a click makes it text that can be changed. */
export function PlaceChip({
  place,
  durationMs,
  align = 'end',
  onPlace,
}: {
  /** Undefined: not begun yet; the chip then follows the clock, or says the range that is set. */
  readonly place: Place | undefined
  readonly durationMs: number
  /** Where its message has room: towards the start or the end of the line. */
  readonly align?: 'start' | 'end'
  readonly onPlace: (place: Place) => void
}) {
  const [text, setText] = useState<string>()
  const [problem, setProblem] = useState<Extract<PlaceReading, { ok: false }>>()
  const button = useRef<HTMLButtonElement>(null)
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  const shown = place ?? rangeOf({ inMs, outMs })

  const close = () => {
    setText(undefined)
    setProblem(undefined)
    requestAnimationFrame(() => button.current?.focus())
  }
  const take = (taken: Place) => {
    onPlace(taken)
    close()
  }
  const apply = () => {
    if (text === undefined) return
    const reading = readPlace(text, durationMs)
    if (reading.ok) take(reading.place)
    else setProblem(reading)
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply()
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (text === undefined) {
    return (
      <button
        ref={button}
        type="button"
        className={classes.place}
        onClick={() => setText(shown ? placeText(shown, true) : '')}
      >
        <Clock size={14} strokeWidth={1.9} aria-hidden="true" />
        <span className="spoken">Time </span>
        {shown ? <span className="tn">{placeText(shown)}</span> : <LiveTime />}
        <span className="spoken">{shown ? '' : 'now, '}change it</span>
      </button>
    )
  }
  const { swapped } = problem ?? {}
  return (
    <span className={classes.placeEdit} data-align={align}>
      <input
        className={classes.placeInput}
        aria-label="Time or range"
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? 'place-problem' : undefined}
        placeholder="12:04 – 12:19"
        value={text}
        // The chip was pressed to type here.
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the pressed button
        autoFocus
        onFocus={event => event.currentTarget.select()}
        onChange={event => {
          setText(event.currentTarget.value)
          setProblem(undefined)
        }}
        onKeyDown={keyed}
        onBlur={event => {
          const stays =
            event.relatedTarget instanceof Element && event.relatedTarget.closest(`.${classes.placeEdit}`)
          if (!stays && text.trim() === '') close()
          else if (!stays) apply()
        }}
      />
      {problem && (
        <span id="place-problem" className={classes.placeProblem} role="alert">
          {problem.message}
          {swapped && (
            <button type="button" className={classes.link} onClick={() => take(swapped)}>
              Swap
            </button>
          )}
        </span>
      )}
    </span>
  )
}

/** The clock's own time, written without React. */
function LiveTime() {
  const text = useRef<HTMLSpanElement>(null)
  useTick(({ momentMs }) => {
    const next = formatTimecode(momentMs)
    if (text.current && text.current.textContent !== next) text.current.textContent = next
  })
  return <span ref={text} className="tn" />
}
