import { ulid } from 'ulid'
import type { MaskView } from '../../contract/api/masks.ts'
import { DebriefError } from '../../contract/errors.ts'
import { placeWithin, withKeyframe } from '../../contract/masks/places.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type {
  Mask,
  MaskBody,
  MaskEffect,
  MaskId,
  MaskKeyframe,
  MaskPlace,
  MaskShape,
} from '../../contract/records/mask.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { MaskStoreParts, OneOf } from './masks.types.ts'
import { onRecording, recordingOrThrow } from './maskTimes.ts'

interface NewMask extends MaskBody {
  readonly lessonId: LessonId
  readonly fromMs: number
  readonly toMs: number
}

interface MaskPatch extends OneOf<MaskId> {
  readonly shape?: MaskShape | undefined
  readonly effect?: MaskEffect | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  readonly keyframes?: readonly MaskKeyframe[] | undefined
}

/** A mask with its recording, as who may change it has it. */
export interface OwnMask {
  readonly speaker: PersonId
  readonly mask: Mask
  readonly recording: Recording
}

const gone = (id: string) =>
  new DebriefError(
    'notFound',
    'There is no such mask in this lesson; it may have been removed. Nothing was changed.',
    { subject: id },
  )

const shifted = (keyframes: readonly MaskKeyframe[], byMs: number): MaskKeyframe[] =>
  keyframes.map(each => ({ ...each, atMs: each.atMs + byMs }))

/** What covers faces and names: each mask belongs to who made it, and they add up. */
export function createMasks({ library, isLocal, speakerOf, author }: MaskStoreParts) {
  const offsetOf = ({ recordingId }: Mask) => library().find('recording', recordingId)?.offsetMs ?? 0

  const viewOf = (mask: Mask): MaskView => {
    const { id, lessonId, recordingId, shape, effect, picture, by, createdAtMs } = mask
    const offsetMs = offsetOf(mask)
    return {
      ...{ id, lessonId, recordingId, shape, effect, picture, createdAtMs },
      fromMs: mask.fromMs + offsetMs,
      toMs: mask.toMs + offsetMs,
      keyframes: shifted(mask.keyframes, offsetMs),
      author: author(by),
      local: isLocal(by),
    }
  }

  const all = async (lessonId: LessonId): Promise<Mask[]> => {
    lessonOrThrow(library(), lessonId)
    const { masks } = await library().conversation(lessonId)
    return masks
      .map(({ record }) => record)
      .sort(
        (a, b) =>
          a.fromMs + offsetOf(a) - b.fromMs - offsetOf(b) ||
          a.createdAtMs - b.createdAtMs ||
          (a.id < b.id ? -1 : 1),
      )
  }

  const find = async ({ lessonId, id }: OneOf<MaskId>): Promise<Mask> => {
    const found = (await all(lessonId)).find(mask => mask.id === id)
    if (found) return found
    throw gone(id)
  }

  /** @throws DebriefError notFound, notYours */
  const own = async (caller: Caller, one: OneOf<MaskId>): Promise<OwnMask> => {
    const speaker = speakerOf(caller)
    const mask = await find(one)
    if (mask.by !== speaker)
      throw new DebriefError(
        'notYours',
        `Only ${author(mask.by).name} can change this mask. Add one of your own: masks add up. Nothing was changed.`,
        { subject: one.id },
      )
    return { speaker, mask, recording: recordingOrThrow(library(), one.lessonId, mask.recordingId) }
  }

  const save = async (
    speaker: PersonId,
    mask: Omit<Mask, 'rev' | 'by' | 'createdAtMs'>,
  ): Promise<MaskView> => {
    const { id, lessonId, recordingId, shape, effect, fromMs, toMs, picture } = mask
    const keyframes = mask.keyframes.map(each => ({ ...each, ...placeWithin(each, picture) }))
    const put = {
      type: 'mask',
      id,
      lessonId,
      recordingId,
      shape,
      effect,
      fromMs,
      toMs,
      picture,
      keyframes,
    } as const
    await library().write(speaker, [{ put, lessonId }])
    return viewOf(await find({ lessonId, id }))
  }

  return {
    list: async (lessonId: LessonId): Promise<MaskView[]> => (await all(lessonId)).map(viewOf),
    own,
    find,
    viewOf,

    add: async (caller: Caller, input: NewMask): Promise<MaskView> => {
      const speaker = speakerOf(caller)
      const { lessonId, recordingId, keyframes } = input
      const recording = recordingOrThrow(library(), lessonId, recordingId)
      if (recording.facts.width === 0)
        throw new DebriefError(
          'input.invalid',
          'This recording has sound alone, so there is no picture to mask. Mute a stretch of its sound instead.',
          { subject: 'recordingId' },
        )
      return save(speaker, {
        ...input,
        ...onRecording(recording, input),
        type: 'mask',
        id: `mask:${ulid()}`,
        keyframes: shifted(keyframes, -recording.offsetMs),
      })
    },

    update: async (caller: Caller, patch: MaskPatch): Promise<MaskView> => {
      const { speaker, mask, recording } = await own(caller, patch)
      const { offsetMs } = recording
      const { shape = mask.shape, effect = mask.effect } = patch
      const span = {
        fromMs: patch.fromMs ?? mask.fromMs + offsetMs,
        toMs: patch.toMs ?? mask.toMs + offsetMs,
      }
      return save(speaker, {
        ...mask,
        ...onRecording(recording, span),
        shape,
        effect,
        keyframes: patch.keyframes ? shifted(patch.keyframes, -offsetMs) : mask.keyframes,
      })
    },

    place: async (
      caller: Caller,
      { atMs, x, y, width, height, ...one }: OneOf<MaskId> & MaskPlace & { readonly atMs: number },
    ): Promise<MaskView> => {
      const { speaker, mask, recording } = await own(caller, one)
      const keyframe = { atMs: atMs - recording.offsetMs, x, y, width, height, byHand: true }
      return save(speaker, { ...mask, keyframes: withKeyframe(mask.keyframes, keyframe) })
    },

    /** Takes in the places that following found, on the recording's own clock. */
    follow: async (speaker: PersonId, mask: Mask, keyframes: readonly MaskKeyframe[]): Promise<MaskView> =>
      save(speaker, { ...mask, keyframes: [...keyframes] }),

    remove: async (caller: Caller, one: OneOf<MaskId>): Promise<void> => {
      const { speaker } = await own(caller, one)
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: OneOf<MaskId>): Promise<MaskView> => {
      const speaker = speakerOf(caller)
      const there = (await all(one.lessonId)).some(({ id }) => id === one.id)
      if (!there) await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      return viewOf(await find(one))
    },
  }
}
export type Masks = ReturnType<typeof createMasks>
