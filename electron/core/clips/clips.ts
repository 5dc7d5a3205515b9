import { ulid } from 'ulid'
import type { ClipView } from '../../contract/api/clips.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Clip, ClipId } from '../../contract/records/clip.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RecordingId } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import { collectionNamed, inOrder } from '../library/collectionNamed.ts'
import { checkWithin, lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Change, LessonSummary, Library } from '../library/library.types.ts'
import { patched } from '../patch.ts'

/** Shorter stretches show nothing that people could follow. */
export const MIN_CLIP_MS = 100

export interface ClipParts {
  library(): Library
  /** A lesson's summary as this caller may see it, and whose marks are left out until a first pass is revealed. */
  summary(
    caller: Caller,
    lessonId: LessonId,
  ): Promise<LessonSummary & { readonly hidden: ReadonlySet<PersonId> }>
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): ClipView['author']
}

interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

/** @throws DebriefError input.invalid */
export function checkStretch(durationMs: number, { fromMs, toMs }: Stretch): void {
  checkWithin(durationMs, { atMs: fromMs, toMs })
  if (toMs - fromMs < MIN_CLIP_MS)
    throw new DebriefError(
      'input.invalid',
      'A clip lasts at least a tenth of a second. Move its start or its end.',
      {
        subject: 'toMs',
      },
    )
}

/** How many comments apply within a stretch: moments in it, and ranges that reach into it. Private notes never count. */
export function commentsWithin({ marks }: Pick<LessonSummary, 'marks'>, { fromMs, toMs }: Stretch): number {
  const applies = (mark: LessonSummary['marks'][number]) =>
    mark.atMs < toMs &&
    (mark.toMs !== undefined && mark.toMs > mark.atMs ? mark.toMs > fromMs : mark.atMs >= fromMs)
  return marks.filter(mark => !mark.private && applies(mark)).length
}

interface NewClip extends Stretch {
  readonly lessonId: LessonId
  readonly title: string
  readonly recordingId?: RecordingId | undefined
  readonly collection?: string | undefined
}

interface ClipPatch {
  readonly id: ClipId
  readonly title?: string | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  readonly recordingId?: RecordingId | null | undefined
}

export function createClips({ library, summary, speakerOf, author }: ClipParts) {
  const view = async (caller: Caller, clip: Clip): Promise<ClipView> => {
    const { id, lessonId, title, fromMs, toMs, recordingId, by, createdAtMs } = clip
    const [first] = inOrder(
      library()
        .all('collection')
        .filter(each => each.clipIds.includes(id)),
    )
    return {
      id,
      lessonId,
      title,
      fromMs,
      toMs,
      ...(recordingId && { recordingId }),
      ...(first && { collection: first.title }),
      author: author(by),
      createdAtMs,
      comments: commentsWithin(await summary(caller, lessonId), clip),
    }
  }

  /** A clip whose lesson was removed is out of sight with it. */
  const find = (id: ClipId): Clip | undefined => {
    const clip = library().find('clip', id)
    return clip && library().find('lesson', clip.lessonId) ? clip : undefined
  }
  const findOrThrow = (id: ClipId): Clip => {
    const clip = find(id)
    if (clip) return clip
    throw new DebriefError(
      'notFound',
      'There is no such clip in this library; it may have been removed. Nothing was changed.',
      {
        subject: id,
      },
    )
  }

  const check = (lessonId: LessonId, stretch: Stretch, recordingId?: RecordingId | null): void => {
    lessonOrThrow(library(), lessonId)
    const recordings = recordingsOf(library(), lessonId)
    checkStretch(lengthMs(recordings), stretch)
    if (recordingId && !recordings.some(({ id }) => id === recordingId))
      throw new DebriefError(
        'notFound',
        'The recording that the clip is to show is not in this lesson. Choose another one. Nothing was changed.',
        { subject: recordingId },
      )
  }

  const collect = (title: string, id: ClipId): Change => {
    const named = collectionNamed(library().all('collection'), title)
    if (!named) return { put: { id: `collection:${ulid()}`, type: 'collection', title, clipIds: [id] } }
    const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...kept } = named
    return { put: { ...kept, clipIds: [...kept.clipIds, id] } }
  }

  return {
    findOrThrow,

    /** Of one lesson in the order of its clock; of all, the newest first. */
    list: async (caller: Caller, lessonId?: LessonId): Promise<ClipView[]> => {
      if (lessonId) lessonOrThrow(library(), lessonId)
      const clips = inOrder(library().all('clip')).filter(
        clip => (!lessonId || clip.lessonId === lessonId) && library().find('lesson', clip.lessonId),
      )
      const ordered = lessonId ? clips.sort((a, b) => a.fromMs - b.fromMs) : clips.reverse()
      // A clip's title may quote what its maker has not revealed yet.
      const shown = await Promise.all(
        ordered.map(async clip => !(await summary(caller, clip.lessonId)).hidden.has(clip.by)),
      )
      return Promise.all(ordered.filter((_, at) => shown[at]).map(clip => view(caller, clip)))
    },

    add: async (
      caller: Caller,
      { lessonId, title, fromMs, toMs, recordingId, collection }: NewClip,
    ): Promise<ClipView> => {
      const by = speakerOf(caller)
      check(lessonId, { fromMs, toMs }, recordingId)
      const id: ClipId = `clip:${ulid()}`
      await library().write(by, [
        {
          put: { id, type: 'clip', lessonId, title, fromMs, toMs, ...(recordingId && { recordingId }) },
        },
        ...(collection === undefined ? [] : [collect(collection, id)]),
      ])
      return view(caller, findOrThrow(id))
    },

    update: async (caller: Caller, patch: ClipPatch): Promise<ClipView> => {
      const by = speakerOf(caller)
      const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...before } = findOrThrow(patch.id)
      const { title = before.title, fromMs = before.fromMs, toMs = before.toMs } = patch
      check(before.lessonId, { fromMs, toMs }, patch.recordingId)
      const { recordingId } = patch
      await library().write(by, [
        { put: { ...patched<typeof before>(before, { recordingId }), title, fromMs, toMs } },
      ])
      return view(caller, findOrThrow(patch.id))
    },

    remove: async (caller: Caller, id: ClipId): Promise<void> => {
      const by = speakerOf(caller)
      findOrThrow(id)
      await library().write(by, [{ remove: id }])
    },

    restore: async (caller: Caller, id: ClipId): Promise<ClipView> => {
      const by = speakerOf(caller)
      if (!find(id)) await library().write(by, [{ restore: id }])
      return view(caller, findOrThrow(id))
    },
  }
}
export type Clips = ReturnType<typeof createClips>
