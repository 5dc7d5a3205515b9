import type { Ink, Pen, SetLine } from './pen.ts'

export type Element = PDFKit.PDFStructureElement

export const margin = { x: 48, top: 48, bottom: 56 } as const
export const colours = {
  text: '#14181c',
  quiet: '#5d6771',
  line: '#dadfe3',
  soft: '#f1f3f4',
  base: '#8b959e',
  p1: '#1d5bb8',
  p2: '#b34e00',
  p3: '#8a2f78',
  p4: '#0a6b5f',
} as const
export const domainColours = ['#5b5d0b', '#6a3fa6', '#0c6d75', '#a02560', '#7a4a00', '#2a5f9e'] as const

export const body: Ink = { sizePt: 10, weight: 400, colour: colours.text }
export const strong: Ink = { ...body, weight: 640 }
export const quiet: Ink = { ...body, sizePt: 8.5, colour: colours.quiet }
export const heading: Ink = { sizePt: 13, weight: 640, colour: colours.text }

export const lineHeight = ({ sizePt }: Ink): number => sizePt * 1.42

export interface Place {
  readonly x: number
  readonly width: number
  readonly link?: string
}

/** Fills pages from the top; whatever is set has its place in the document's structure. */
export interface Flow {
  readonly doc: PDFKit.PDFDocument
  readonly pen: Pen
  readonly root: Element
  readonly width: number
  /** How far down the page it is, points from the top. */
  y: number
  /** How much is left on this page, points. */
  left(): number
  /** Goes to a new page where less than `height` is left. */
  ensure(height: number): void
  /** Makes an element, hangs it under another, fills it and closes it. */
  within(
    parent: Element,
    type: string,
    fill: (element: Element) => void,
    options?: { alt?: string; actual?: string; bbox?: [number, number, number, number]; scope?: string },
  ): void
  /** Sets lines under each other, over as many pages as they need. */
  lines(element: Element, lines: readonly SetLine[], ink: Ink, place: Place): void
  /** Wraps words and sets them as an element of their own. */
  words(parent: Element, type: string, text: string, ink: Ink, place?: Partial<Place>): void
  /** Draws what is no part of the text: lines, grounds. */
  ornament(draw: () => void): void
}

/** Scripts whose signs stand in a file in the order in which they are read. */
const asDrawn =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{P}\p{N}\p{Z}\p{Sm}\p{Sc}\n\t]*$/u

export function createFlow(doc: PDFKit.PDFDocument, pen: Pen): Flow {
  const root = doc.struct('Document')
  doc.addStructure(root)
  const bottom = () => doc.page.height - margin.bottom
  const width = doc.page.width - 2 * margin.x
  const flow: Flow = {
    doc,
    pen,
    root,
    width,
    y: margin.top,
    left: () => bottom() - flow.y,
    ensure: height => {
      if (flow.y + height <= bottom() || flow.y <= margin.top) return
      doc.addPage()
      flow.y = margin.top
    },
    within: (parent, type, fill, options = {}) => {
      const element = doc.struct(type, options)
      parent.add(element)
      fill(element)
      element.end()
    },
    lines: (element, lines, ink, { x, width: room, link }) => {
      const high = lineHeight(ink)
      let at = 0
      while (at < lines.length) {
        flow.ensure(high)
        const fits = Math.max(1, Math.floor(flow.left() / high))
        const some = lines.slice(at, at + fits)
        element.add(() => {
          for (const line of some) {
            pen.set(
              line,
              ink,
              { x, baseline: flow.y + ink.sizePt * 1.08, width: room },
              link === undefined ? undefined : { url: link, element },
            )
            flow.y += high
          }
        })
        at += some.length
      }
    },
    words: (parent, type, text, ink, { x = margin.x, width: room = width, link } = {}) =>
      flow.within(
        parent,
        type,
        element =>
          flow.lines(element, pen.wrap(text, ink, room), ink, {
            x,
            width: room,
            ...(link !== undefined && { link }),
          }),
        asDrawn.test(text) ? {} : { actual: text },
      ),
    ornament: draw => {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
  }
  return flow
}
