import { cleanText } from '../../text/typeset/cleanText.ts'
import { type Direction, directionOf } from '../../text/typeset/direction.ts'
import { fontOf, measureText, textCanvas } from '../../text/typeset/fonts.ts'
import { wrapText } from '../../text/typeset/wrapText.ts'
import { fontName, type Letters, type Weight } from './letters.ts'
import { type Run, runsOf } from './runs.ts'

export interface Ink {
  readonly sizePt: number
  readonly weight: Weight
  readonly colour: string
}

/** Where a line leads, and the element that it is. */
export interface Target {
  readonly url: string
  readonly element: PDFKit.PDFStructureElement
}

export interface SetLine {
  readonly text: string
  readonly direction: Direction
}

export interface Pen {
  /** @returns lines no wider than `width` */
  wrap(text: string, ink: Ink, width: number): readonly SetLine[]
  widthOf(text: string, ink: Ink): number
  /** Sets one line; a line that runs from right to left ends at `x + width`. */
  set(
    line: SetLine,
    ink: Ink,
    at: { readonly x: number; readonly baseline: number; readonly width: number },
    link?: Target,
  ): void
}

/** Pixels a point for letters that are set as pictures: as sharp as print needs. */
const SHARPNESS = 5
/** Said so that a font sets the whole run at once: word by word, words of Arabic would stand in the wrong order. */
const features: PDFKit.Mixins.OpenTypeFeatures[] = ['kern']

/** Sets words of any script with the fonts that come with Debrief; emoji and letters that these lack become small pictures with their text. */
export function createPen(doc: PDFKit.PDFDocument, { slices, fonts }: Letters): Pen {
  for (const [name, font] of fonts) doc.registerFont(name, font)
  const pictures = new Map<string, { readonly png: Buffer; readonly width: number }>()

  const pictureOf = (text: string, { weight, colour, sizePt }: Ink) => {
    const key = `${weight} ${colour} ${sizePt} ${text}`
    const before = pictures.get(key)
    if (before) return before
    const px = sizePt * SHARPNESS
    const width = Math.max(1, Math.ceil(measureText(text, weight, px)))
    const { canvas, context } = textCanvas(width, Math.ceil(px * 1.4))
    context.font = fontOf(weight, px, text)
    context.fillStyle = colour
    context.fillText(text, 0, px * 1.05)
    const made = { png: canvas.toBuffer('image/png'), width: width / SHARPNESS }
    pictures.set(key, made)
    return made
  }

  const isPlain = ({ slice, rtl }: Run) =>
    !rtl && slice !== undefined && /^(inter|noto-sans-sc)/.test(slice.name)

  const widthOfRun = (run: Run, ink: Ink): number => {
    if (!run.slice) return pictureOf(run.text, ink).width
    doc.font(fontName(run.slice, ink.weight)).fontSize(ink.sizePt)
    return doc.widthOfString(run.text, isPlain(run) ? {} : { features })
  }
  const widthOf = (text: string, ink: Ink): number =>
    runsOf(text, directionOf(text), slices).reduce((sum, run) => sum + widthOfRun(run, ink), 0)

  const setRun = (run: Run, ink: Ink, x: number, baseline: number): void => {
    // Read aloud and copied as it was written: pictures, and scripts whose signs do not stand in the order in which they are read. What runs
    // from right to left readers turn by themselves.
    const says = !run.slice || run.slice.name.startsWith('noto-sans-devanagari')
    if (says) doc.markContent('Span', { actual: run.text })
    if (run.slice) {
      doc.font(fontName(run.slice, ink.weight)).fontSize(ink.sizePt).fillColor(ink.colour)
      doc.text(run.text, x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...(isPlain(run) ? {} : { features }),
      })
    } else {
      const { png } = pictureOf(run.text, ink)
      doc.image(png, x, baseline - ink.sizePt * 1.05, {
        height: Math.ceil(ink.sizePt * SHARPNESS * 1.4) / SHARPNESS,
      })
    }
    if (says) doc.endMarkedContent()
  }

  return {
    widthOf,
    wrap: (text, ink, width) => wrapText(cleanText(text), width, piece => widthOf(piece, ink)),
    set: ({ text, direction }, ink, { x, baseline, width }, link) => {
      const runs = runsOf(text, direction, slices).map(run => ({ run, width: widthOfRun(run, ink) }))
      const whole = runs.reduce((sum, each) => sum + each.width, 0)
      const begin = direction === 'rtl' ? x + width - whole : x
      let pen = begin
      for (const each of runs) {
        setRun(each.run, ink, pen, baseline)
        pen += each.width
      }
      if (!link) return
      // The annotation belongs to the element of its words, so that a screen reader finds both together.
      // The library writes a String object as words, and a bare one as a name.
      const { url, element: structParent } = link
      const options = { structParent, Contents: Object(text) }
      doc.link(begin, baseline - ink.sizePt, whole, ink.sizePt * 1.3, url, options)
    },
  }
}
