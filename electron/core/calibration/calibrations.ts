import { ulid } from 'ulid'
import type { AgreementView, CalibrationView } from '../../contract/api/calibrations.ts'
import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Calibration, CalibrationId, ScoreSheet } from '../../contract/records/calibration.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RubricId } from '../../contract/records/rubric.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import { agreementOf } from './figures.ts'
import { checkedScore, criteriaToScore, refused } from './rules.ts'
import { agreedIn, isRevealed, sheetOf, unitsOf } from './sheets.ts'

export interface CalibrationParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  isLocal(id: PersonId): boolean
  author(id: PersonId): { id: PersonId; name: string; role: string }
  /** @throws DebriefError notFound */
  rubric(id: RubricId): Promise<RubricView>
}

interface One {
  readonly lessonId: LessonId
  readonly id: CalibrationId
}
interface NewCalibration {
  readonly lessonId: LessonId
  readonly rubricId: RubricId
  readonly codes?: readonly string[] | undefined
  readonly title?: string | undefined
  readonly place?: { readonly fromMs: number; readonly toMs: number } | undefined
  readonly raterIds: readonly PersonId[]
}
interface OneScore extends One {
  readonly code: string
  readonly level: string | null
  readonly momentsMs?: readonly number[] | undefined
  readonly note?: string | undefined
}

