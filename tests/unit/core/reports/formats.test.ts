import { getElementsByTagName } from 'domutils'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../../electron/core/reports/html/reportHtml.ts'
import { lettersFor } from '../../../../electron/core/reports/pdf/letters.ts'
import { reportPdf } from '../../../../electron/core/reports/pdf/reportPdf.ts'
import { runsOf } from '../../../../electron/core/reports/pdf/runs.ts'
import { tablesOf } from '../../../../electron/core/reports/tables/rows.ts'
import { xlsxOf } from '../../../../electron/core/reports/tables/xlsx.ts'
import { hostile } from '../export/fixtures.ts'
import { reportAbout, saidAt } from './saidLesson.ts'

const page = { css: 'p{}', fontBase64: '' }
const elements = (text: string): string[] =>
  getElementsByTagName('*', parseDocument(text), true)
    .map(({ name }) => name)
    .sort()

describe('a report as one web page', () => {
  it('has no element but its own, whatever people wrote', () => {
    const plain = elements(reportHtml(reportAbout([saidAt(0, 'words')]), page))
    const attacks = fc.constantFrom(
      '<script>x</script>',
      '"><img src=x onerror=x>',
      "'><svg/onload=x>",
      '&lt;b&gt;',
    )
    fc.assert(
      fc.property(fc.oneof(attacks, fc.stringMatching(/^[<>"'&a-z/= ]{1,40}$/)), words => {
        const text = `x${words.trim()}`
        const person = { id: 'person:x' as const, name: text, role: 'coach' }
        const report = reportAbout([saidAt(0, text, { author: person })])
        expect(elements(reportHtml(report, page))).toEqual(plain)
      }),
    )
  })

  it('allows no script and no address but its own', () => {
    const text = reportHtml(reportAbout([saidAt(0, 'see [this](https://x.example/y)')]), page)
    expect(text).toContain('default-src &#39;none&#39;')
    expect(text).not.toMatch(/(?:src|href)="https?:/)
  })
})

describe('words of any script in a PDF', () => {
  it('are set in the order in which they are seen', async () => {
    const line = 'ab שלום (5) cd'
    const { slices } = await lettersFor(line)
    const seen = runsOf(line, 'ltr', slices).map(({ text }) => text)
    expect(seen.join('')).toBe('ab (5) שלום cd')
  })

  it('take every letter from a font that comes along, and emoji as pictures', async () => {
    const line = 'é ж λ 数学 नमस्ते سلام 🎓'
    const { slices } = await lettersFor(line)
    const bare = runsOf(line, 'ltr', slices).filter(({ slice }) => slice === undefined)
    expect(bare.map(({ text }) => text)).toEqual(['🎓'])
  })
})

describe('a report as a PDF', () => {
  it('is tagged, in a language, with a title, and takes whatever people write', async () => {
    const comments = Object.values(hostile).map((text, at) => saidAt(at * 100, text))
    const bytes = (await reportPdf(reportAbout(comments))).toString('latin1')
    expect(bytes.startsWith('%PDF-1.7')).toBe(true)
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (en)',
      '/S /H1',
      '/S /LBody',
      '/S /Figure',
      'pdfuaid',
    ])
      expect(bytes).toContain(part)
    expect(bytes).not.toContain('/BaseFont /Helvetica')
  }, 60_000)

  it('goes on over the page where a comment is longer than one', async () => {
    const bytes = (await reportPdf(reportAbout([saidAt(0, 'Very long words. '.repeat(700))]))).toString(
      'latin1',
    )
    expect(bytes.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2)
  }, 60_000)

  it('is written where nobody said anything yet', async () => {
    expect((await reportPdf(reportAbout([]))).length).toBeGreaterThan(2000)
  }, 60_000)
})

describe('a report as a workbook', () => {
  it('is one file with a sheet for each part', async () => {
    const bytes = await xlsxOf(tablesOf(reportAbout([saidAt(0, '=1+1')])))
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.length).toBeGreaterThan(3000)
  })
})
