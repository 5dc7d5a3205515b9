import type { Calibration, CalibrationId, ScoreSheet } from '../../contract/records/calibration.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Conversation } from '../library/library.types.ts'
import type { Unit } from './agreement.ts'

type Sheets = Pick<Conversation, 'scoreSheets'>

const byRev = (a: { readonly rev: string }, b: { readonly rev: string }) => (a.rev < b.rev ? -1 : 1)

/** A rater's sheet; someone who scored on two machines has two, and the newest stands. */
export const sheetOf = (
  { scoreSheets }: Sheets,
  calibrationId: CalibrationId,
  raterId: PersonId,
): ScoreSheet | undefined =>
  scoreSheets
    .map(({ record }) => record)
    .filter(record => record.calibrationId === calibrationId && record.by === raterId)
    .sort(byRev)
    .at(-1)

/** Every rater said that they are ready. */
export const isRevealed = (
  conversation: Sheets,
  { id, raterIds }: Pick<Calibration, 'id' | 'raterIds'>,
): boolean => raterIds.every(raterId => sheetOf(conversation, id, raterId)?.state === 'ready')

/** One unit a criterion, its levels in the order of the raters. */
export function unitsOf(
  conversation: Sheets,
  { id, raterIds, criteria }: Pick<Calibration, 'id' | 'raterIds' | 'criteria'>,
): Unit[] {
  const sheets = raterIds.map(raterId => sheetOf(conversation, id, raterId)?.scores ?? [])
  return criteria.map(({ code }) => sheets.map(scores => scores.find(each => each.code === code)?.level))
}

/** The newest word on each criterion, where it names a level. */
export function agreedIn(
  { agreedLevels }: Pick<Conversation, 'agreedLevels'>,
  calibrationId: CalibrationId,
): { readonly by: PersonId; readonly code: string; readonly level: string; readonly note?: string }[] {
  const words = agreedLevels
    .map(({ record }) => record)
    .filter(record => record.calibrationId === calibrationId)
    .sort(byRev)
  const newest = new Map(words.map(word => [word.code, word]))
  return [...newest.values()].flatMap(({ by, code, level, note }) =>
    level === undefined ? [] : [{ by, code, level, ...(note !== undefined && { note }) }],
  )
}
