import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { ScoredCriterion } from '../../../../electron/contract/records/calibration.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'

/** One criterion with every rater's score, and where in the lesson each saw it. */
export type ComparedCriterion = {
  readonly criterion: ScoredCriterion
  /** Everyone who scored it gave the same level. */
  readonly same: boolean
  readonly ratings: readonly {
    readonly raterId: PersonId
    readonly name: string
    readonly level: string | undefined
    readonly note: string | undefined
    readonly momentsMs: readonly number[]
  }[]
  /** All moments, in the order of the lesson. */
  readonly momentsMs: readonly number[]
}

type Said = Pick<CommentView, 'atMs' | 'tags'>

/**
 * The scores side by side, in the order of the rubric. A rater who named no moment is shown at their comments that carry the
 * criterion.
 */
export function comparedCriteria(
  { criteria, raters, sheets, rubricId, place }: CalibrationView,
  comments: readonly Said[],
): ComparedCriterion[] {
  const tagged = (raterId: PersonId, code: string): number[] =>
    comments
      .filter(
        ({ atMs, tags }) =>
          (place === undefined || (atMs >= place.fromMs && atMs <= place.toMs)) &&
          tags.some(tag => tag.author.id === raterId && tag.rubricId === rubricId && tag.code === code),
      )
      .map(({ atMs }) => atMs)
      .slice(0, 20)
  return criteria.map(criterion => {
    const ratings = raters.map(({ person: { id, name } }) => {
      const score = sheets
        .find(({ raterId }) => raterId === id)
        ?.scores.find(({ code }) => code === criterion.code)
      const momentsMs = score?.momentsMs ?? tagged(id, criterion.code)
      return { raterId: id, name, level: score?.level, note: score?.note, momentsMs: [...new Set(momentsMs)] }
    })
    const levels = new Set(ratings.flatMap(({ level }) => level ?? []))
    return {
      criterion,
      same: levels.size < 2,
      ratings,
      momentsMs: [...new Set(ratings.flatMap(({ momentsMs }) => momentsMs))].sort((a, b) => a - b),
    }
  })
}
