import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Ground } from '../../../../electron/contract/drawing/change.ts'
import { labelWithin, moveShape } from '../../../../electron/contract/drawing/change.ts'
import { boundsOf, labelPad } from '../../../../electron/contract/drawing/geometry.ts'
import { newLabel } from '../../../../electron/contract/drawing/newShape.ts'
import { drawingColours } from '../../../../electron/contract/drawing/paint.ts'
import { MOST_LABEL, type Shape } from '../../../../electron/contract/records/drawing.ts'
import type { PersonColour } from '../../../../electron/contract/records/person.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Drawing.module.css'
import type { Naming } from './desk.ts'
import { actOnDesk } from './drawingStore.ts'
import { actAndKeep } from './useDesk.ts'

/** Where a label's words are typed, in its own place and size. Enter and leaving keep them, Escape does not. */
export function LabelField({
  naming,
  before,
  colour,
  ground,
  onDone,
}: {
  readonly naming: Naming
  readonly before: Shape | undefined
  readonly colour: PersonColour
  readonly ground: Ground
  readonly unit: number
  readonly onDone: () => void
}) {
  const room = useRoom()
  const old = before?.kind === 'text' ? before : undefined
  const [text, setText] = useState(old?.text ?? '')
  const field = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])

  const shapeOf = (words: string): Shape =>
    old
      ? moveShape(labelWithin({ ...old, text: words }, ground), 0, 0, ground)
      : newLabel(words, naming.at, ground)
  const shown = shapeOf(text || 'Words')
  const end = (keep: boolean, byKey: boolean) => {
    if (ended.current) return
    ended.current = true
    const words = text.trim()
    actOnDesk(room.drawing, { do: 'name', naming: undefined })
    if (keep && words !== '' && words !== old?.text) {
      const shape = shapeOf(words)
      actAndKeep(
        room,
        naming.index === undefined ? { do: 'add', shape } : { do: 'change', index: naming.index, shape },
      )
    }
    if (byKey) onDone()
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    end(event.key === 'Enter', true)
  }
  if (shown.kind !== 'text') return null
  const { x, y, width, height } = boundsOf(shown, ground.measure)
  return (
    <foreignObject x={x} y={y} width={width + shown.sizePx} height={height}>
      <input
        ref={field}
        className={classes.label}
        aria-label="Words of the label"
        value={text}
        placeholder="Words"
        maxLength={MOST_LABEL}
        style={{
          width,
          height,
          fontSize: shown.sizePx,
          paddingInline: shown.sizePx * labelPad.x * 0.84,
          borderWidth: shown.sizePx * 0.16,
          borderRadius: shown.sizePx * 0.28,
          background: drawingColours[colour],
        }}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={keyed}
        onBlur={() => end(true, false)}
      />
    </foreignObject>
  )
}
