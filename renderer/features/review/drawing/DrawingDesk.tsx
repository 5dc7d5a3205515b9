import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { dragHandle, type Ground, moveShape } from '../../../../electron/contract/drawing/change.ts'
import { describeShape, shapeWords } from '../../../../electron/contract/drawing/describe.ts'
import { unitOf } from '../../../../electron/contract/drawing/geometry.ts'
import { hits, shapeAt } from '../../../../electron/contract/drawing/hitTest.ts'
import { shapeFromDrag, shapeInMiddle } from '../../../../electron/contract/drawing/newShape.ts'
import type { Point, Shape } from '../../../../electron/contract/records/drawing.ts'
import { useKeys } from '../../../lib/keys.ts'
import { measureLabel } from '../../../ui/drawing/measureLabel.ts'
import { ShapeMarks } from '../../../ui/drawing/ShapeMarks.tsx'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Drawing.module.css'
import { isFull, keyed } from './desk.ts'
import { actOnDesk, type OpenDesk } from './drawingStore.ts'
import { Handles, handleNear, pointOn, REACH_PX } from './Handles.tsx'
import { LabelField } from './LabelField.tsx'
import { actAndKeep, closeDesk } from './useDesk.ts'
import { useGesture } from './useGesture.ts'
import { usePicturePerPx } from './usePicturePerPx.ts'

