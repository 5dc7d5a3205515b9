import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { MaskView } from '../../../../electron/contract/api/masks.ts'
import { dragHandle, type Ground, moveShape } from '../../../../electron/contract/drawing/change.ts'
import { shapeAt } from '../../../../electron/contract/drawing/hitTest.ts'
import { shapeFromDrag, shapeInMiddle } from '../../../../electron/contract/drawing/newShape.ts'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import { describeMask } from '../../../../electron/contract/masks/words.ts'
import type { Point, Shape, ShapeOf } from '../../../../electron/contract/records/drawing.ts'
import type { MaskPlace } from '../../../../electron/contract/records/mask.ts'
import { useKeys } from '../../../lib/keys.ts'
import { rangeOf } from '../../../lib/place.ts'
import { measureLabel } from '../../../ui/drawing/measureLabel.ts'
import drawing from '../drawing/Drawing.module.css'
import { keyed } from '../drawing/desk.ts'
import { Handles, handleNear, pointOn, REACH_PX } from '../drawing/Handles.tsx'
import { useGesture } from '../drawing/useGesture.ts'
import { usePicturePerPx } from '../drawing/usePicturePerPx.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import { closeMasks } from './MaskKeys.tsx'
import classes from './Masks.module.css'
import { addMask, heldMask, placeMask, removeMask } from './maskChanges.ts'
import { setMaskDesk, useMaskDesk } from './maskStore.ts'
import type { MaskNow } from './useMasksNow.ts'

type Framed = ShapeOf<'box'> | ShapeOf<'ellipse'>

const whole = ({ x, y, width, height }: MaskPlace): MaskPlace => ({
  ...{ x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) },
})

