import type { RubricView } from '../../electron/contract/api/rubrics.ts'
import type { Criterion, RubricLevel } from '../../electron/contract/records/rubric.ts'

/** A domain's colour: it goes by the domain's place in its rubric, and the code beside it says the same without colour. */
export const domainColours = ['dA', 'dB', 'dC', 'dD'] as const
export type DomainColour = (typeof domainColours)[number]
export const domainColour = (domainIndex: number): DomainColour =>
  domainColours[domainIndex % domainColours.length] ?? 'dA'

/** A criterion with what surrounds it. */
export interface FoundCriterion {
  readonly rubric: RubricView
  readonly criterion: Criterion
  readonly domainTitle: string
  readonly domainIndex: number
  readonly colour: DomainColour
}

/** All criteria of a rubric in its order, as keys 1–9 count them. */
export const criteriaOf = (rubric: RubricView): readonly FoundCriterion[] =>
  rubric.domains.flatMap(({ title, criteria }, domainIndex) =>
    criteria.map(criterion => ({
      rubric,
      criterion,
      domainTitle: title,
      domainIndex,
      colour: domainColour(domainIndex),
    })),
  )

/** Undefined where the rubric or the code is not in this library (any more). */
export function findCriterion(
  rubrics: readonly RubricView[] | undefined,
  rubricId: string,
  code: string,
): FoundCriterion | undefined {
  const rubric = rubrics?.find(({ id }) => id === rubricId)
  return rubric && criteriaOf(rubric).find(({ criterion }) => criterion.code === code)
}

/** A level's place on its scale, counted from 1; undefined for codes that are not on it. */
export function levelPlace(levels: readonly RubricLevel[], code: string): number | undefined {
  const at = levels.findIndex(level => level.code === code)
  return at < 0 ? undefined : at + 1
}
