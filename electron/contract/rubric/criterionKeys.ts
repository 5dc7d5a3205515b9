import type { Criterion, DomainColour, RubricBody, RubricDomain } from '../records/rubric.ts'
import { domainColours } from '../records/rubric.ts'

/** So many criteria have a digit key of their own. */
export const CRITERION_KEYS = 9

/** A domain's colour: its own, else by its place in the rubric. */
export const colourOf = (domain: Pick<RubricDomain, 'colour'> | undefined, place: number): DomainColour =>
  domain?.colour ?? domainColours[place % domainColours.length] ?? 'dA'

/**
 * Which criterion each of the keys 1–9 tags: first those that ask for one (the first in the rubric, where two ask for the
 * same), then the others in their order, until the keys are used up.
 * @returns the criterion's code by its digit
 */
export function criterionKeys(rubric: Pick<RubricBody, 'domains'>): ReadonlyMap<number, string> {
  const criteria: readonly Criterion[] = rubric.domains.flatMap(domain => domain.criteria)
  const keys = new Map<number, string>()
  const placed = new Set<string>()
  for (const { digit, code } of criteria) {
    if (digit === undefined || keys.has(digit) || placed.has(code)) continue
    keys.set(digit, code)
    placed.add(code)
  }
  const free = Array.from({ length: CRITERION_KEYS }, (_, at) => at + 1).filter(digit => !keys.has(digit))
  const others = criteria.filter(({ code }) => !placed.has(code))
  for (const [at, digit] of free.entries()) {
    const next = others[at]
    if (next) keys.set(digit, next.code)
  }
  return new Map([...keys].sort(([a], [b]) => a - b))
}
