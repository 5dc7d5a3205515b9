import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  MAX_RUBRIC_BYTES,
  parseRubricCsv,
  parseRubricFile,
  parseRubricJson,
  writeRubricCsv,
  writeRubricJson,
} from '../../../../electron/core/rubrics/rubricFile.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'

const own = [
  'domain,code,criterion,description,level:1:Beginning,level:2:Secure',
  'Talk,B1,Wait time,Silence after a question,None heard,Three seconds or more',
  ',B2,Pupil talk,,,',
  'Climate,A1,Warm welcome,"Greets, by name",,Every pupil',
].join('\n')

const rubricOf = (input: string | Uint8Array, name?: string) => {
  const reading = parseRubricCsv(input, name)
  expect(reading.errors).toEqual([])
  if (!reading.rubric) throw new Error('no rubric although there was no error')
  return reading.rubric
}
const errorsOf = (input: string | Uint8Array) => {
  const reading = parseRubricCsv(input)
  expect(reading.rubric).toBeUndefined()
  return reading.errors
}

describe("a rubric in Debrief's own columns", () => {
  it('is read with its domains, levels and descriptors', () => {
    expect(rubricOf(own, 'our_rubric-2026.csv')).toEqual({
      title: 'Our rubric 2026',
      levels: [
        { code: '1', label: 'Beginning' },
        { code: '2', label: 'Secure' },
      ],
      domains: [
        {
          title: 'Talk',
          criteria: [
            {
              code: 'B1',
              title: 'Wait time',
              description: 'Silence after a question',
              descriptors: { 1: 'None heard', 2: 'Three seconds or more' },
            },
            { code: 'B2', title: 'Pupil talk' },
          ],
        },
        {
          title: 'Climate',
          criteria: [
            {
              code: 'A1',
              title: 'Warm welcome',
              description: 'Greets, by name',
              descriptors: { 2: 'Every pupil' },
            },
          ],
        },
      ],
    })
  })

  it('takes a level without a label by its code', () => {
    expect(rubricOf('criterion,level:1,level:2\nWait,a,b').levels).toEqual([
      { code: '1', label: '1' },
      { code: '2', label: '2' },
    ])
  })

  it('takes title, source and licence from rows above the table', () => {
    const rubric = rubricOf(`# title: Our look-fors\nsource,Westfield School\nlicence,CC BY 4.0\n\n${own}`)
    expect(rubric).toMatchObject({ title: 'Our look-fors', source: 'Westfield School', licence: 'CC BY 4.0' })
  })

  it('makes codes that are missing from the letter of the domain, around those that are there', () => {
    const rubric = rubricOf('domain,code,criterion\nTalk,A2,One\nTalk,,Two\nTalk,,Three\nClimate,,Four')
    expect(rubric.domains.flatMap(domain => domain.criteria.map(each => each.code))).toEqual([
      'A2',
      'A3',
      'A4',
      'B1',
    ])
  })

  it.each([
    ['semicolons', own.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')],
    ['tabs', own.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '\t')],
    ['a sep= line', `sep=;\r\n${own.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')}`],
    ['CRLF', own.replaceAll('\n', '\r\n')],
    ['CR', own.replaceAll('\n', '\r')],
    ['mixed line ends', own.replace('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${own}`],
    ['blank lines and a last line end', `\n${own}\n\n\n`],
  ])('is read alike with %s', (_, text) => {
    expect(rubricOf(text)).toEqual(rubricOf(own))
  })

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text, 'utf8')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8')],
    ['UTF-16LE with a mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16LE without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16BE without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ])('is read alike from %s bytes', (_, encode) => {
    const text = own.replace('Warm welcome', 'Être accueillant: größer, Ñandú')
    expect(rubricOf(encode(text))).toEqual(rubricOf(text))
  })

  it('keeps line breaks and quotation marks inside a cell', () => {
    const [criterion] =
      rubricOf('criterion,description\nWait,"say ""why?""\r\nthen\nwait"').domains[0]?.criteria ?? []
    expect(criterion?.description).toBe('say "why?"\r\nthen\nwait')
  })

  it('tells which columns it has no place for', () => {
    expect(parseRubricCsv('criterion,weight,level:1\nWait,3,none').ignored).toEqual(['weight'])
  })
})