/** The sheet over the picture on which masks are drawn, chosen, moved and resized, by pointer, finger or keys. */
export function MaskDesk({
  recording,
  now,
}: {
  readonly recording: RecordingView
  readonly now: readonly MaskNow[]
}) {
  const room = useRoom()
  const { selected, shape: tool, effect } = useMaskDesk()
  const { id: recordingId, width, height } = recording
  const picture = useMemo(() => ({ width, height }), [width, height])
  const ground: Ground = useMemo(() => ({ picture, measure: measureLabel }), [picture])
  const sheet = useRef<SVGSVGElement>(null)
  const perPx = usePicturePerPx(sheet, picture)
  const { shown: gesture, latest: latestGesture, set: setGesture } = useGesture()
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])
  // A mask that was just added has the focus as soon as it is on the page.
  const awaited = useRef<string>(undefined)
  useEffect(() => {
    if (!now.some(({ mask }) => mask.id === awaited.current)) return
    sheet.current?.querySelector<SVGGElement>(`[data-mask="${awaited.current}"]`)?.focus()
    awaited.current = undefined
  }, [now])

  /** A mask's shape in this picture's pixels; it may have been drawn on a copy of another size. */
  const shapeOf = ({ mask, place }: MaskNow): Framed => {
    const [sx, sy] = [width / mask.picture.width, height / mask.picture.height]
    return {
      kind: mask.shape,
      ...whole({ x: place.x * sx, y: place.y * sy, width: place.width * sx, height: place.height * sy }),
    }
  }
  const shapes = now.map(shapeOf)
  const at = now.findIndex(({ mask }) => mask.id === selected)
  const chosen = shapes[at]

  const keep = (mask: MaskView, shape: Shape) => {
    if (shape.kind !== 'box' && shape.kind !== 'ellipse') return
    if (!mask.local)
      return announce(room, `Only ${mask.author.name} can change this mask. Add one of your own.`)
    const [sx, sy] = [mask.picture.width / width, mask.picture.height / height]
    const place = whole({
      ...{ x: shape.x * sx, y: shape.y * sy, width: shape.width * sx, height: shape.height * sy },
    })
    void placeMask(mask, room.player.momentMs, place)
  }
  const add = (shape: Shape) => {
    if (shape.kind !== 'box' && shape.kind !== 'ellipse') return
    const range = rangeOf(room.ui.getState())
    const atMs = room.player.momentMs
    void addMask({
      ...{ lessonId: room.lessonId, recordingId, shape: shape.kind, effect, picture },
      fromMs: range?.atMs ?? atMs,
      toMs: range?.toMs ?? recording.offsetMs + recording.durationMs,
      keyframes: [{ atMs, ...whole(shape), byHand: true }],
    }).then(mask => {
      if (!mask) return
      setMaskDesk({ selected: mask.id, news: undefined })
      const place = mask.keyframes[0] ?? whole(shape)
      announce(
        room,
        `${describeMask(mask, place, picture)}. Arrows move it, plus and minus resize it, T follows it.`,
      )
      awaited.current = mask.id
    })
  }
  useKeys([
    {
      ...{ id: 'mask.place', title: 'Place a mask in the middle', group: 'Masks', keys: ['enter'] },
      ...{ keyOnly: true, run: () => add(shapeInMiddle(tool, ground)) },
    },
  ])

  const pointOf = (pointer: { clientX: number; clientY: number }): Point => pointOn(sheet.current, pointer)
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0 || latestGesture()) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    sheet.current?.focus({ preventScroll: true })
    const from = pointOf(event)
    if (chosen) {
      const near = handleNear(chosen, from, perPx)
      if (near) return setGesture({ kind: 'handle', name: near.name, index: at, base: chosen, shape: chosen })
      if (isInside(chosen, from))
        return setGesture({ kind: 'move', from, index: at, base: chosen, shape: chosen })
    }
    setGesture({ kind: 'draw', path: [from], shape: undefined, ends: false })
  }
  const moved = (event: PointerEvent<SVGSVGElement>) => {
    const held = latestGesture()
    if (!held) return
    const to = pointOf(event)
    if (held.kind === 'handle')
      return setGesture({ ...held, shape: dragHandle(held.base, held.name, to, ground) })
    if (held.kind === 'move')
      return setGesture({
        ...held,
        shape: moveShape(held.base, to.x - held.from.x, to.y - held.from.y, ground),
      })
    const path = [...held.path, to]
    setGesture({ ...held, path, shape: shapeFromDrag(tool, path, ground) })
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    const held = latestGesture()
    if (!held) return
    setGesture(undefined)
    if (held.kind !== 'draw') {
      const mask = now[held.index]?.mask
      if (mask && held.shape !== held.base) keep(mask, held.shape)
      return
    }
    const point = pointOf(event)
    const shape = shapeFromDrag(tool, held.path, ground)
    if (shape) return add(shape)
    const inside = shapes.findLastIndex(each => isInside(each, point))
    const hit = inside >= 0 ? inside : shapeAt(shapes, point, { ...ground, reachPx: REACH_PX * perPx })
    setMaskDesk({ selected: hit === undefined ? undefined : now[hit]?.mask.id })
  }
  const keyOn = (event: KeyboardEvent<SVGElement>, index: number) => {
    const drawn = now[index]?.mask
    const mask = drawn && heldMask(drawn)
    if (!mask || event.ctrlKey || event.metaKey) return
    const shape = shapeOf({ mask, place: placeAt(mask, room.player.nowMs) })
    const change = keyed(shape, event, ground)
    if (change) {
      keep(mask, change.shape)
      if (change.shape.kind !== 'text' && 'width' in change.shape)
        announce(room, describeMask(mask, change.shape, picture))
    } else if (event.key === 'Delete' && !event.shiftKey) {
      if (!mask.local) return
      void removeMask(mask)
      announce(room, 'Mask deleted.')
      sheet.current?.focus({ preventScroll: true })
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      setMaskDesk({ selected: undefined })
      sheet.current?.focus({ preventScroll: true })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const keyOnSheet = (event: KeyboardEvent<SVGSVGElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Escape' && latestGesture()) setGesture(undefined)
    else if (chosen && event.key !== 'Enter') return keyOn(event, at)
    else if (event.key === 'Escape') closeMasks()
    else return
    event.preventDefault()
  }
  const seen = (index: number): Framed | undefined => {
    const shape =
      gesture && gesture.kind !== 'draw' && gesture.index === index ? gesture.shape : shapes[index]
    return shape?.kind === 'box' || shape?.kind === 'ellipse' ? shape : undefined
  }
  const chosenNow = at >= 0 ? seen(at) : undefined
  const drawn = gesture?.kind === 'draw' ? gesture.shape : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's fieldset cannot be drawn on
    <svg
      ref={sheet}
      className={drawing.desk}
      viewBox={`0 0 ${width} ${height}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: masks are placed on it by key
      tabIndex={0}
      role="group"
      aria-label="Masking. Enter places a mask in the middle, Tab goes through the masks of this moment, Escape ends."
      data-testid="mask-desk"
      onPointerDown={down}
      onPointerMove={moved}
      onPointerUp={up}
      onPointerCancel={() => setGesture(undefined)}
      onKeyDown={keyOnSheet}
    >
      {now.map(({ mask, place }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: HTML's button cannot stand in an SVG
        <g
          key={mask.id}
          className={drawing.shape}
          role="button"
          tabIndex={0}
          data-mask={mask.id}
          aria-pressed={mask.id === selected}
          aria-label={`${describeMask(mask, place, mask.picture)}, by ${mask.author.name}`}
          onFocus={() => setMaskDesk({ selected: mask.id })}
          onKeyDown={event => keyOn(event, index)}
        >
          <Outline shape={seen(index)} perPx={perPx} chosen={mask.id === selected} />
        </g>
      ))}
      {(drawn?.kind === 'box' || drawn?.kind === 'ellipse') && <Outline shape={drawn} perPx={perPx} chosen />}
      {chosenNow && <Handles shape={chosenNow} perPx={perPx} />}
    </svg>
  )
}

/** Masks are taken by all that they cover, not by their edge alone. */
function isInside({ x, y, width, height }: MaskPlace, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height
}

/** A mask's edge, light on dark so that it is seen on any picture. */
function Outline({
  shape,
  perPx,
  chosen,
}: {
  readonly shape: Framed | undefined
  readonly perPx: number
  readonly chosen: boolean
}) {
  if (!shape) return null
  const { x, y, width, height } = shape
  return (['dark', 'light'] as const).map(tone => {
    const look = {
      className: classes.edge,
      'data-tone': tone,
      'data-chosen': chosen,
      strokeWidth: (tone === 'dark' ? 4 : 2) * perPx,
      ...(tone === 'light' && !chosen && { strokeDasharray: `${6 * perPx} ${4 * perPx}` }),
    }
    return shape.kind === 'box' ? (
      <rect key={tone} {...look} x={x} y={y} width={width} height={height} />
    ) : (
      <ellipse key={tone} {...look} cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />
    )
  })
}
