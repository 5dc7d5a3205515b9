import type { PersonColour } from '../../../../../electron/contract/records/person.ts'
import type { ShownComment } from '../../conversation/shownComments.ts'
import { canMove } from '../changePlace.ts'
import { groupWord, MARK_PX, type PlacedMark } from '../markGroups.ts'
import type { Tokens } from '../tokens.ts'
import { markIcons } from './MarkIcons.tsx'

type Brush = { fill: string; on: string; text: string }

const brushOf = (tokens: Tokens, colour: PersonColour): Brush =>
  ({
    p1: { fill: tokens.p1, on: tokens.onP1, text: tokens.textP1 },
    p2: { fill: tokens.p2, on: tokens.onP2, text: tokens.textP2 },
    p3: { fill: tokens.p3, on: tokens.onP3, text: tokens.textP3 },
    p4: { fill: tokens.p4, on: tokens.onP4, text: tokens.textP4 },
  })[colour]

const ICON_PX = 13
const LOCK_PX = 12
/** The ends that can be taken hold of. */
const END_PX = 2
/** Icons are drawn in a square of so many units. */
const ICON_UNITS = 24

function drawIcon(
  context: CanvasRenderingContext2D,
  name: Parameters<typeof markIcons.get>[0],
  { x, y, sizePx }: { x: number; y: number; sizePx: number },
): void {
  const path = markIcons.get(name)
  if (!path) return
  const scale = sizePx / ICON_UNITS
  context.save()
  context.translate(x - sizePx / 2, y - sizePx / 2)
  context.scale(scale, scale)
  context.lineWidth = 1.9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.stroke(path)
  context.restore()
}

/** The second person's stretches are striped, the third's chequered, the fourth's lined: as their buttons are. */
function patternOf(colour: PersonColour, { fill }: Brush, surface: string): CanvasPattern | string {
  if (colour === 'p1') return fill
  const sizePx = { p2: 13, p3: 8, p4: 7 }[colour]
  const cell = new OffscreenCanvas(sizePx, sizePx)
  const context = cell.getContext('2d')
  if (!context) return fill
  context.fillStyle = fill
  context.fillRect(0, 0, sizePx, sizePx)
  context.fillStyle = `color-mix(in srgb, ${fill} 80%, ${surface})`
  context.strokeStyle = context.fillStyle
  if (colour === 'p4') context.fillRect(4, 0, 3, sizePx)
  else if (colour === 'p3') {
    context.fillRect(0, 0, 4, 4)
    context.fillRect(4, 4, 4, 4)
  } else {
    context.lineWidth = 4
    for (const shift of [-sizePx, 0, sizePx]) {
      context.beginPath()
      context.moveTo(shift - 2, sizePx + 2)
      context.lineTo(shift + sizePx + 2, -2)
      context.stroke()
    }
  }
  return context.createPattern(cell, 'repeat') ?? fill
}

/** Draws the marks of one person as their buttons look, for while the view moves and there are no buttons. */
export function markDrawer(tokens: Tokens, colour: PersonColour) {
  const brush = brushOf(tokens, colour)
  const stretch = patternOf(colour, brush, tokens.surface)
  return (
    context: CanvasRenderingContext2D,
    seen: readonly PlacedMark<ShownComment>[],
    {
      scrollPx,
      laneHeightPx,
      selected,
    }: { scrollPx: number; laneHeightPx: number; selected: string | undefined },
  ): void => {
    const heightPx = MARK_PX
    const topPx = (laneHeightPx - MARK_PX) / 2
    const midPx = topPx + heightPx / 2
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    const draw = ({ marks, leftPx, widthPx }: PlacedMark<ShownComment>) => {
      const [first] = marks
      const many = marks.length > 1
      const count = groupWord(marks.length)
      context.font = `640 ${count.length > 2 ? 10 : 11}px ${tokens.font}`
      const isStretch = widthPx > 0
      const width = isStretch ? widthPx : MARK_PX
      const left = leftPx - scrollPx - (isStretch ? 0 : MARK_PX / 2)
      const radius = isStretch ? 5 : heightPx / 2
      const outline = (byPx: number) => {
        context.beginPath()
        context.roundRect(left - byPx, topPx - byPx, width + 2 * byPx, heightPx + 2 * byPx, radius + byPx)
      }
      const chosen = selected !== undefined && marks.some(({ id }) => id === selected)
      if (chosen) {
        outline(4)
        context.fillStyle = tokens.ink
        context.fill()
      }
      outline(chosen ? 2 : 1.5)
      context.fillStyle = tokens.surface
      context.fill()
      const closed = first.private && !many
      if (!closed) {
        outline(0)
        context.fillStyle = isStretch ? stretch : brush.fill
        context.fill()
        if (isStretch && canMove(first)) {
          context.globalAlpha = 0.55
          context.fillStyle = brush.on
          context.fillRect(left, topPx + 2, END_PX, heightPx - 4)
          context.fillRect(left + width - END_PX, topPx + 2, END_PX, heightPx - 4)
          context.globalAlpha = 1
        }
      } else {
        outline(-0.75)
        context.setLineDash([4, 3])
        context.lineWidth = 1.5
        context.strokeStyle = brush.text
        context.stroke()
        context.setLineDash([])
      }
      context.strokeStyle = closed ? brush.text : brush.on
      context.fillStyle = closed ? brush.text : brush.on
      const x = isStretch ? left + 4 + ICON_PX / 2 : left + width / 2
      if (many) context.fillText(count, x, midPx + 0.5)
      else if (first.private) drawIcon(context, 'lock', { x, y: midPx, sizePx: LOCK_PX })
      else drawIcon(context, first.kind, { x, y: midPx, sizePx: ICON_PX })
    }
    // Moments lie above stretches, and what is chosen above all.
    for (const mark of seen) if (mark.widthPx > 0) draw(mark)
    for (const mark of seen) if (mark.widthPx <= 0) draw(mark)
    const chosen = selected && seen.find(({ marks }) => marks.some(({ id }) => id === selected))
    if (chosen) draw(chosen)
  }
}
