import type { PhaseView } from '../../../../electron/contract/api/phases.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { api } from '../../../lib/api.ts'
import { inTurn, isSettled } from '../../../lib/inTurn.ts'
import { offerUndo, sayError, withdraw } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { forgetNudge } from '../timeline/moving.ts'
import { type Band, cutShort } from './phasePlaces.ts'

const setList = (lessonId: LessonId, change: (list: PhaseView[]) => PhaseView[]) =>
  queryClient.setQueryData<PhaseView[]>(keys.phases(lessonId), list =>
    list ? change(list).sort((a, b) => a.fromMs - b.fromMs || a.createdAtMs - b.createdAtMs) : list,
  )
const put = (phase: PhaseView) =>
  setList(phase.lessonId, list => [...list.filter(({ id }) => id !== phase.id), phase])
const drop = ({ lessonId, id }: PhaseView) => setList(lessonId, list => list.filter(one => one.id !== id))

/** A phase belongs to who made it: it is changed in their name, whoever speaks now. */
const asAuthor = ({ author }: PhaseView) => ({ context: { speaker: author.id } })

const send = async (phase: PhaseView, patch: Partial<Band> & { title?: string }): Promise<PhaseView> => {
  const { lessonId, id } = phase
  const saved = await inTurn(id, () => api.phases.update({ lessonId, id, ...patch }, asAuthor(phase)))
  // Where it was changed on meanwhile, the answer is old news.
  if (isSettled(id)) put(saved)
  return saved
}

/**
 * Adds a phase; one of ours that it begins in ends there. Both can be taken back as one.
 * @returns undefined where it was refused, which is said
 */
export async function addPhase(
  lessonId: LessonId,
  title: string,
  band: Band,
  bands: readonly PhaseView[],
): Promise<PhaseView | undefined> {
  const cut = cutShort(
    bands.filter(({ local }) => local),
    band.fromMs,
  )
  try {
    const added = await api.phases.add({ lessonId, title, ...band })
    put(added)
    if (cut) await send(cut, { toMs: band.fromMs })
    offerUndo(
      `Phase “${title}” added`,
      async () => {
        await api.phases.remove({ lessonId, id: added.id }, asAuthor(added))
        drop(added)
        if (cut) await send(cut, { toMs: cut.toMs })
      },
      async () => {
        put(await api.phases.restore({ lessonId, id: added.id }, asAuthor(added)))
        if (cut) await send(cut, { toMs: band.fromMs })
      },
    )
    return added
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: keys.phases(lessonId) })
    sayError(error, 'The phase was not added.')
    return undefined
  }
}

/** The phase as this page knows it now, for what a part was drawn with may be a moment behind; undefined where it was deleted meanwhile. */
const findPhase = (phase: PhaseView): PhaseView | undefined =>
  queryClient.getQueryData<PhaseView[]>(keys.phases(phase.lessonId))?.find(({ id }) => id === phase.id)
export const heldPhase = (phase: PhaseView): PhaseView => findPhase(phase) ?? phase

/** Renames or moves a phase: at once on the screen, then saved, and it can be taken back. */
export async function changePhase(
  drawn: PhaseView,
  patch: Partial<Band> & { title?: string },
  done: string,
): Promise<void> {
  const phase = findPhase(drawn)
  // Moved by keys that had not come to rest when it was deleted.
  if (!phase) return
  forgetNudge()
  const { title, fromMs, toMs } = phase
  put({ ...phase, ...patch })
  const saving = send(phase, patch)
  // Offered at once, so that a quick undo means this act and not the one before it.
  const notice = offerUndo(
    done,
    async () => {
      forgetNudge()
      await saving
      await send(phase, { title, fromMs, toMs })
    },
    async () => void (await send(phase, patch)),
  )
  try {
    await saving
  } catch (error) {
    withdraw(notice)
    put(phase)
    sayError(error, 'The phase was not changed.')
  }
}

export async function removePhase(phase: PhaseView): Promise<void> {
  const { lessonId, id, title } = phase
  drop(phase)
  const removing = inTurn(id, () => api.phases.remove({ lessonId, id }, asAuthor(phase)))
  const notice = offerUndo(
    `Phase “${title}” deleted`,
    async () => {
      await removing
      put(await api.phases.restore({ lessonId, id }, asAuthor(phase)))
    },
    async () => {
      await api.phases.remove({ lessonId, id }, asAuthor(phase))
      drop(phase)
    },
  )
  try {
    await removing
  } catch (error) {
    withdraw(notice)
    put(phase)
    sayError(error, 'The phase was not deleted.')
  }
}
