import { criterion } from '../../contract/records/rubric.ts'
import type { TableReading } from './csvRubric.ts'
import { type RubricFileError, type RubricReading, readBody, refused } from './rubricCheck.ts'

/** A rubric is six levels deep; what goes far beyond that is no rubric. */
const MAX_DEPTH = 12
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Looks through parsed JSON without recursion, so that depth cannot exhaust the stack. */
function findHostile(value: unknown): string | undefined {
  const open: Array<{ value: unknown; depth: number }> = [{ value, depth: 0 }]
  for (let item = open.pop(); item; item = open.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue
    if (item.depth > MAX_DEPTH)
      return 'The file is nested far deeper than a rubric. It was not made by Debrief; nothing was imported.'
    for (const [key, inner] of Object.entries(item.value)) {
      if (forbidden.has(key))
        return `The file has a field named ${key}, which no rubric has. Nothing was imported.`
      open.push({ value: inner, depth: item.depth + 1 })
    }
  }
  return undefined
}

/** The line of a JSON syntax error, where the engine tells its position. */
function lineOfError(text: string, message: string): number | undefined {
  const position = /position (\d+)/.exec(message)?.[1]
  return position === undefined ? undefined : text.slice(0, Number(position)).split(/\r\n|\r|\n/).length
}

function parse(text: string): { value: unknown } | { line?: number } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
    const line = lineOfError(text, error.message)
    return line === undefined ? {} : { line }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The file's one rubric, whatever is in it. */
function rubricIn(text: string): { value: unknown } | { error: RubricFileError } {
  const parsed = parse(text)
  if (!('value' in parsed))
    return {
      error: {
        ...parsed,
        message: 'The file is not complete JSON. Export the rubric again, and import that file.',
      },
    }
  const hostile = findHostile(parsed.value)
  if (hostile !== undefined) return { error: { message: hostile } }
  if (!Array.isArray(parsed.value)) return { value: withoutKeys(parsed.value) }
  if (parsed.value.length === 1) return { value: withoutKeys(parsed.value[0]) }
  return {
    error: {
      message: `The file holds ${parsed.value.length} rubrics. Put each into a file of its own, and import them one by one.`,
    },
  }
}

const domainsOf = (value: unknown): unknown[] =>
  isObject(value) && Array.isArray(value.domains) ? value.domains : []
const criteriaOf = (domain: unknown): unknown[] =>
  isObject(domain) && Array.isArray(domain.criteria) ? domain.criteria : []

/** The rubric with other criteria; nothing else of it is touched. */
function withCriteria(value: unknown, change: (criterion: unknown) => unknown[]): unknown {
  if (!isObject(value) || !Array.isArray(value.domains)) return value
  const domains = value.domains.map(domain =>
    isObject(domain) && Array.isArray(domain.criteria)
      ? { ...domain, criteria: domain.criteria.flatMap(change) }
      : domain,
  )
  return { ...value, domains }
}

/** Which criterion was which matters in the rubric it comes from only. */
const withoutKeys = (value: unknown): unknown =>
  withCriteria(value, criterion => {
    if (!isObject(criterion)) return [criterion]
    const { key: _, ...rest } = criterion
    return [rest]
  })

/** Reads one rubric from JSON: the shape of the command line's `rubric`, alone or as the only one in a list. */
export function rubricOfJson(text: string): RubricReading {
  const found = rubricIn(text)
  return 'error' in found ? refused([found.error]) : readBody(found.value)
}

/** The same as far as it can be read: criteria with which something is off are left out of `sound`. */
export function readJson(text: string): TableReading {
  const found = rubricIn(text)
  if ('error' in found) return { rows: 0, problems: [found.error], sound: refused([found.error]) }
  const rows = domainsOf(found.value).flatMap(criteriaOf).length
  const whole = readBody(found.value)
  if (whole.rubric) return { rows, problems: [], sound: whole }
  const codes = new Set<string>()
  const kept = withCriteria(found.value, value => {
    const { data } = criterion.safeParse(value)
    if (!data || codes.has(data.code)) return []
    codes.add(data.code)
    return [value]
  })
  const domains = domainsOf(kept).filter(domain => criteriaOf(domain).length > 0)
  const sound = isObject(kept) ? readBody({ ...kept, domains }) : whole
  return { rows, problems: whole.errors, sound }
}
