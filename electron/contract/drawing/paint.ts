import type { Shape } from '../records/drawing.ts'
import type { PersonColour } from '../records/person.ts'
import { boundsOf, labelPad, type Measure, type PictureSize, unitOf } from './geometry.ts'
import { outlineOf, roundedPath } from './outline.ts'

/** One step of painting, in picture pixels. Lines have round ends and joins. */
export type Paint =
  | {
      readonly what: 'line'
      readonly d: string
      readonly colour: string
      readonly opacity: number
      readonly widthPx: number
    }
  | { readonly what: 'plate'; readonly d: string; readonly colour: string; readonly opacity: number }
  /** `x`, `y`: where the baseline begins. */
  | {
      readonly what: 'words'
      readonly text: string
      readonly x: number
      readonly y: number
      readonly sizePx: number
      readonly colour: string
    }

/** A line is its author's colour between white and dark, so that it is seen on any picture. */
export const casing = [
  { units: 13, opacity: 0.55 },
  { units: 10, opacity: 1 },
  { units: 5.5, opacity: 1 },
] as const

/** The people's colours on white, as in the light theme: a mark lies on its own white casing in both. */
export const drawingColours: Record<PersonColour, string> = {
  p1: '#1d5bb8',
  p2: '#b34e00',
  p3: '#8a2f78',
  p4: '#0a6b5f',
}
const dark = '#0b0d0f'
const white = '#ffffff'

/** How dark the picture gets around a spotlight. */
export const dimming = { colour: dark, opacity: 0.62 } as const

/** A label's letters: CSS weight. */
export const labelWeight = 600

/** A shape's paints, bottom first. What a spotlight dims is apart (`holesOf`), because spotlights of a moment share it. */
export function paintsOf(
  shape: Shape,
  {
    colour,
    picture,
    measure,
  }: { readonly colour: PersonColour; readonly picture: PictureSize; readonly measure: Measure },
): Paint[] {
  const unit = unitOf(picture)
  const d = outlineOf(shape, picture, measure)
  const own = drawingColours[colour]
  if (shape.kind === 'text') {
    const bounds = boundsOf(shape, measure)
    const edge = shape.sizePx * 0.16
    const inner = {
      x: bounds.x + edge,
      y: bounds.y + edge,
      width: bounds.width - 2 * edge,
      height: bounds.height - 2 * edge,
    }
    return [
      { what: 'line', d, colour: dark, opacity: 0.55, widthPx: 3 * unit },
      { what: 'plate', d, colour: white, opacity: 1 },
      { what: 'plate', d: roundedPath(inner, shape.sizePx * 0.16), colour: own, opacity: 1 },
      {
        what: 'words',
        text: shape.text,
        x: shape.x + labelPad.x * shape.sizePx,
        // The middle of the letters with ascenders, as `cardLayout`'s plates have it.
        y: shape.y + bounds.height / 2 + shape.sizePx * 0.36,
        sizePx: shape.sizePx,
        colour: white,
      },
    ]
  }
  const colours = [dark, white, own]
  return casing.map(({ units, opacity }, i) => ({
    what: 'line',
    d,
    colour: colours[i] ?? own,
    opacity,
    widthPx: units * unit,
  }))
}

/** What stays bright: path data of each spotlight; nothing is dimmed where there is none. */
export const holesOf = (shapes: readonly Shape[], picture: PictureSize, measure: Measure): string[] =>
  shapes.filter(({ kind }) => kind === 'spotlight').map(shape => outlineOf(shape, picture, measure))
