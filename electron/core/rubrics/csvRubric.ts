import {
  type Criterion,
  criterion as criterionSchema,
  type DomainColour,
  domainColours,
  type RubricDomain,
  rubricDomain,
} from '../../contract/records/rubric.ts'
import type { CsvLayout } from './csvLayout.ts'

import {
  crossCheck,
  type RubricFileError,
  type RubricReading,
  readBody,
  refused,
  sayIssues,
} from './rubricCheck.ts'

interface Placed {
  readonly line: number
  readonly domain: string
  readonly colour?: DomainColour
  readonly criterion: Omit<Criterion, 'code'> & { readonly code?: string }
}

const quote = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`

/** 0 → A, 25 → Z, 26 → AA: the letter that a domain's codes begin with. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}

const bullet = /^[•▪◦·]\s+/u

/** One look-for a line; bullets that a word processor put before them are not theirs. */
const linesOf = (cell: string): string[] =>
  cell
    .split(/\r\n|\r|\n/)
    .map(line => line.trim().replace(bullet, ''))
    .filter(line => line !== '')

const colourNamed = (cell: string): DomainColour | undefined =>
  domainColours.find((colour, at) => [colour.toLowerCase(), String(at + 1)].includes(cell.toLowerCase()))

/** Reads the rows of the criteria; a domain that is left empty is the one above it, as in a table with merged cells. */
function placeRows(
  layout: CsvLayout,
  fallbackDomain: string,
): { placed: Placed[]; errors: RubricFileError[] } {
  const placed: Placed[] = []
  const errors: RubricFileError[] = []
  let domain = fallbackDomain
  for (const row of layout.body) {
    const cell = (column: number | undefined): string =>
      column === undefined ? '' : (row.cells[column] ?? '')
    domain = cell(layout.domain).trim() || domain
    const title = cell(layout.criterion).trim()
    const descriptors = layout.levels.flatMap(level => {
      const words = cell(level.column)
      return words.trim() === '' ? [] : [[level.code, words] as const]
    })
    const description = cell(layout.description)
    const code = cell(layout.code).trim()
    if (title === '') {
      if (code !== '' || description.trim() !== '' || descriptors.length > 0)
        errors.push({
          line: row.line,
          message: 'This row has no criterion. Write what the criterion is, or delete the row.',
        })
      continue
    }
    const digit = cell(layout.digit).trim()
    if (digit !== '' && !/^[1-9]$/.test(digit)) {
      errors.push({
        line: row.line,
        message: `The key is ${quote(digit)}. It must be one of 1 to 9, or empty.`,
      })
      continue
    }
    const colour = cell(layout.colour).trim()
    const named = colourNamed(colour)
    if (colour !== '' && !named) {
      errors.push({
        line: row.line,
        message: `The colour is ${quote(colour)}. It must be one of ${domainColours.join(', ')}, or empty.`,
      })
      continue
    }
    const lookFors = linesOf(cell(layout.lookFors))
    placed.push({
      line: row.line,
      domain,
      ...(named && { colour: named }),
      criterion: {
        title,
        ...(code === '' ? {} : { code }),
        ...(description.trim() === '' ? {} : { description }),
        ...(lookFors.length === 0 ? {} : { lookFors }),
        ...(descriptors.length === 0 ? {} : { descriptors: Object.fromEntries(descriptors) }),
        ...(digit === '' ? {} : { digit: Number(digit) }),
      },
    })
  }
  return { placed, errors }
}

function checkCriteria(placed: readonly Placed[]): RubricFileError[] {
  const errors: RubricFileError[] = []
  const lineOfCode = new Map<string, number>()
  const sound = criterionSchema.partial({ code: true })
  for (const { line, domain, criterion } of placed) {
    const issues = [
      ...(sound.safeParse(criterion).error?.issues ?? []),
      ...(rubricDomain.shape.title
        .safeParse(domain)
        .error?.issues.map(issue => ({ ...issue, path: ['domain'] })) ?? []),
    ]
    for (const { message } of sayIssues(issues))
      errors.push({ line, message: message.replace(/^Domain /, 'The domain ') })
    if (criterion.code === undefined) continue
    const before = lineOfCode.get(criterion.code)
    if (before === undefined) lineOfCode.set(criterion.code, line)
    else
      errors.push({
        line,
        message: `The code ${quote(criterion.code)} is on line ${before} already. Give ${quote(criterion.title)} its own code.`,
      })
  }
  return errors
}

/** The criteria under their domains, in the order in which each domain first appears; codes that are missing are made. */
function gather(placed: readonly Placed[]): RubricDomain[] {
  const used = new Set(placed.flatMap(({ criterion }) => criterion.code ?? []))
  const domains = new Map<string, Criterion[]>()
  for (const { domain } of placed) domains.set(domain, [])
  const order = [...domains.keys()]
  for (const { domain, criterion } of placed) {
    const criteria = domains.get(domain) ?? []
    let count = criteria.length + 1
    let code = criterion.code
    while (code === undefined) {
      const candidate = `${letters(order.indexOf(domain))}${count++}`
      if (!used.has(candidate)) code = candidate
    }
    used.add(code)
    criteria.push({ ...criterion, code })
  }
  return [...domains].map(([title, criteria]) => {
    const colour = placed.find(each => each.domain === title && each.colour)?.colour
    return { title, ...(colour && { colour }), criteria }
  })
}

/** A table read as far as it can be. */
export interface TableReading {
  /** Criteria in the table, sound or not. */
  readonly rows: number
  /** What is off, by line. */
  readonly problems: readonly RubricFileError[]
  /** The rubric of the rows with which nothing is off. */
  readonly sound: RubricReading
}

/**
 * Makes a rubric of a table whose layout is known.
 * @param fallbackTitle the rubric's title where the table does not say one
 */
export function readTable(layout: CsvLayout, fallbackTitle: string): TableReading {
  const { placed, errors } = placeRows(layout, 'All criteria')
  const found = [...errors, ...checkCriteria(placed)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const head = {
    title: layout.title?.trim() || fallbackTitle,
    levels: layout.levels.map(({ code, label }) => ({ code, label })),
  }
  const rows = placed.length + errors.length
  const levelErrors = crossCheck({ ...head, domains: [] })
  if (levelErrors.length > 0)
    return { rows, problems: [...levelErrors, ...found], sound: refused(levelErrors) }
  if (rows === 0) {
    const none = {
      line: 1,
      message: 'There is no criterion under the names of the columns. Add a row for each criterion.',
    }
    return { rows, problems: [none], sound: refused([none]) }
  }
  const off = new Set(found.map(({ line }) => line))
  const domains = gather(placed.filter(({ line }) => !off.has(line)))
  const sound = readBody({
    ...head,
    ...(layout.source === undefined ? {} : { source: layout.source }),
    ...(layout.licence === undefined ? {} : { licence: layout.licence }),
    domains,
  })
  return { rows, problems: found, sound: { ...sound, ignored: layout.ignored } }
}

/** A whole table as a rubric, or nothing of it. */
export function rubricOfRows(layout: CsvLayout, fallbackTitle: string): RubricReading {
  const { problems, sound } = readTable(layout, fallbackTitle)
  return problems.length > 0 ? refused(problems) : sound
}
