import type { MaskView, SoundMaskView } from '../../../../electron/contract/api/masks.ts'
import { soundEffectWords } from '../../../../electron/contract/masks/words.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { MaskPlace } from '../../../../electron/contract/records/mask.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import type { SoundEffect } from '../../../../electron/contract/records/soundMask.ts'
import { api } from '../../../lib/api.ts'
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

const send = async (mask: MaskView, patch: Patch): Promise<void> => {
  put(await api.masks.update({ lessonId: mask.lessonId, id: mask.id, ...patch }, asAuthor(mask)))
}

/** Notes a change, so that it can be taken back by what the mask was before; the picture itself shows it. */
export function noteChange(before: MaskView, patch: Patch, text: string): void {
  const { shape, effect, fromMs, toMs, keyframes, author } = before
  const undo = () => send(before, { shape, effect, fromMs, toMs, keyframes })
  did({ text, undo, redo: () => send(before, patch) }, author.id)
}

export async function changeMask(mask: MaskView, patch: Patch, words: string): Promise<void> {
  put({ ...mask, ...patch })
  try {
    await send(mask, patch)
    noteChange(mask, patch, words)
  } catch (error) {
    put(mask)
    await failed(mask.lessonId, error, 'The mask was not changed.')
  }
}

/** Puts a mask somewhere at one moment, by hand. */
export async function placeMask(mask: MaskView, atMs: number, place: MaskPlace): Promise<void> {
  const { lessonId, id } = mask
  try {
    const { x, y, width, height } = place
    const placed = await api.masks.place({ lessonId, id, atMs, x, y, width, height }, asAuthor(mask))
    put(placed)
    noteChange(mask, { keyframes: placed.keyframes }, 'Mask placed')
  } catch (error) {
    await failed(lessonId, error, 'The mask was not moved.')
  }
}

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
