import Papa from 'papaparse'
import { saveFile } from '../../../lib/saveFile.ts'
import type { Chart } from './chart.types.ts'
import { paperPalette } from './palette.ts'

const WIDTH_PX = 960
const PADDING_PX = 24
const HEAD_PX = 64
const LINE_PX = 16
/** So many letters of a note stand in a line. */
const LINE_LETTERS = 140
/** Dots for each px, so that a picture on paper or on a wall is sharp. */
const SCALE = 2
const SVG = 'http://www.w3.org/2000/svg'

const fileName = (chart: Chart, ending: string): string =>
  `${chart.title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.${ending}`

function words(text: string, y: number, size: number, weight: number): SVGTextElement {
  const line = document.createElementNS(SVG, 'text')
  line.textContent = text
  line.setAttribute('x', String(PADDING_PX))
  line.setAttribute('y', String(y))
  line.setAttribute('font-size', String(size))
  line.setAttribute('font-weight', String(weight))
  line.setAttribute('fill', paperPalette.text)
  return line
}

/** The note in lines that fit the paper; a word is never cut. */
export function linesOf(note: string): string[] {
  const lines: string[] = []
  for (const word of note.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= LINE_LETTERS)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The chart on white paper with its title and its note, whole and on its own. */
export function paperSvg(chart: Chart): SVGSVGElement {
  const drawing = chart.draw(paperPalette, WIDTH_PX - 2 * PADDING_PX)
  if (!(drawing instanceof SVGElement)) throw new Error(`${chart.title} was not drawn as SVG`)
  const notes = linesOf(chart.note)
  const headPx = HEAD_PX + (notes.length - 1) * LINE_PX
  const height = Number(drawing.getAttribute('height')) + headPx + PADDING_PX
  const paper = document.createElementNS(SVG, 'svg')
  paper.setAttribute('xmlns', SVG)
  paper.setAttribute('width', String(WIDTH_PX))
  paper.setAttribute('height', String(height))
  paper.setAttribute('viewBox', `0 0 ${WIDTH_PX} ${height}`)
  paper.setAttribute('font-family', paperPalette.font)
  paper.setAttribute('role', 'img')
  const title = document.createElementNS(SVG, 'title')
  title.textContent = `${chart.title}. ${chart.note}`
  const ground = document.createElementNS(SVG, 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', paperPalette.ground)
  drawing.setAttribute('x', String(PADDING_PX))
  drawing.setAttribute('y', String(headPx))
  paper.append(
    title,
    ground,
    words(chart.title, 30, 16, 640),
    ...notes.map((line, at) => words(line, 50 + at * LINE_PX, 12, 420)),
    drawing,
  )
  return paper
}

const svgText = (chart: Chart): string => new XMLSerializer().serializeToString(paperSvg(chart))

/** As bytes of a PNG, twice as many dots as px. @throws Error where the browser cannot draw it */
export async function pngOf(chart: Chart): Promise<Blob> {
  const text = svgText(chart)
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * SCALE
  canvas.height = picture.naturalHeight * SCALE
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no PNG was made'))), 'image/png')
  })
}

/** With a mark of its encoding, so that spreadsheets read every script; what looks like a formula is made plain text. */
export const csvOf = ({ table: { columns, rows } }: Chart): string =>
  `\ufeff${Papa.unparse([[...columns], ...rows.map(row => [...row])], { newline: '\r\n', escapeFormulae: true })}\r\n`

export async function saveChart(chart: Chart, format: 'png' | 'svg' | 'csv'): Promise<void> {
  const name = fileName(chart, format)
  if (format === 'csv') saveFile(name, csvOf(chart), 'text/csv;charset=utf-8')
  else if (format === 'svg') saveFile(name, svgText(chart), 'image/svg+xml')
  else saveFile(name, await pngOf(chart), 'image/png')
}