/** Scoring blind, showing the scores together, and agreeing. */
export function createCalibrations(parts: CalibrationParts) {
  const { library, speakerOf, author } = parts

  const view = (caller: Caller, conversation: Conversation, one: Calibration): CalibrationView => {
    const { type: _, rev: __, by, raterIds, deleted: ___, ...shown } = one
    const revealed = isRevealed(conversation, one)
    const mine = caller.speaker && sheetOf(conversation, one.id, caller.speaker)
    return {
      ...shown,
      author: author(by),
      raters: raterIds.map(id => {
        const sheet = sheetOf(conversation, one.id, id)
        return { person: author(id), state: sheet?.state ?? 'unsaid', scored: sheet?.scores.length ?? 0 }
      }),
      revealed,
      ...(mine && { mine: { scores: mine.scores, state: mine.state } }),
      sheets: revealed
        ? raterIds.map(raterId => ({
            raterId,
            scores: sheetOf(conversation, one.id, raterId)?.scores ?? [],
          }))
        : [],
      agreed: revealed
        ? agreedIn(conversation, one.id).map(({ by: who, code, level, note }) => ({
            code,
            level,
            ...(note !== undefined && { note }),
            author: author(who),
          }))
        : [],
    }
  }

  const find = async ({ lessonId, id }: One) => {
    lessonOrThrow(library(), lessonId)
    const conversation = await library().conversation(lessonId)
    const one = conversation.calibrations.find(({ record }) => record.id === id)?.record
    if (one) return { conversation, one, revealed: isRevealed(conversation, one) }
    throw new DebriefError(
      'notFound',
      'There is no such calibration in this lesson; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }
  const shown = async (caller: Caller, one: One): Promise<CalibrationView> => {
    const { conversation, one: record } = await find(one)
    return view(caller, conversation, record)
  }

  const checkRaters = (raterIds: readonly PersonId[]): PersonId[] => {
    const raters = [...new Set(raterIds)]
    if (raters.length < 2)
      throw refused('Scoring blind needs two people or more. Choose someone else too.', 'raterIds')
    for (const id of raters)
      if (!parts.isLocal(id) && !library().find('person', id))
        throw new DebriefError('notFound', 'There is no such person in this library. Nothing was changed.', {
          subject: id,
        })
    return raters
  }

  /** The speaker's sheet of a calibration whose scores are not shown yet. @throws DebriefError notYours, input.invalid */
  const ownSheet = async (caller: Caller, id: One) => {
    const { conversation, one, revealed } = await find(id)
    const speaker = speakerOf(caller)
    if (!one.raterIds.includes(speaker))
      throw new DebriefError(
        'notYours',
        `You are not among those who score here. ${author(one.by).name} can add you, as long as the scores are not shown. Nothing was saved.`,
        { subject: id.id },
      )
    if (revealed)
      throw refused(
        'Everyone was ready and the scores are shown, so they stay as they are. Write what you agree beside them.',
        id.id,
      )
    return { speaker, one, sheet: sheetOf(conversation, id.id, speaker) }
  }

  const putSheet = async (
    speaker: PersonId,
    { lessonId, id }: One,
    sheet: ScoreSheet | undefined,
    after: Pick<ScoreSheet, 'scores' | 'state'>,
  ): Promise<void> => {
    const sheetId = sheet?.id ?? (`scoreSheet:${ulid()}` as const)
    await library().write(speaker, [
      { put: { type: 'scoreSheet', id: sheetId, lessonId, calibrationId: id, ...after }, lessonId },
    ])
  }

  return {
    list: async (caller: Caller, lessonId: LessonId): Promise<CalibrationView[]> => {
      lessonOrThrow(library(), lessonId)
      const conversation = await library().conversation(lessonId)
      return conversation.calibrations
        .map(({ record }) => record)
        .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
        .map(one => view(caller, conversation, one))
    },

    add: async (caller: Caller, { codes, ...input }: NewCalibration): Promise<CalibrationView> => {
      const speaker = speakerOf(caller)
      const { lessonId, title, place } = input
      lessonOrThrow(library(), lessonId)
      const raterIds = checkRaters(input.raterIds)
      const rubric = await parts.rubric(input.rubricId)
      const criteria = criteriaToScore(rubric, codes)
      const id = `calibration:${ulid()}` as const
      const put = {
        type: 'calibration' as const,
        id,
        lessonId,
        ...(title !== undefined && { title }),
        ...(place !== undefined && { place }),
        rubricId: rubric.id,
        rubricTitle: rubric.title,
        levels: rubric.levels,
        criteria,
        raterIds,
      }
      await library().write(speaker, [{ put, lessonId }])
      return shown(caller, { lessonId, id })
    },

    setRaters: async (
      caller: Caller,
      { raterIds, ...id }: One & { readonly raterIds: readonly PersonId[] },
    ): Promise<CalibrationView> => {
      const speaker = speakerOf(caller)
      const { one, revealed } = await find(id)
      if (one.by !== speaker)
        throw new DebriefError(
          'notYours',
          `${author(one.by).name} began this, so only they can say who scores. Nothing was changed.`,
          { subject: id.id },
        )
      if (revealed)
        throw refused('The scores are shown, so nobody can join or leave any more. Begin another.', id.id)
      const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...before } = one
      await library().write(speaker, [
        { put: { ...before, raterIds: checkRaters(raterIds) }, lessonId: id.lessonId },
      ])
      return shown(caller, id)
    },

    remove: async (caller: Caller, id: One): Promise<void> => {
      await find(id)
      await library().write(speakerOf(caller), [{ remove: id.id, lessonId: id.lessonId }])
    },

    restore: async (caller: Caller, id: One): Promise<CalibrationView> => {
      lessonOrThrow(library(), id.lessonId)
      const { calibrations } = await library().conversation(id.lessonId)
      if (!calibrations.some(({ record }) => record.id === id.id))
        await library().write(speakerOf(caller), [{ restore: id.id, lessonId: id.lessonId }])
      return shown(caller, id)
    },

    putScore: async (caller: Caller, input: OneScore): Promise<CalibrationView> => {
      const { code, level, momentsMs, note } = input
      const { speaker, one, sheet } = await ownSheet(caller, input)
      if (sheet?.state === 'ready')
        throw refused('You said that you are ready. Choose “Score on” to change a score.', input.id)
      const other = (sheet?.scores ?? []).filter(each => each.code !== code)
      const scored = level === null ? [] : [checkedScore(one, { code, level, momentsMs, note })]
      const places = new Map(one.criteria.map((criterion, at) => [criterion.code, at]))
      const scores = [...other, ...scored].sort(
        (a, b) => (places.get(a.code) ?? 0) - (places.get(b.code) ?? 0),
      )
      await putSheet(speaker, input, sheet, { scores, state: 'scoring' })
      return shown(caller, input)
    },

    reveal: async (caller: Caller, id: One): Promise<CalibrationView> => {
      const { speaker, sheet } = await ownSheet(caller, id)
      if (!sheet || sheet.scores.length === 0)
        throw refused('Score at least one criterion first; then say that you are ready.', id.id)
      await putSheet(speaker, id, sheet, { scores: sheet.scores, state: 'ready' })
      return shown(caller, id)
    },

    takeBack: async (caller: Caller, id: One): Promise<CalibrationView> => {
      const { speaker, sheet } = await ownSheet(caller, id)
      if (sheet?.state === 'ready')
        await putSheet(speaker, id, sheet, { scores: sheet.scores, state: 'scoring' })
      return shown(caller, id)
    },

    setAgreed: async (caller: Caller, { code, level, note, ...id }: OneScore): Promise<CalibrationView> => {
      const speaker = speakerOf(caller)
      const { conversation, one, revealed } = await find(id)
      if (!revealed) throw refused('There is nothing to agree on before all scores are shown.', id.id)
      if (level !== null) checkedScore(one, { code, level })
      const mine = conversation.agreedLevels.find(
        ({ record }) => record.by === speaker && record.calibrationId === id.id && record.code === code,
      )?.record
      const agreedId = mine?.id ?? (`agreedLevel:${ulid()}` as const)
      const put = {
        type: 'agreedLevel' as const,
        id: agreedId,
        lessonId: id.lessonId,
        calibrationId: id.id,
        code,
        ...(level !== null && { level }),
        ...(note && { note }),
      }
      await library().write(speaker, [{ put, lessonId: id.lessonId }])
      return shown(caller, id)
    },

    agreement: async ({ together, ...id }: One & { readonly together: boolean }): Promise<AgreementView> => {
      const { conversation, one, revealed } = await find(id)
      if (!revealed) throw refused('How far the raters agree is told when all of them are ready.', id.id)
      const all = together ? await likeThis(one) : [unitsOf(conversation, one)]
      const units = all.flat()
      const levels = one.levels.map(({ code }) => code)
      return { ...agreementOf({ raters: one.raterIds.length, levels, units }), calibrations: all.length }
    },
  }

  /** The units of every calibration that the same people scored by the same rubric and scale, and whose scores are shown. */
  async function likeThis(one: Calibration) {
    const like = (other: Calibration) =>
      other.rubricId === one.rubricId &&
      other.raterIds.length === one.raterIds.length &&
      one.raterIds.every(id => other.raterIds.includes(id)) &&
      JSON.stringify(other.levels.map(({ code }) => code)) ===
        JSON.stringify(one.levels.map(({ code }) => code))
    const found = []
    for (const { id } of library().all('lesson')) {
      const conversation = await library().conversation(id)
      for (const { record } of conversation.calibrations)
        if (like(record) && isRevealed(conversation, record))
          found.push(unitsOf(conversation, { ...record, raterIds: one.raterIds }))
    }
    return found
  }
}
export type Calibrations = ReturnType<typeof createCalibrations>
