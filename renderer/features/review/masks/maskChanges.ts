import type { MaskView, SoundMaskView } from '../../../../electron/contract/api/masks.ts'
import { placeWithin, withKeyframe } from '../../../../electron/contract/masks/places.ts'
import { soundEffectWords } from '../../../../electron/contract/masks/words.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { MaskPlace } from '../../../../electron/contract/records/mask.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import type { SoundEffect } from '../../../../electron/contract/records/soundMask.ts'
import { api } from '../../../lib/api.ts'
import { inTurn, isSettled } from '../../../lib/inTurn.ts'
import { did, offerUndo, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'

interface Lists {
  picture: MaskView[]
  sound: SoundMaskView[]
}

/** A mask belongs to who made it: it is changed in their name, whoever speaks now. */
const asAuthor = ({ author }: MaskView | SoundMaskView) => ({ context: { speaker: author.id } })

const setLists = (lessonId: LessonId, change: (lists: Lists) => Lists) =>
  queryClient.setQueryData<Lists>(keys.masks(lessonId), lists => (lists ? change(lists) : lists))
const inOrder = <M extends { fromMs: number; createdAtMs: number }>(list: readonly M[]): M[] =>
  list.toSorted((a, b) => a.fromMs - b.fromMs || a.createdAtMs - b.createdAtMs)

const put = (mask: MaskView) =>
  setLists(mask.lessonId, lists => ({
    ...lists,
    picture: inOrder([...lists.picture.filter(({ id }) => id !== mask.id), mask]),
  }))
const drop = ({ lessonId, id }: MaskView) =>
  setLists(lessonId, lists => ({ ...lists, picture: lists.picture.filter(each => each.id !== id) }))
const putSound = (mask: SoundMaskView) =>
  setLists(mask.lessonId, lists => ({
    ...lists,
    sound: inOrder([...lists.sound.filter(({ id }) => id !== mask.id), mask]),
  }))
const dropSound = ({ lessonId, id }: SoundMaskView) =>
  setLists(lessonId, lists => ({ ...lists, sound: lists.sound.filter(each => each.id !== id) }))

type NewMask = Parameters<typeof api.masks.add>[0]
type Patch = Partial<Pick<MaskView, 'shape' | 'effect' | 'fromMs' | 'toMs' | 'keyframes'>>

const failed = async (lessonId: LessonId, error: unknown, what: string): Promise<undefined> => {
  sayError(error, what)
  await queryClient.invalidateQueries({ queryKey: keys.masks(lessonId) })
  return undefined
}

export async function addMask(input: NewMask): Promise<MaskView | undefined> {
  const { lessonId } = input
  try {
    const mask = await api.masks.add(input)
    put(mask)
    const one = { lessonId, id: mask.id }
    offerUndo(
      'Mask added',
      async () => {
        await api.masks.remove(one, asAuthor(mask))
        drop(mask)
      },
      async () => put(await api.masks.restore(one, asAuthor(mask))),
    )
    return mask
  } catch (error) {
    return failed(lessonId, error, 'The mask was not added.')
  }
}

/** The mask as this page knows it now: what a part was drawn with may be a moment behind, and keys may be faster than the host. */
export const heldMask = ({ lessonId, id }: MaskView): MaskView | undefined =>
  queryClient.getQueryData<Lists>(keys.masks(lessonId))?.picture.find(each => each.id === id)

/** Changes of one mask arrive in the order of the keys; where it was changed again meanwhile, an answer is old news. */
const send = async ({ id }: MaskView, ask: () => Promise<MaskView>): Promise<void> => {
  const saved = await inTurn(id, ask)
  if (isSettled(id)) put(saved)
}

const update = async (mask: MaskView, patch: Patch): Promise<void> => {
  const { lessonId, id } = mask
  await send(mask, () => api.masks.update({ lessonId, id, ...patch }, asAuthor(mask)))
}

/** Notes a change, so that it can be taken back by what the mask was before; the picture itself shows it. */
export function noteChange(before: MaskView, patch: Patch, text: string): void {
  const { shape, effect, fromMs, toMs, keyframes, author } = before
  const undo = () => update(before, { shape, effect, fromMs, toMs, keyframes })
  did({ text, undo, redo: () => update(before, patch) }, author.id)
}

/** Shows a change at once and has it saved. */
async function change(
  drawn: MaskView,
  patchOf: (mask: MaskView) => Patch,
  words: { readonly done: string; readonly failed: string },
  ask?: (mask: MaskView) => Promise<MaskView>,
): Promise<void> {
  const before = heldMask(drawn)
  // Deleted meanwhile.
  if (!before) return
  const patch = patchOf(before)
  put({ ...before, ...patch })
  try {
    await (ask ? send(before, () => ask(before)) : update(before, patch))
    noteChange(before, patch, words.done)
  } catch (error) {
    if (isSettled(before.id)) put(before)
    await failed(before.lessonId, error, words.failed)
  }
}

export const changeMask = (mask: MaskView, patch: Patch, done: string): Promise<void> =>
  change(mask, () => patch, { done, failed: 'The mask was not changed.' })

/** Puts a mask somewhere at one moment, by hand. */
export const placeMask = (mask: MaskView, atMs: number, place: MaskPlace): Promise<void> =>
  change(
    mask,
    ({ keyframes, picture }) => ({
      keyframes: withKeyframe(keyframes, { atMs, ...placeWithin(place, picture), byHand: true }),
    }),
    { done: 'Mask placed', failed: 'The mask was not moved.' },
    ({ lessonId, id }) => {
      const { x, y, width, height } = place
      return api.masks.place({ lessonId, id, atMs, x, y, width, height }, asAuthor(mask))
    },
  )

export async function removeMask(mask: MaskView): Promise<void> {
  const one = { lessonId: mask.lessonId, id: mask.id }
  drop(mask)
  try {
    await api.masks.remove(one, asAuthor(mask))
    offerUndo(
      'Mask deleted',
      async () => put(await api.masks.restore(one, asAuthor(mask))),
      async () => {
        await api.masks.remove(one, asAuthor(mask))
        drop(mask)
      },
    )
  } catch (error) {
    put(mask)
    await failed(mask.lessonId, error, 'The mask was not deleted.')
  }
}

export async function followMask(
  mask: MaskView,
  fromMs: number,
  direction: 'forward' | 'backward',
): Promise<string | undefined> {
  try {
    const { lessonId, id } = mask
    return (await api.masks.track({ lessonId, id, fromMs, direction }, asAuthor(mask))).jobId
  } catch (error) {
    return failed(mask.lessonId, error, 'The mask was not followed.')
  }
}

export async function addSoundMask(
  lessonId: LessonId,
  recordingId: RecordingId,
  effect: SoundEffect,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<void> {
  try {
    const mask = await api.soundMasks.add({ lessonId, recordingId, effect, ...span })
    putSound(mask)
    const one = { lessonId, id: mask.id }
    offerUndo(
      `${soundEffectWords[effect]} in what is exported`,
      async () => {
        await api.soundMasks.remove(one, asAuthor(mask))
        dropSound(mask)
      },
      async () => putSound(await api.soundMasks.restore(one, asAuthor(mask))),
    )
  } catch (error) {
    await failed(lessonId, error, 'The sound was not masked.')
  }
}

export async function removeSoundMask(mask: SoundMaskView): Promise<void> {
  const one = { lessonId: mask.lessonId, id: mask.id }
  dropSound(mask)
  try {
    await api.soundMasks.remove(one, asAuthor(mask))
    offerUndo(
      'Sound mask deleted',
      async () => putSound(await api.soundMasks.restore(one, asAuthor(mask))),
      async () => {
        await api.soundMasks.remove(one, asAuthor(mask))
        dropSound(mask)
      },
    )
  } catch (error) {
    putSound(mask)
    await failed(mask.lessonId, error, 'The sound mask was not deleted.')
  }
}
