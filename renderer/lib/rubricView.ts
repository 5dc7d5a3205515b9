import type { TagView } from '../../electron/contract/api/comments.ts'
import type { CriterionVersionView, RubricView } from '../../electron/contract/api/rubrics.ts'
import type { CriterionWords } from '../../electron/contract/records/criterionVersion.ts'
import type { Criterion, DomainColour, RubricLevel } from '../../electron/contract/records/rubric.ts'
import { colourOf, criterionKeys } from '../../electron/contract/rubric/criterionKeys.ts'
import { keyOf, sameWords, wordsOf } from '../../electron/contract/rubric/criterionWords.ts'

export type { DomainColour } from '../../electron/contract/records/rubric.ts'

/** A criterion with what surrounds it. */
export interface FoundCriterion {
  readonly rubric: RubricView
  readonly criterion: Criterion
  readonly domainTitle: string
  readonly domainIndex: number
  readonly colour: DomainColour
}

/** All criteria of a rubric in its order. */
export const criteriaOf = (rubric: RubricView): readonly FoundCriterion[] =>
  rubric.domains.flatMap((domain, domainIndex) =>
    domain.criteria.map(criterion => ({
      rubric,
      criterion,
      domainTitle: domain.title,
      domainIndex,
      colour: colourOf(domain, domainIndex),
    })),
  )

/** The criteria that a key 1–9 tags, by their keys. */
export function keyedCriteria(
  rubric: RubricView,
): ReadonlyArray<FoundCriterion & { readonly digit: number }> {
  const all = new Map(criteriaOf(rubric).map(found => [found.criterion.code, found]))
  return [...criterionKeys(rubric)].flatMap(([digit, code]) => {
    const found = all.get(code)
    return found ? [{ ...found, digit }] : []
  })
}

/** Undefined where the rubric or the code is not in this library (any more). */
export function findCriterion(
  rubrics: readonly RubricView[] | undefined,
  rubricId: string,
  code: string,
): FoundCriterion | undefined {
  const rubric = rubrics?.find(({ id }) => id === rubricId)
  return rubric && criteriaOf(rubric).find(({ criterion }) => criterion.code === code)
}

/** What a tag means, in the words that were there when it was made. */
export interface TagMeaning {
  /** Absent where the rubric is not in this library and nobody kept its words. */
  readonly words: CriterionWords | undefined
  readonly colour: DomainColour
  /** The criterion as it is now; absent where it is not in the rubric any more, or the rubric is gone. */
  readonly now: FoundCriterion | undefined
  /** The rubric says something else by now. */
  readonly outdated: boolean
}

export function meaningOf(
  rubrics: readonly RubricView[] | undefined,
  versions: ReadonlyMap<string, CriterionVersionView> | undefined,
  tag: Pick<TagView, 'rubricId' | 'code' | 'version' | 'words'>,
): TagMeaning {
  const version = tag.version === undefined ? undefined : versions?.get(tag.version)
  const kept = tag.words ?? version?.words
  const rubric = rubrics?.find(({ id }) => id === tag.rubricId)
  const now =
    rubric &&
    criteriaOf(rubric).find(({ criterion }) =>
      version ? keyOf(criterion) === version.key : criterion.code === tag.code,
    )
  const wordsNow = now && wordsOf(now.rubric, now.criterion)
  return {
    words: kept ?? wordsNow,
    colour: now?.colour ?? version?.domain.colour ?? 'dA',
    now,
    // Before the rubrics are read nothing can be said.
    outdated: kept !== undefined && rubrics !== undefined && !(wordsNow && sameWords(kept, wordsNow)),
  }
}

/** A level's place on its scale, counted from 1; undefined for codes that are not on it. */
export function levelPlace(levels: readonly RubricLevel[], code: string): number | undefined {
  const at = levels.findIndex(level => level.code === code)
  return at < 0 ? undefined : at + 1
}
