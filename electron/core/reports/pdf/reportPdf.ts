import PDFDocument from 'pdfkit'
import { directionOf } from '../../text/typeset/direction.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import type { Report } from '../report.types.ts'
import { drawTimeline } from './drawTimeline.ts'
import { createFlow, type Flow, margin, quiet } from './flow.ts'
import { fontName, lettersFor } from './letters.ts'
import { createPen } from './pen.ts'
import { setComments } from './setComments.ts'
import { setDebrief, setHead, setHeading, setPeople, setRubrics } from './setSections.ts'

/** What our own words need beside those of the report. */
const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
const ownLetters = `${ascii}–—·…“”‘’•`

/** Every letter that may be set. */
const lettersOf = (report: Report): string => {
  const words: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string') words.push(value)
    else if (Array.isArray(value)) value.forEach(visit)
    else if (value && typeof value === 'object' && !Buffer.isBuffer(value))
      Object.values(value).forEach(visit)
  }
  visit({ ...report, comments: report.comments.map(({ picture: _, drawings: __, ...words_ }) => words_) })
  return [...new Set(words.join('') + words.join('').toLocaleUpperCase() + ownLetters)].join('')
}

/** Numbers the pages; no part of what is read aloud. */
function setFeet({ doc, pen, width }: Flow, { title, madeOn }: Report): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    doc.markContent('Artifact', { type: 'Pagination' })
    const baseline = doc.page.height - 30
    const number = `${page + 1} of ${count}`
    const wide = pen.widthOf(number, quiet)
    const name = shorten(`${title} · ${madeOn}`, width - wide - 24, text => pen.widthOf(text, quiet))
    pen.set({ text: name, direction: directionOf(name) }, quiet, {
      x: margin.x,
      baseline,
      width: width - wide - 24,
    })
    pen.set({ text: number, direction: 'ltr' }, quiet, { x: margin.x + width - wide, baseline, width: wide })
    doc.endMarkedContent()
  }
}

/**
 * A report as a tagged PDF (A4): headings, lists, tables and pictures with their words, links, the fonts in it.
 * @returns the file's bytes
 */
export async function reportPdf(report: Report): Promise<Buffer> {
  const letters = await lettersFor(lettersOf(report))
  const [first] = letters.slices
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    // The bottom margin is the flow's own: pdfkit would begin a page of its own below it.
    margins: { top: margin.top, left: margin.x, right: margin.x, bottom: 0 },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    bufferPages: true,
    info: { Title: `${report.title}: debrief`, Creator: 'Debrief', Producer: 'Debrief' },
  }
  // Its types know neither yet; without a font of ours it would look for one of its own beside the program.
  const more = { subset: 'PDF/UA', ...(first && { font: letters.fonts.get(fontName(first, 400)) }) }
  const doc = new PDFDocument(Object.assign(options, more))
  const pieces: Buffer[] = []
  const whole = new Promise<Buffer>((done, fail) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', () => done(Buffer.concat(pieces)))
    doc.on('error', fail)
  })
  const flow = createFlow(doc, createPen(doc, letters))
  setHead(flow, report)
  setHeading(flow, 'The lesson at a glance')
  drawTimeline(flow, report)
  setPeople(flow, report)
  setDebrief(flow, report)
  setRubrics(flow, report)
  setHeading(flow, 'Comments')
  setComments(flow, report)
  flow.y += 12
  flow.words(
    flow.root,
    'P',
    'Made with Debrief. Private notes are never in a report. A time opens the lesson in Debrief, three seconds before.',
    quiet,
  )
  flow.root.end()
  setFeet(flow, report)
  doc.end()
  return whole
}