describe("another tool's table", () => {
  it.skipIf(!corpusDir)('with levels in columns and a row of points is read lowest level first', () => {
    const rubric = rubricOf(readFileSync(corpusFile('rubric-learnco.csv')), 'rubric-learnco.csv')
    expect(rubric.title).toBe('Rubric learnco')
    expect(rubric.levels).toEqual([
      { code: '0', label: 'No Attempt' },
      { code: '2', label: 'Attempted' },
      { code: '4', label: 'Met Expectations' },
      { code: '5', label: 'Excelled' },
    ])
    const [domain, ...others] = rubric.domains
    expect(others).toEqual([])
    expect(domain?.criteria.map(each => [each.code, each.title])).toEqual([
      ['A1', 'Command Usage Accuracy'],
      ['A2', 'System Navigation & Environment Setup'],
      ['A3', 'File and Directory Management'],
      ['A4', 'User and Permissions Management'],
      ['A5', 'Information Retrieval & File Viewing'],
      ['A6', 'Clarity and Organization'],
    ])
    expect(domain?.criteria[0]?.descriptors?.['0']).toBe('No commands attempted or explained.')
    expect(domain?.criteria[1]?.descriptors?.['5']).toContain('(e.g., pwd, cd, ls, mkdir)')
  })

  it.each([
    [
      'numbers in brackets',
      'Criteria,Exemplary (4),Proficient (3),Emerging (1)\nTalk,c,b,a',
      ['1', '3', '4'],
    ],
    ['numbers in front', 'Indicator;1 - Emerging;3 - Proficient;4 - Exemplary\nTalk;a;b;c', ['1', '3', '4']],
    ['words from the best down', 'Criterion,Exemplary,Proficient,Emerging\nTalk,c,b,a', ['1', '2', '3']],
    ['an empty corner', ',Emerging,Proficient,Exemplary\nTalk,a,b,c', ['1', '2', '3']],
    [
      'points under the names',
      'Criterion,Exemplary,Proficient,Emerging\nPoints,4,3,1\nTalk,c,b,a',
      ['1', '3', '4'],
    ],
  ])('with %s has its lowest level first', (_, text, codes) => {
    const rubric = rubricOf(text)
    expect(rubric.levels.map(level => level.label)).toEqual(['Emerging', 'Proficient', 'Exemplary'])
    expect(rubric.levels.map(level => level.code)).toEqual(codes)
    expect(Object.values(rubric.domains[0]?.criteria[0]?.descriptors ?? {})).toEqual(['a', 'b', 'c'])
  })
})

describe('what cannot be taken', () => {
  it('names the line of a code that is there twice, and of the first one', () => {
    expect(errorsOf('code,criterion,description\nA1,One,"two\nlines"\nA1,Two,')).toEqual([
      { line: 4, message: 'The code “A1” is on line 2 already. Give “Two” its own code.' },
    ])
  })
  it('names every row that is off, in order', () => {
    const long = 'x'.repeat(4001)
    expect(
      errorsOf(`code,criterion,description\nA1,,seen\nA2,Two,${long}\n${'c'.repeat(41)},Three,`),
    ).toEqual([
      { line: 2, message: 'This row has no criterion. Write what the criterion is, or delete the row.' },
      { line: 3, message: 'The description is longer than 4000 characters. Shorten it.' },
      { line: 4, message: 'The code is longer than 40 characters. Shorten it.' },
    ])
  })
  it.each([
    ['nothing', '', /empty/],
    ['only blank lines', '\n\n', /empty/],
    ['no known column', 'a,b\n1,2', /must name them: domain, code, criterion.*It says: a, b\./],
    ['no criterion column', 'domain,level:1\nTalk,x', /no column named "criterion"/],
    ['no rows', 'domain,criterion\n', /no criterion under/],
    ['an open quotation mark', 'criterion\n"Wait', /quotation mark that is not closed/],
    ['two levels of one code', 'criterion,level:1,level:1\nWait,a,b', /The level 1 is there twice/],
    [
      "Debrief's own word as a level",
      'criterion,level:not-observed\nWait,a',
      /cannot have the code not-observed/,
    ],
    [
      'a level code that every object has',
      'criterion,level:__proto__\nWait,a',
      /cannot have the code __proto__/,
    ],
  ])('is refused with a sentence: %s', (_, text, sentence) => {
    expect(
      errorsOf(text)
        .map(error => error.message)
        .join('\n'),
    ).toMatch(sentence)
  })
  it('does not list hundreds of errors', () => {
    const rows = Array.from({ length: 300 }, () => 'A1,One').join('\n')
    expect(errorsOf(`code,criterion\n${rows}`).at(-1)?.message).toBe(
      'There are 259 more errors of this kind.',
    )
  })
})