/** The sheet over the picture on which shapes are made, chosen, moved and resized, by pointer, finger or keys. */
export function DrawingDesk({ desk, person }: { readonly desk: OpenDesk; readonly person: RoomPerson }) {
  const room = useRoom()
  const { picture, state } = desk
  const { shapes, selected, tool, naming } = state
  const sheet = useRef<SVGSVGElement>(null)
  const { shown: gesture, latest: latestGesture, set: setGesture } = useGesture()
  const ground: Ground = useMemo(() => ({ picture, measure: measureLabel }), [picture])
  const perPx = usePicturePerPx(sheet, picture)
  const chosen = selected === undefined ? undefined : shapes[selected]

  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])

  const place = () => {
    if (isFull(state)) return announce(room, 'This drawing is full: delete a shape first.')
    if (tool === 'text') {
      const at = { x: Math.round(picture.width * 0.4), y: Math.round(picture.height * 0.45) }
      actOnDesk(room.drawing, { do: 'name', naming: { at } })
      return
    }
    const shape = shapeInMiddle(tool, ground)
    actAndKeep(room, { do: 'add', shape })
    announce(
      room,
      `${describeShape(shape, person.name, picture, measureLabel)}. Arrows move it, plus and minus resize it.`,
    )
    focusShape(sheet.current, shapes.length)
  }
  useKeys([
    {
      id: 'draw.place',
      title: 'Place a shape in the middle',
      group: 'Drawing',
      keys: ['enter'],
      keyOnly: true,
      run: place,
    },
  ])

  const pointOf = (pointer: { clientX: number; clientY: number }): Point => pointOn(sheet.current, pointer)
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0 || latestGesture()) return
    if (event.target instanceof Element && event.target.closest('input')) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    sheet.current?.focus({ preventScroll: true })
    const at = pointOf(event)
    if (chosen && selected !== undefined) {
      const near = handleNear(chosen, at, perPx)
      if (near)
        return setGesture({ kind: 'handle', name: near.name, index: selected, base: chosen, shape: chosen })
      if (hits(chosen, at, { ...ground, reachPx: REACH_PX * perPx }))
        return setGesture({ kind: 'move', from: at, index: selected, base: chosen, shape: chosen })
    }
    setGesture({ kind: 'draw', path: [at], shape: undefined, ends: naming !== undefined })
  }
  const moved = (event: PointerEvent<SVGSVGElement>) => {
    const gesture = latestGesture()
    if (!gesture) return
    const at = pointOf(event)
    switch (gesture.kind) {
      case 'handle':
        return setGesture({ ...gesture, shape: dragHandle(gesture.base, gesture.name, at, ground) })
      case 'move': {
        const [dx, dy] = [at.x - gesture.from.x, at.y - gesture.from.y]
        return setGesture({ ...gesture, shape: moveShape(gesture.base, dx, dy, ground) })
      }
      case 'draw': {
        // Between two frames a pen tells of several points: a hand's line needs them all.
        const between = event.nativeEvent.getCoalescedEvents().map(pointOf)
        const path = [...gesture.path, ...(between.length > 0 ? between : [at])]
        return setGesture({ ...gesture, path, shape: shapeFromDrag(tool, path, ground) })
      }
    }
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    const gesture = latestGesture()
    if (!gesture) return
    setGesture(undefined)
    if (gesture.kind !== 'draw') {
      if (gesture.shape !== gesture.base)
        actAndKeep(room, { do: 'change', index: gesture.index, shape: gesture.shape })
      return
    }
    const at = pointOf(event)
    const shape = shapeFromDrag(tool, gesture.path, ground)
    if (shape) {
      if (isFull(state)) announce(room, 'This drawing is full: delete a shape first.')
      else actAndKeep(room, { do: 'add', shape })
      return
    }
    const hit = shapeAt(shapes, at, { ...ground, reachPx: REACH_PX * perPx })
    if (hit !== undefined) actOnDesk(room.drawing, { do: 'select', index: hit })
    else if (tool === 'text' && !gesture.ends) actOnDesk(room.drawing, { do: 'name', naming: { at } })
    else actOnDesk(room.drawing, { do: 'select', index: undefined })
  }
  const keyOn = (event: KeyboardEvent<SVGElement>, shape: Shape, index: number) => {
    if (event.ctrlKey || event.metaKey) return
    const change = keyed(shape, event, ground)
    if (change) {
      actAndKeep(room, { do: 'change', index, ...change })
      announce(room, describeShape(change.shape, person.name, picture, measureLabel))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      actAndKeep(room, { do: 'delete', index })
      announce(room, `${shapeWords[shape.kind]} deleted.`)
      sheet.current?.focus({ preventScroll: true })
    } else if (event.key === 'Enter' && shape.kind === 'text') {
      actOnDesk(room.drawing, { do: 'name', naming: { at: { x: shape.x, y: shape.y }, index } })
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      actOnDesk(room.drawing, { do: 'select', index: undefined })
      sheet.current?.focus({ preventScroll: true })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const keyOnSheet = (event: KeyboardEvent<SVGSVGElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Escape' && latestGesture()) {
      event.preventDefault()
      setGesture(undefined)
    } else if (chosen && selected !== undefined) keyOn(event, chosen, selected)
    else if (event.key === 'Escape') {
      event.preventDefault()
      closeDesk(room)
    }
  }

  /** Twice on a label: its words are changed. */
  const twice = (event: MouseEvent<SVGSVGElement>) => {
    const index = shapeAt(shapes, pointOf(event), { ...ground, reachPx: REACH_PX * perPx })
    const shape = index === undefined ? undefined : shapes[index]
    if (index !== undefined && shape?.kind === 'text')
      actOnDesk(room.drawing, { do: 'name', naming: { at: { x: shape.x, y: shape.y }, index } })
  }
  const shownShape = (shape: Shape, index: number): Shape =>
    gesture && gesture.kind !== 'draw' && gesture.index === index ? gesture.shape : shape
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's fieldset cannot be drawn on
    <svg
      ref={sheet}
      className={classes.desk}
      data-tool={tool}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: shapes are placed on it by key
      tabIndex={0}
      role="group"
      aria-label={`Drawing. ${shapeWords[tool]} tool. Enter places one in the middle, Tab goes through the shapes, Escape ends.`}
      data-testid="drawing-desk"
      onPointerDown={down}
      onPointerMove={moved}
      onPointerUp={up}
      onPointerCancel={() => setGesture(undefined)}
      onDoubleClick={twice}
      onKeyDown={keyOnSheet}
    >
      {shapes.map((shape, index) => (
        // A shape is its place in the list: it may be changed, and two may be alike.
        // biome-ignore lint/a11y/useSemanticElements: HTML's button cannot stand in an SVG
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          className={classes.shape}
          role="button"
          tabIndex={0}
          data-shape={index}
          aria-pressed={selected === index}
          aria-label={describeShape(shape, person.name, picture, measureLabel)}
          onFocus={() => actOnDesk(room.drawing, { do: 'select', index })}
          onKeyDown={event => keyOn(event, shape, index)}
          visibility={naming?.index === index ? 'hidden' : undefined}
        >
          <ShapeMarks shape={shownShape(shape, index)} colour={person.colour} picture={picture} />
        </g>
      ))}
      {gesture?.kind === 'draw' && gesture.shape && (
        <ShapeMarks shape={gesture.shape} colour={person.colour} picture={picture} />
      )}
      {chosen && selected !== undefined && !naming && (
        <Handles shape={shownShape(chosen, selected)} perPx={perPx} />
      )}
      {naming && (
        <LabelField
          key={`${naming.at.x} ${naming.at.y}`}
          naming={naming}
          before={naming.index === undefined ? undefined : shapes[naming.index]}
          colour={person.colour}
          ground={ground}
          unit={unitOf(picture)}
          onDone={() => sheet.current?.focus({ preventScroll: true })}
        />
      )}
    </svg>
  )
}

/** Gives a shape the focus once it is on the page. */
function focusShape(sheet: SVGSVGElement | null, index: number): void {
  requestAnimationFrame(() => sheet?.querySelector<SVGGElement>(`[data-shape="${index}"]`)?.focus())
}
