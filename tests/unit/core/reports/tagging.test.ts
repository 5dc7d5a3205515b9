import { createCanvas } from '@napi-rs/canvas'
import { expect, it } from 'vitest'
import { reportPdf } from '../../../../electron/core/reports/pdf/reportPdf.ts'
import { ben, reportAbout, saidAt } from './saidLesson.ts'

interface Element {
  readonly role: string
  readonly alt: string | undefined
  readonly children: readonly Element[]
}

/** The tree that a screen reader walks, from the file's own objects. */
function structureOf(bytes: string): Element[] {
  const objects = new Map(
    [...bytes.matchAll(/(?<=^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [
      id,
      body,
    ]),
  )
  const elementsIn = (body: string): Element[] => {
    const kids = /\/K (?:\[([^\]]*)\]|(\d+ 0 R))/.exec(body)
    return [...(kids?.[1] ?? kids?.[2] ?? '').matchAll(/(\d+) 0 R/g)].flatMap(([, id = '']) => {
      const child = objects.get(id) ?? ''
      const role = /^<<\n\/S \/(\w+)/.exec(child)?.[1]
      if (role === undefined) return []
      const alt = /\/Alt \((.*)\)/.exec(child)?.[1]
      return [{ role, alt: alt?.replaceAll('\0', ''), children: elementsIn(child) }]
    })
  }
  const root = [...objects.values()].find(body => body.includes('/Type /StructTreeRoot'))
  return elementsIn(root ?? '')
}

const all = (elements: readonly Element[]): Element[] =>
  elements.flatMap(element => [element, ...all(element.children)])

it('reads a report aloud in order: headings, lists of comments, and pictures with words for them', async () => {
  const jpeg = createCanvas(16, 9).toBuffer('image/jpeg')
  const said = reportAbout([
    saidAt(1000, 'She waits.'),
    saidAt(2000, 'They whisper.', { author: ben, kind: 'noticing' }),
  ])
  const comments = said.comments.map(comment => ({ ...comment, picture: { jpeg, width: 16, height: 9 } }))
  const bytes = (await reportPdf({ ...said, comments })).toString('latin1')

  const [document, ...others] = structureOf(bytes)
  expect(document?.role).toBe('Document')
  expect(others).toEqual([])
  const elements = all(document ? [document] : [])
  const headings = elements.map(({ role }) => role).filter(role => /^H\d$/.test(role))
  expect(headings).toEqual(['H1', 'H2', 'H2'])

  // The timeline and a picture of each comment.
  const figures = elements.filter(({ role }) => role === 'Figure')
  expect(figures).toHaveLength(3)
  for (const { alt = '' } of figures) expect(alt.length).toBeGreaterThan(10)
  const items = elements
    .filter(({ role }) => role === 'LI')
    .filter(item => all([item]).some(({ role }) => role === 'Figure'))
  expect(items).toHaveLength(2)
  for (const item of items)
    expect(all([item]).map(({ role }) => role)).toEqual(expect.arrayContaining(['LBody', 'Figure', 'Link']))
  expect(bytes).toMatch(/\/Lang \(en\)/)
  expect(bytes).toMatch(/\/DisplayDocTitle true/)
  expect(bytes).toContain('Wait time: debrief')
}, 30_000)