describe('JSON', () => {
  const body = {
    title: 'Ours',
    levels: [{ code: '1', label: 'One' }],
    domains: [{ title: 'Talk', criteria: [{ code: 'A1', title: 'Wait', descriptors: { 1: 'none' } }] }],
  }
  const message = (text: string) =>
    parseRubricJson(text)
      .errors.map(error => error.message)
      .join('\n')

  it('reads what it writes, also with an id, a mark, or as the only one in a list', () => {
    const text = writeRubricJson({ id: 'rubric:ours', ...body })
    expect(JSON.parse(text)).toEqual({ id: 'rubric:ours', ...body })
    for (const form of [text, `\uFEFF${text}`, `[${text}]`])
      expect(parseRubricJson(form)).toEqual({ rubric: body, errors: [], ignored: [] })
  })
  it('is told from CSV by name or by its first character', () => {
    const bytes = Buffer.from(writeRubricJson(body))
    expect(parseRubricFile(bytes, 'x.json').rubric).toEqual(body)
    expect(parseRubricFile(bytes, 'x.txt').rubric).toEqual(body)
    expect(parseRubricFile(Buffer.from(own), 'x.csv').rubric).toEqual(parseRubricCsv(own, 'x.csv').rubric)
    expect(parseRubricFile(Buffer.alloc(0), 'x.csv').errors[0]?.message).toMatch(/empty/)
  })
  it('says where something is missing', () => {
    const { title: _, ...untitled } = body.domains[0]?.criteria[0] ?? {}
    expect(message(JSON.stringify({ ...body, domains: [{ title: 'Talk', criteria: [untitled] }] }))).toBe(
      'Domain 1, criterion 1: the title is missing, or is not text.',
    )
    expect(message('{"title":"x","levels":[]}')).toBe('The domains are missing, or are not a list.')
  })
  it('names the line where the syntax breaks', () => {
    expect(parseRubricJson('{\n"title": "x",\n}').errors).toEqual([
      { line: 3, message: 'The file is not complete JSON. Export the rubric again, and import that file.' },
    ])
  })
  it('refuses a list of several', () => {
    expect(message(JSON.stringify([body, body]))).toMatch(/holds 2 rubrics/)
  })
  it('refuses descriptors of a level that is not there', () => {
    expect(message(JSON.stringify({ ...body, levels: [] }))).toBe(
      'Criterion A1 describes a level 1, which the rubric does not have.',
    )
  })
  it('refuses to touch prototypes', () => {
    const text = JSON.stringify(body).replace(
      '"title":"Ours"',
      '"title":"Ours","__proto__":{"polluted":true}',
    )
    expect(message(text)).toMatch(/field named __proto__/)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
  it('refuses endless nesting and endless size without a crash', () => {
    expect(message(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toMatch(
      /nested far deeper|not complete JSON/,
    )
    expect(message(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)).toMatch(/nested far deeper/)
    const large = Buffer.alloc(50_000_000, 0x20)
    expect(large.length).toBeGreaterThan(MAX_RUBRIC_BYTES)
    for (const name of ['x.json', 'x.csv'])
      expect(parseRubricFile(large, name).errors[0]?.message).toMatch(/50 MB/)
  })
})

describe('the CSV that is written', () => {
  it('has the columns of the format, and a mark only where the text needs one', () => {
    const rubric = rubricOf(own, 'Ours.csv')
    const text = writeRubricCsv(rubric)
    expect(text.split('\r\n')[0]).toBe(
      'domain,code,criterion,description,level:1,level:2,label:1,label:2,rubric,source,licence',
    )
    expect(writeRubricCsv({ ...rubric, title: 'Größe' }).startsWith('\uFEFFdomain,')).toBe(true)
  })
})
