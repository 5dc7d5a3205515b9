import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import {
  type Calibration,
  isOnScale,
  type Score,
  type ScoredCriterion,
} from '../../contract/records/calibration.ts'
import { colourOf } from '../../contract/rubric/criterionKeys.ts'
import { wordsOf } from '../../contract/rubric/criterionWords.ts'

export const refused = (message: string, subject: string): DebriefError =>
  new DebriefError('input.invalid', message, { subject })

/** The rubric's criteria with the words as they are now. @throws DebriefError input.invalid */
export function criteriaToScore(rubric: RubricView, codes: readonly string[] | undefined): ScoredCriterion[] {
  const criteria = rubric.domains.flatMap((domain, at) =>
    domain.criteria.map(criterion => {
      const { levels: _, ...words } = wordsOf(rubric, criterion)
      return { ...words, domain: domain.title, colour: colourOf(domain, at) }
    }),
  )
  const unknown = codes?.find(code => !criteria.some(criterion => criterion.code === code))
  if (unknown !== undefined)
    throw refused(`“${rubric.title}” has no criterion ${unknown}. Nothing was begun.`, unknown)
  const chosen = criteria.filter(({ code }) => codes?.includes(code) ?? true).slice(0, 100)
  if (rubric.levels.length === 0 || chosen.length === 0)
    throw refused(
      `“${rubric.title}” has no levels or no criteria to score. Choose another rubric.`,
      rubric.id,
    )
  return chosen
}

/** @throws DebriefError input.invalid where the criterion or the level is not of this calibration */
export function checkedScore(
  { criteria, levels, place }: Calibration,
  {
    code,
    level,
    momentsMs,
    note,
  }: {
    readonly code: string
    readonly level: string
    readonly momentsMs?: readonly number[] | undefined
    readonly note?: string | undefined
  },
): Score {
  if (!criteria.some(criterion => criterion.code === code))
    throw refused(`${code} is not among the criteria that are scored here. Nothing was saved.`, code)
  if (!isOnScale(levels, level))
    throw refused(`${level} is not a level of this scale. Nothing was saved.`, level)
  const outside = momentsMs?.some(at => place !== undefined && (at < place.fromMs || at > place.toMs))
  if (outside) throw refused('That moment is outside of the stretch that is scored. Nothing was saved.', code)
  return {
    code,
    level,
    ...(momentsMs && momentsMs.length > 0 && { momentsMs: [...new Set(momentsMs)].sort((a, b) => a - b) }),
    ...(note && { note }),
  }
}
