import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { previewOf, readRubricFile } from '../../../../electron/core/rubrics/importPreview.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const preview = (text: string, name = 'ours.csv', mapping?: Parameters<typeof readRubricFile>[2]) =>
  previewOf(readRubricFile(Buffer.from(text), name, mapping))

const own = [
  'domain,code,criterion,description,level:1:Beginning,level:2:Secure,weight',
  'Talk,B1,Wait time,Silence,None,Three seconds,3',
  ',B1,Pupil talk,,,,',
  ',,,Only a description,,,',
  'Climate,A1,Warm welcome,,,Every pupil,',
].join('\n')

describe('the preview of a rubric file', () => {
  it('says what each column seems to be, with examples', () => {
    const { table, ignored } = preview(own)
    expect(table?.mapping).toEqual({
      headLine: 1,
      columns: ['domain', 'code', 'criterion', 'description', 'level', 'level', 'ignored'],
      highestFirst: false,
    })
    expect(table?.columns[2]).toEqual({
      name: 'criterion',
      samples: ['Wait time', 'Pupil talk', 'Warm welcome'],
    })
    expect(ignored).toEqual(['weight'])
  })

  it('names each row that is off, and shows the rest as it would be taken in', () => {
    const { rows, problems, rubric } = preview(own)
    expect(rows).toBe(4)
    expect(problems.map(({ line }) => line)).toEqual([3, 4])
    expect(problems[0]?.message).toContain('B1')
    expect(rubric?.domains.map(({ title, criteria }) => [title, criteria.map(each => each.title)])).toEqual([
      ['Talk', ['Wait time']],
      ['Climate', ['Warm welcome']],
    ])
  })

  it('reads the table as a person says', () => {
    const text = 'Was,Wie gut,Schlecht\nFragen,oft,nie\n'
    const first = preview(text)
    expect(first.rubric).toBeUndefined()
    expect(first.table?.mapping.columns).toEqual(['ignored', 'ignored', 'ignored'])
    const said = { headLine: 1, columns: ['criterion', 'level', 'level'] as const, highestFirst: true }
    const second = preview(text, 'x.csv', { ...said, columns: [...said.columns] })
    expect(second.problems).toEqual([])
    expect(second.rubric?.levels).toEqual([
      { code: '1', label: 'Schlecht' },
      { code: '2', label: 'Wie gut' },
    ])
    expect(second.rubric?.domains[0]?.criteria[0]).toMatchObject({
      title: 'Fragen',
      descriptors: { 1: 'nie', 2: 'oft' },
    })
  })

  it('takes another line for the names of the columns', () => {
    const text = 'Our school\n\nWas,Punkte\nFragen,3\n'
    const { rubric } = preview(text, 'x.csv', {
      headLine: 3,
      columns: ['criterion', 'description'],
      highestFirst: false,
    })
    expect(rubric?.domains[0]?.criteria).toMatchObject([{ title: 'Fragen', description: '3' }])
  })

  it('gives the same again for the mapping that it guessed', () => {
    const guessed = preview(own)
    expect(preview(own, 'ours.csv', guessed.table?.mapping)).toEqual(guessed)
  })

  it.skipIf(!corpusDir)('understands the table of another tool, and turns its levels when asked', () => {
    const bytes = readFileSync(corpusFile('rubric-learnco.csv'))
    const first = previewOf(readRubricFile(bytes, 'rubric-learnco.csv'))
    expect(first.problems).toEqual([])
    expect(first.table?.mapping).toMatchObject({ headLine: 2, highestFirst: true })
    expect(first.rubric?.levels.map(({ label }) => label)).toEqual([
      'No Attempt',
      'Attempted',
      'Met Expectations',
      'Excelled',
    ])
    const mapping = first.table && { ...first.table.mapping, highestFirst: false }
    const turned = previewOf(readRubricFile(bytes, 'rubric-learnco.csv', mapping))
    expect(turned.rubric?.levels.map(({ label }) => label)).toEqual([
      'Excelled',
      'Met Expectations',
      'Attempted',
      'No Attempt',
    ])
  })

  it('reads the sound criteria of JSON, and says which others are off', () => {
    const { rubric, rows, problems } = preview(
      JSON.stringify({
        title: 'Ours',
        levels: [],
        domains: [
          {
            title: 'A',
            criteria: [{ code: 'A1', title: 'One' }, { code: 'A2' }, { code: 'A1', title: 'Twice' }],
          },
        ],
      }),
      'ours.json',
    )
    expect(rows).toBe(3)
    expect(problems[0]?.message).toContain('Domain 1, criterion 2')
    expect(rubric?.domains[0]?.criteria).toEqual([{ code: 'A1', title: 'One' }])
  })

  it('says what is off with a file that is no rubric at all', () => {
    for (const text of ['', '{"a":', '"open', 'just words'])
      expect(preview(text).problems.length, text).toBeGreaterThan(0)
  })
})

describe('a file with rows that are off', () => {
  const bytesBase64 = Buffer.from(own).toString('base64')

  it('is refused whole, unless someone asks for what is sound', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    await expect(ana.rubrics.import({ name: 'ours.csv', bytesBase64 })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringMatching(/^Line 3: .*\nLine 4: /),
    })
    const taken = await ana.rubrics.import({ name: 'ours.csv', bytesBase64, soundOnly: true })
    expect(taken.domains.flatMap(({ criteria }) => criteria.map(({ code }) => code))).toEqual(['B1', 'A1'])
  })
})
