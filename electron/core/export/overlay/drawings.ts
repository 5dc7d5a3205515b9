import type { SKRSContext2D } from '@napi-rs/canvas'
import { Path2D } from '@napi-rs/canvas'
import { drawingSpan } from '../../../contract/drawing/drawingSpan.ts'
import { boundsOf, type Measure, unitOf } from '../../../contract/drawing/geometry.ts'
import { casing, dimming, holesOf, labelWeight, paintsOf } from '../../../contract/drawing/paint.ts'
import type { Shape } from '../../../contract/records/drawing.ts'
import type { PersonColour } from '../../../contract/records/person.ts'
import { measureText } from '../../text/typeset/fonts.ts'
import { paintStep } from '../../text/typeset/paintStep.ts'
import type { Box, ExportClip, ExportComment, ExportDrawing, Size } from '../export.types.ts'
import type { Span } from '../turns.ts'

/** A drawing where it lies on the exported picture. */
export interface PlacedDrawing extends ExportDrawing {
  readonly colour: PersonColour
  /** What its marks cover, their lines' thickness included, in pixels of the exported picture. */
  readonly covers: Box
  /** What is painted: as `covers`, or all of the picture where a spotlight dims it. */
  readonly box: Box
}

export type DrawnSpan = Span & { readonly drawing: PlacedDrawing }

const measure: Measure = (text, sizePx) => measureText(text, labelWeight, sizePx)

/** The marks' own rectangle on a picture of `size`, in whole pixels and cut at its edges. */
function coveredBy({ shapes, picture }: ExportDrawing, size: Size): Box {
  const reach = (casing[0].units / 2 + 1) * unitOf(picture)
  const scaleX = size.width / picture.width
  const scaleY = size.height / picture.height
  const bounds = shapes.map(shape => boundsOf(shape, measure))
  // An arrow's head is wider than the arrow.
  const head = (shape: Shape | undefined) => (shape?.kind === 'arrow' ? 24 * unitOf(picture) : 0)
  const least = (of: (i: number) => number) => Math.min(...bounds.map((_, i) => of(i)))
  const most = (of: (i: number) => number) => Math.max(...bounds.map((_, i) => of(i)))
  const margin = (i: number) => reach + head(shapes[i])
  const edge = (i: number) => bounds[i] ?? { x: 0, y: 0, width: 0, height: 0 }
  const x = Math.max(0, Math.floor(least(i => edge(i).x - margin(i)) * scaleX))
  const y = Math.max(0, Math.floor(least(i => edge(i).y - margin(i)) * scaleY))
  const right = Math.min(size.width, Math.ceil(most(i => edge(i).x + edge(i).width + margin(i)) * scaleX))
  const bottom = Math.min(size.height, Math.ceil(most(i => edge(i).y + edge(i).height + margin(i)) * scaleY))
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

/**
 * The drawings of a clip's comments and when each is on the picture, in clip time.
 * @param stand where the recording stands in the exported picture
 */
export function drawnSpans(clip: ExportClip, comments: readonly ExportComment[], stand: Box): DrawnSpan[] {
  const moved = (box: Box): Box => ({ ...box, x: box.x + stand.x, y: box.y + stand.y })
  const durationMs = clip.toMs - clip.fromMs
  return comments.flatMap(comment => {
    const span = drawingSpan(comment)
    const fromMs = Math.max(0, span.fromMs - clip.fromMs)
    const toMs = Math.min(durationMs, (comment.drawnToMs ?? span.toMs) - clip.fromMs)
    if (toMs <= fromMs) return []
    return (comment.drawings ?? []).map(drawing => {
      const covers = moved(coveredBy(drawing, stand))
      const dims = drawing.shapes.some(({ kind }) => kind === 'spotlight')
      const box = dims ? stand : covers
      return { fromMs, toMs, drawing: { ...drawing, colour: comment.author.colour, covers, box } }
    })
  })
}

/** Cuts states at the times at which drawings come and go, and lays the drawings into them. */
export function withDrawings<S extends Span & { readonly cards: readonly unknown[] }>(
  states: readonly S[],
  drawn: readonly DrawnSpan[],
  nothing: (span: Span) => S,
): Array<S & { readonly drawings: readonly PlacedDrawing[] }> {
  if (drawn.length === 0) return states.map(state => ({ ...state, drawings: [] }))
  const times = [...new Set([...states, ...drawn].flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort(
    (a, b) => a - b,
  )
  const result: Array<S & { readonly drawings: readonly PlacedDrawing[] }> = []
  let next = 0
  times.slice(0, -1).forEach((fromMs, i) => {
    const toMs = times[i + 1] ?? fromMs
    while (states[next] && (states[next]?.toMs ?? 0) <= fromMs) next++
    const under = states[next]
    const state = under && under.fromMs <= fromMs ? under : undefined
    const drawings = drawn
      .filter(each => each.fromMs <= fromMs && toMs <= each.toMs)
      .map(({ drawing }) => drawing)
    if (!state && drawings.length === 0) return
    result.push({ ...(state ?? nothing({ fromMs, toMs })), fromMs, toMs, drawings })
  })
  return result
}

function overlapPx(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/**
 * Where a card stands so that it hides as little as can be of what is drawn: where it was to stand, else at the other side of the
 * same height, else at the top, never on another card.
 * @param taken the cards that are on at the same time
 * @param topY the highest that a card may stand
 */
export function awayFromDrawings(
  home: Box,
  {
    drawn,
    taken,
    safe,
    topY,
  }: {
    readonly drawn: readonly Box[]
    readonly taken: readonly Box[]
    readonly safe: Box
    readonly topY: number
  },
): Box {
  if (drawn.length === 0) return home
  const right = safe.x + safe.width - home.width
  const places = [home, { ...home, x: right }, { ...home, y: topY }, { ...home, x: right, y: topY }]
  const hidden = (box: Box) => drawn.reduce((sum, each) => sum + overlapPx(box, each), 0)
  const free = places.filter(box => box === home || !taken.some(card => overlapPx(box, card) > 0))
  return free.reduce((best, box) => (hidden(box) < hidden(best) ? box : best), home)
}

/** Draws what is on at one time onto a layer whose top left is `corner` of the exported picture. */
export function drawDrawings(
  context: SKRSContext2D,
  drawings: readonly PlacedDrawing[],
  size: Size,
  corner: { readonly x: number; readonly y: number },
): void {
  const onPicture = (drawing: PlacedDrawing, draw: () => void) => {
    context.save()
    context.translate(-corner.x, -corner.y)
    context.scale(size.width / drawing.picture.width, size.height / drawing.picture.height)
    context.lineCap = 'round'
    context.lineJoin = 'round'
    draw()
    context.restore()
  }
  const lit = drawings.map(drawing => ({ drawing, holes: holesOf(drawing.shapes, drawing.picture, measure) }))
  if (lit.some(({ holes }) => holes.length > 0)) {
    context.save()
    context.globalAlpha = dimming.opacity
    context.fillStyle = dimming.colour
    context.fillRect(-corner.x, -corner.y, size.width, size.height)
    context.restore()
    for (const { drawing, holes } of lit)
      onPicture(drawing, () => {
        context.globalCompositeOperation = 'destination-out'
        context.fillStyle = '#000'
        for (const hole of holes) context.fill(new Path2D(hole))
      })
  }
  for (const drawing of drawings)
    onPicture(drawing, () => {
      const { colour, picture, shapes } = drawing
      for (const shape of shapes)
        for (const step of paintsOf(shape, { colour, picture, measure })) paintStep(context, step)
    })
}
