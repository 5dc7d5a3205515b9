import type { RubricLevel } from '../../contract/records/rubric.ts'

/** What a column's head says about its level. */
export interface LevelHeader {
  readonly label: string
  /** Absent where the head has only words; a place in the order stands in for it. */
  readonly code?: string
}

const explicit = /^level\s*:\s*/i

/** Is this the head of a level column as Debrief writes it (`level:3`, or `level:3:Secure`)? */
export const isLevelHeader = (cell: string): boolean => explicit.test(cell.trim())

/**
 * Reads `level:<code>` or `level:<code>:<label>`. A colon or backslash of the code itself stands behind a backslash.
 * @returns an empty code where there is none
 */
export function readLevelHeader(cell: string): { code: string; label?: string } {
  const rest = cell.trim().replace(explicit, '')
  let code = ''
  for (let i = 0; i < rest.length; i++) {
    const char = rest[i]
    const next = rest[i + 1]
    if (char === '\\' && (next === ':' || next === '\\')) {
      code += next
      i++
    } else if (char === ':') {
      const label = rest.slice(i + 1).trim()
      return label === '' ? { code: code.trim() } : { code: code.trim(), label }
    } else code += char
  }
  return { code: code.trim() }
}

/** The head of a level's column; the inverse of `readLevelHeader`. */
export const writeLevelHeader = (code: string): string => `level:${code.replace(/[\\:]/g, '\\$&')}`

const number = String.raw`-?\d+(?:[.,]\d+)?`
const points = String.raw`(?:\s*(?:pts?|points?)\.?)?`
const bare = new RegExp(`^(${number})${points}$`, 'i')
const leading = new RegExp(`^(?:level\\s+)?(${number})${points}\\s*[-–—:=.)]\\s*(\\S.*)$`, 'is')
const trailing = new RegExp(`^(.*\\S)\\s*(?:[-–—:=]\\s*|[([]\\s*)(${number})${points}\\s*[)\\]]?$`, 'is')
const wordThenNumber = new RegExp(`^level\\s+(${number})$`, 'i')

/** Reads the head of another tool's level column: `Secure`, `3`, `Level 3`, `3 - Secure`, `Secure (3 pts)`. */
export function readForeignLevelHeader(cell: string): LevelHeader {
  const text = cell.replace(/\s+/g, ' ').trim()
  const plain = bare.exec(text)
  if (plain?.[1]) return { code: plain[1], label: text }
  const word = wordThenNumber.exec(text)
  if (word?.[1]) return { code: word[1], label: text }
  const first = leading.exec(text)
  if (first?.[1] && first[2]) return { code: first[1], label: first[2] }
  const last = trailing.exec(text)
  if (last?.[1] && last[2]) return { code: last[2], label: last[1] }
  return { label: text }
}

/** A code that is a number, as one; commas count as decimal points. */
export const levelValue = (code: string): number | undefined =>
  new RegExp(`^${number}$`).test(code) ? Number(code.replace(',', '.')) : undefined

/** First columns that mean "the best is on the left", as many published tables have it. */
const strongest =
  /^(excel|exempl|exceed|distinguish|advanc|outstand|master|highly|innovat|extend|expert|strong|accomplish|thorough|superior|leading)/i

/** Do these level labels, in the file's order, run from the highest to the lowest? */
export const runsDownwards = (labels: readonly string[]): boolean =>
  labels.length > 1 && strongest.test(labels[0] ?? '') && !strongest.test(labels.at(-1) ?? '')

export type OrderedLevel<C> = RubricLevel & { readonly column: C }

/**
 * Puts another tool's levels in our order, lowest first: by their numbers where all have different ones, else by what
 * the words say, else as they stand. Levels without a number get 1, 2, 3 … from the lowest.
 */
export function orderForeignLevels<C>(
  columns: ReadonlyArray<LevelHeader & { readonly column: C }>,
): OrderedLevel<C>[] {
  const valued = columns.map(column => ({
    ...column,
    value: column.code === undefined ? undefined : levelValue(column.code),
  }))
  const values = new Set(valued.map(({ value }) => value))
  if (!values.has(undefined) && values.size === valued.length) {
    return valued
      .sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
      .map(({ column, label, code }, index) => ({ column, label, code: code ?? String(index + 1) }))
  }
  const upwards = runsDownwards(columns.map(({ label }) => label)) ? [...columns].reverse() : [...columns]
  return upwards.map(({ column, label }, index) => ({ column, label, code: String(index + 1) }))
}
