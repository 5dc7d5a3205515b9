import { ulid } from 'ulid'
import type { SoundMaskView } from '../../contract/api/masks.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RecordingId } from '../../contract/records/recording.ts'
import type { SoundEffect, SoundMask, SoundMaskId } from '../../contract/records/soundMask.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { MaskStoreParts, OneOf } from './masks.types.ts'
import { onRecording, recordingOrThrow } from './maskTimes.ts'

interface NewSoundMask {
  readonly lessonId: LessonId
  readonly recordingId: RecordingId
  readonly effect: SoundEffect
  readonly fromMs: number
  readonly toMs: number
}

interface SoundPatch extends OneOf<SoundMaskId> {
  readonly effect?: SoundEffect | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

/** Stretches that are not to be heard, or not to be known by their voices. */
export function createSoundMasks({ library, isLocal, speakerOf, author }: MaskStoreParts) {
  const viewOf = (mask: SoundMask): SoundMaskView => {
    const { id, lessonId, recordingId, effect, by, createdAtMs } = mask
    const offsetMs = library().find('recording', recordingId)?.offsetMs ?? 0
    return {
      ...{ id, lessonId, recordingId, effect, createdAtMs },
      fromMs: mask.fromMs + offsetMs,
      toMs: mask.toMs + offsetMs,
      author: author(by),
      local: isLocal(by),
    }
  }

  const all = async (lessonId: LessonId): Promise<SoundMask[]> => {
    lessonOrThrow(library(), lessonId)
    const { soundMasks } = await library().conversation(lessonId)
    return soundMasks.map(({ record }) => record)
  }

  const find = async ({ lessonId, id }: OneOf<SoundMaskId>): Promise<SoundMask> => {
    const found = (await all(lessonId)).find(each => each.id === id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such stretch of masked sound in this lesson; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }

  const mine = async (caller: Caller, one: OneOf<SoundMaskId>) => {
    const speaker = speakerOf(caller)
    const found = await find(one)
    if (found.by === speaker) return { speaker, found }
    throw new DebriefError(
      'notYours',
      `Only ${author(found.by).name} can change this stretch of masked sound. Add one of your own: they add up. Nothing was changed.`,
      { subject: one.id },
    )
  }

  const save = async (
    speaker: PersonId,
    { id, lessonId, recordingId, effect, fromMs, toMs }: NewSoundMask & { readonly id: SoundMaskId },
  ): Promise<SoundMaskView> => {
    const recording = recordingOrThrow(library(), lessonId, recordingId)
    const span = onRecording(recording, { fromMs, toMs })
    const put = { type: 'soundMask', id, lessonId, recordingId, effect, ...span } as const
    await library().write(speaker, [{ put, lessonId }])
    return viewOf(await find({ lessonId, id }))
  }

  return {
    list: async (lessonId: LessonId): Promise<SoundMaskView[]> =>
      (await all(lessonId))
        .map(viewOf)
        .sort((a, b) => a.fromMs - b.fromMs || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1)),

    add: async (caller: Caller, input: NewSoundMask): Promise<SoundMaskView> =>
      save(speakerOf(caller), { ...input, id: `soundMask:${ulid()}` }),

    update: async (caller: Caller, patch: SoundPatch): Promise<SoundMaskView> => {
      const { speaker, found } = await mine(caller, patch)
      const before = viewOf(found)
      const { effect = before.effect, fromMs = before.fromMs, toMs = before.toMs } = patch
      return save(speaker, { ...before, effect, fromMs, toMs })
    },

    remove: async (caller: Caller, one: OneOf<SoundMaskId>): Promise<void> => {
      const { speaker } = await mine(caller, one)
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: OneOf<SoundMaskId>): Promise<SoundMaskView> => {
      const speaker = speakerOf(caller)
      const there = (await all(one.lessonId)).some(({ id }) => id === one.id)
      if (!there) await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      return viewOf(await find(one))
    },
  }
}
export type SoundMasks = ReturnType<typeof createSoundMasks>
