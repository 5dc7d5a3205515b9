import { useQuery } from '@tanstack/react-query'
import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import type { Score } from '../../../../electron/contract/records/calibration.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { api } from '../../../lib/api.ts'
import { did, offerUndo, sayError, withdraw } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { openCalibration } from './calibrationState.ts'
import { showAtOnce, useWithPending } from './pending.ts'

/** As the speaker may see them: whoever takes the word has an answer of their own, and never sees the last one's sheet. */
export function useCalibrations(lessonId: LessonId) {
  const speaker = useSpeaker(state => state.speaker)
  const { data, error } = useQuery({
    queryKey: [...keys.calibrations(lessonId), speaker ?? null],
    queryFn: () => api.calibrations.list({ lessonId }, as(speaker)),
  })
  return { data: useWithPending(data, speaker), error }
}

export const useAgreement = ({ lessonId, id }: CalibrationView, together: boolean) =>
  useQuery({
    queryKey: [...keys.calibrations(lessonId), 'agreement', id, together],
    queryFn: () => api.calibrations.agreement({ lessonId, id, together }),
  })

const as = (speaker: PersonId | undefined) => ({ context: speaker ? { speaker } : {} })
const readAgain = (lessonId: LessonId) =>
  queryClient.invalidateQueries({ queryKey: keys.calibrations(lessonId) })
const oneOf = ({ lessonId, id }: CalibrationView) => ({ lessonId, id })

async function act(lessonId: LessonId, failed: string, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    sayError(error, failed)
    return false
  } finally {
    await readAgain(lessonId)
  }
}
const then = (lessonId: LessonId, way: () => Promise<unknown>) => async () => {
  await way()
  await readAgain(lessonId)
}

export const begin = (input: Parameters<typeof api.calibrations.add>[0]): Promise<boolean> =>
  act(input.lessonId, 'Scoring did not begin.', async () => {
    const made = await api.calibrations.add(input)
    const by = as(made.author.id)
    offerUndo(
      'Scoring blind begun',
      then(input.lessonId, () => api.calibrations.remove(oneOf(made), by)),
      then(input.lessonId, () => api.calibrations.restore(oneOf(made), by)),
    )
    await readAgain(input.lessonId)
    openCalibration(made.id)
  })

export const remove = (one: CalibrationView): Promise<boolean> =>
  act(one.lessonId, 'The calibration was not deleted.', async () => {
    const by = as(one.author.id)
    const go = () => api.calibrations.remove(oneOf(one), by)
    await go()
    openCalibration(undefined)
    offerUndo(
      'Calibration deleted',
      then(one.lessonId, () => api.calibrations.restore(oneOf(one), by)),
      then(one.lessonId, go),
    )
  })

export const goOnWithout = (one: CalibrationView, raterId: PersonId): Promise<boolean> =>
  act(one.lessonId, 'Nobody was taken out.', async () => {
    const before = one.raters.map(({ person }) => person.id)
    const put = (raterIds: PersonId[]) =>
      api.calibrations.setRaters({ ...oneOf(one), raterIds }, as(one.author.id))
    const after = await put(before.filter(id => id !== raterId))
    // Where this showed the scores, there is no way back.
    if (!after.revealed)
      offerUndo(
        'Rater taken out',
        then(one.lessonId, () => put(before)),
      )
  })

type Draft = Pick<Score, 'code' | 'momentsMs' | 'note'> & { readonly level: string | null }

const without = ({ level: _, ...rest }: Draft) => rest

/** Puts one score of the speaker's; it shows at once. */
export function putScore(one: CalibrationView, score: Draft): Promise<boolean> {
  const { speaker } = useSpeaker.getState()
  const before = one.mine?.scores.find(({ code }) => code === score.code)
  const put = (next: Draft) => api.calibrations.putScore({ ...oneOf(one), ...next }, as(speaker))
  const { id } = one
  const settled = showAtOnce({ id, speaker, change: each => withScore(each, score) })
  return act(one.lessonId, 'The score was not saved.', async () => {
    await put(score)
    did({
      text: `Score of ${score.code}`,
      undo: then(one.lessonId, () => put(before ?? { code: score.code, level: null })),
      redo: then(one.lessonId, () => put(score)),
    })
  }).finally(settled)
}

function withScore(one: CalibrationView, score: Draft): CalibrationView {
  const others = (one.mine?.scores ?? []).filter(({ code }) => code !== score.code)
  const { level } = score
  return {
    ...one,
    mine: {
      state: 'scoring',
      scores: level === null ? others : [...others, { ...without(score), level }],
    },
  }
}

/** Being ready can be taken back until everyone is. */
const offered: number[] = []

export const reveal = (one: CalibrationView): Promise<boolean> =>
  act(one.lessonId, 'You are not marked as ready.', async () => {
    const by = as(useSpeaker.getState().speaker)
    const after = await api.calibrations.reveal(oneOf(one), by)
    if (after.revealed) for (const notice of offered.splice(0)) withdraw(notice)
    else
      offered.push(
        offerUndo(
          'Ready; the others’ scores show when they are ready too',
          then(one.lessonId, () => api.calibrations.takeBack(oneOf(one), by)),
        ),
      )
  })

export const scoreOn = (one: CalibrationView): Promise<boolean> =>
  act(one.lessonId, 'Nothing was changed.', () =>
    api.calibrations.takeBack(oneOf(one), as(useSpeaker.getState().speaker)),
  )

export function agreeOn(
  one: CalibrationView,
  next: { readonly code: string; readonly level: string | null; readonly note: string },
): Promise<boolean> {
  const { speaker } = useSpeaker.getState()
  const by = as(speaker)
  const before = one.agreed.find(({ code }) => code === next.code)
  const me = one.raters.find(({ person }) => person.id === speaker)?.person ?? one.author
  const { level } = next
  const settled = showAtOnce({
    id: one.id,
    speaker,
    change: each => ({
      ...each,
      agreed: [
        ...each.agreed.filter(({ code }) => code !== next.code),
        ...(level === null ? [] : [{ ...next, level, author: me }]),
      ],
    }),
  })
  return act(one.lessonId, 'What you agreed was not saved.', async () => {
    await api.calibrations.setAgreed({ ...oneOf(one), ...next }, by)
    const back = { code: next.code, level: before?.level ?? null, note: before?.note ?? '' }
    did({
      text: `Agreed level of ${next.code}`,
      undo: then(one.lessonId, () => api.calibrations.setAgreed({ ...oneOf(one), ...back }, by)),
      redo: then(one.lessonId, () => api.calibrations.setAgreed({ ...oneOf(one), ...next }, by)),
    })
  }).finally(settled)
}
