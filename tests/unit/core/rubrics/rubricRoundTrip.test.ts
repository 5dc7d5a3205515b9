import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainColours, NOT_OBSERVED, type RubricBody } from '../../../../electron/contract/records/rubric.ts'
import {
  parseRubricCsv,
  parseRubricFile,
  parseRubricJson,
  writeRubricCsv,
  writeRubricJson,
} from '../../../../electron/core/rubrics/rubricFile.ts'

/** Anything people may type, with the characters that tables trip over made likely. */
const words = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            '"',
            '""',
            ',',
            ';',
            '\t',
            '\n',
            '\r\n',
            '\r',
            '|',
            ':',
            '\\',
            '=',
            '#',
            '\uFEFF',
            '½',
            '观察',
            ' ',
          ),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'level:1',
            'title',
            'points',
            '4',
            'not-observed',
            '=1+1',
            'sep=;',
            'domain',
          ),
        },
      ),
      { maxLength: 6 },
    )
    .map(parts => Buffer.from(parts.join('').slice(0, maxLength)).toString())
const name = (maxLength: number) =>
  words(maxLength)
    .map(text => text.trim())
    .filter(text => text !== '')
const code = name(40).filter(text => text !== NOT_OBSERVED && !(text in Object.prototype))
/** Blank text is none: a table has no other way to say so. */
const optional = (maxLength: number) =>
  fc.option(
    words(maxLength).filter(text => text.trim() !== ''),
    { nil: undefined },
  )
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T

/** One line, and no bullet that a word processor put before it. */
const line = name(500)
  .map(text => text.replace(/[\r\n•▪◦·]/gu, ' ').trim())
  .filter(text => text !== '')

const rubric: fc.Arbitrary<RubricBody> = fc
  .record({
    levelCodes: fc.uniqueArray(code, { maxLength: 5 }),
    labels: fc.array(name(120), { minLength: 5, maxLength: 5 }),
    domainTitles: fc.uniqueArray(name(300), { minLength: 1, maxLength: 4 }),
    codes: fc.uniqueArray(code, { minLength: 4, maxLength: 10 }),
    fields: fc.array(
      fc.record({
        title: name(300),
        description: optional(4000),
        lookFors: fc.option(fc.array(line, { minLength: 1, maxLength: 3 }), { nil: undefined }),
        digit: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        cells: fc.array(optional(4000), { minLength: 5, maxLength: 5 }),
      }),
      { minLength: 10, maxLength: 10 },
    ),
    colours: fc.array(fc.option(fc.constantFrom(...domainColours), { nil: undefined }), { maxLength: 4 }),
    about: fc.record({ title: name(300), source: optional(1000), licence: optional(300) }),
  })
  .map(({ levelCodes, labels, domainTitles, codes, fields, colours, about }) => {
    const levels = levelCodes.map((each, index) => ({ code: each, label: labels[index] ?? each }))
    const criteria = codes.map((each, index) => {
      const descriptors = levels.flatMap((level, at) => {
        const text = fields[index]?.cells[at]
        return text === undefined ? [] : [[level.code, text] as const]
      })
      return present({
        code: each,
        title: fields[index]?.title ?? each,
        description: fields[index]?.description,
        lookFors: fields[index]?.lookFors,
        digit: fields[index]?.digit,
        descriptors: descriptors.length > 0 ? Object.fromEntries(descriptors) : undefined,
      })
    })
    const share = Math.ceil(criteria.length / domainTitles.length)
    const domains = domainTitles
      .map((title, index) =>
        present({
          title,
          colour: colours[index],
          criteria: criteria.slice(index * share, (index + 1) * share),
        }),
      )
      .filter(domain => domain.criteria.length > 0)
    return present({ ...about, levels, domains }) as RubricBody
  })

describe('any rubric', () => {
  it('comes back from CSV as it was, as text and as bytes', () => {
    fc.assert(
      fc.property(rubric, given => {
        const text = writeRubricCsv(given)
        expect(parseRubricCsv(text)).toEqual({ rubric: given, errors: [], ignored: [] })
        expect(parseRubricFile(Buffer.from(text), 'x.csv').rubric).toEqual(given)
      }),
      { numRuns: 400 },
    )
  })
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(rubric, given => {
        expect(parseRubricJson(writeRubricJson(given))).toEqual({ rubric: given, errors: [], ignored: [] })
      }),
    )
  })
})

describe('any file', () => {
  it('is read or refused with sentences, and never throws', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(
          fc.constantFrom(
            'criterion',
            'level:1',
            'code',
            ',',
            ';',
            '\n',
            '\r',
            '"',
            'a',
            '4',
            'points',
            '\t',
            ' ',
            '{',
            '[',
            ':',
          ),
          { maxLength: 60 },
        )
        .map(parts => Buffer.from(parts.join(''))),
    )
    fc.assert(
      fc.property(bytes, fc.constantFrom('x.csv', 'x.json', 'x'), (given, fileName) => {
        const { rubric: read, errors } = parseRubricFile(given, fileName)
        expect(read === undefined).toBe(errors.length > 0)
        for (const error of errors) expect(error.message).toMatch(/\.$/)
      }),
      { numRuns: 1000 },
    )
  })
})
