import { z } from 'zod'
import { NOT_OBSERVED, type RubricBody, rubricBody, rubricDomain } from '../../contract/records/rubric.ts'

/** Why a rubric cannot be taken; `line` counts from 1, as a text editor does, where the place is known. */
export interface RubricFileError {
  readonly line?: number
  readonly message: string
}

/** `rubric` is there exactly when `errors` is empty: half a rubric would be rated on as if it were whole. */
export interface RubricReading {
  readonly rubric?: RubricBody
  readonly errors: readonly RubricFileError[]
  /** Heads of columns that Debrief has no place for; told to people, never dropped in silence. */
  readonly ignored: readonly string[]
}

const MAX_ERRORS = 40

/** A reading that failed. A file that is wrong everywhere gets its first errors, and how many more there are. */
export function refused(errors: readonly RubricFileError[]): RubricReading {
  const more = errors.length - MAX_ERRORS
  return {
    errors:
      more > 0
        ? [...errors.slice(0, MAX_ERRORS), { message: `There are ${more} more errors of this kind.` }]
        : errors,
    ignored: [],
  }
}

const namesOfFields: Record<string, string> = {
  title: 'the title',
  label: 'the label',
  code: 'the code',
  description: 'the description',
  descriptors: 'the descriptor',
  lookFors: 'the look-fors',
  digit: 'the key',
  colour: 'the colour',
  source: 'the source',
  licence: 'the licence',
  levels: 'the levels',
  domains: 'the domains',
  criteria: 'the criteria',
}
const namesOfItems: Record<string, string> = {
  levels: 'level',
  domains: 'domain',
  criteria: 'criterion',
  lookFors: 'look-for',
}

/** `['domains', 0, 'criteria', 2, 'title']` → `Domain 1, criterion 3: the title`. */
function sayWhere(path: ReadonlyArray<PropertyKey>): string {
  const parts: string[] = []
  let field = ''
  for (const [index, key] of path.entries()) {
    if (typeof key === 'number') {
      parts.push(`${namesOfItems[String(path[index - 1])] ?? 'item'} ${key + 1}`)
      field = ''
    } else field = path[index - 1] === 'descriptors' ? `the descriptor of level ${String(key)}` : String(key)
  }
  const what = namesOfFields[field] ?? field
  const where = parts.join(', ')
  if (where === '') return what === '' ? 'The rubric' : what.charAt(0).toUpperCase() + what.slice(1)
  return `${where.charAt(0).toUpperCase()}${where.slice(1)}${what === '' ? '' : `: ${what}`}`
}

function sayWhat(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `is longer than ${issue.maximum} characters. Shorten it.`
  if (issue.code === 'too_big') return `are more than ${issue.maximum}. Leave some out, or make two rubrics.`
  if (issue.code === 'too_small' && issue.origin === 'string') return 'is empty. Fill it in.'
  if (issue.code === 'too_small') return 'are missing. A rubric needs at least one criterion in each domain.'
  if (issue.code === 'invalid_type' && issue.expected === 'array') return 'are missing, or are not a list.'
  if (issue.code === 'invalid_type' && issue.expected === 'string') return 'is missing, or is not text.'
  return 'is not as Debrief expects it.'
}

/** zod's findings as sentences for the person who has the file. */
export const sayIssues = (issues: readonly z.core.$ZodIssue[]): RubricFileError[] =>
  issues.map(issue => ({ message: `${sayWhere(issue.path)} ${sayWhat(issue)}` }))

/** Names that every JavaScript object already has: as a level's code they would find what nobody wrote. */
const inherited = (code: string): boolean => code in Object.prototype

/** What the schema cannot say: codes that are there twice, and descriptors of levels that are not there. */
export function crossCheck(rubric: RubricBody): RubricFileError[] {
  const errors: RubricFileError[] = []
  const levels = new Set<string>()
  for (const { code } of rubric.levels) {
    if (levels.has(code))
      errors.push({ message: `The level ${code} is there twice. Give each level its own code.` })
    if (code === NOT_OBSERVED || inherited(code))
      errors.push({
        message: `A level cannot have the code ${code}, because Debrief uses that word itself. Give it another one.`,
      })
    levels.add(code)
  }
  const codes = new Set<string>()
  for (const domain of rubric.domains)
    for (const { code, descriptors } of domain.criteria) {
      if (codes.has(code))
        errors.push({ message: `The code ${code} is there twice. Give each criterion its own code.` })
      codes.add(code)
      for (const level of Object.keys(descriptors ?? {}))
        if (!levels.has(level))
          errors.push({
            message: `Criterion ${code} describes a level ${level}, which the rubric does not have.`,
          })
    }
  return errors
}

/** A rubric of a file has criteria; only one that is being made may have none yet. */
const fileBody = rubricBody.extend({
  domains: z
    .array(rubricDomain.extend({ criteria: rubricDomain.shape.criteria.min(1) }))
    .min(1)
    .max(60),
})

/** Reads anything as a rubric: schema and cross-checks, with a sentence for each thing that is off. */
export function readBody(value: unknown): RubricReading {
  const parsed = fileBody.safeParse(value)
  if (!parsed.success) return refused(sayIssues(parsed.error.issues))
  const errors = crossCheck(parsed.data)
  return errors.length > 0 ? refused(errors) : { rubric: parsed.data, errors: [], ignored: [] }
}
