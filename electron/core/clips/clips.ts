import { ulid } from 'ulid'
import type { ClipsFromComments, ClipsFromCommentsPlan, ClipView } from '../../contract/api/clips.ts'
import { DebriefError } from '../../contract/errors.ts'
import { type Clip, type ClipId, type Exemplar, MAX_EXEMPLARS } from '../../contract/records/clip.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RecordingId } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import { collectionNamed, inOrder } from '../library/collectionNamed.ts'
import { checkWithin, lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Change, Conversation, LessonSummary, Library } from '../library/library.types.ts'
import { patched } from '../patch.ts'
import { planOf, stretchesOf, type TaggedComments } from './fromComments.ts'
import { type Stretch, saidWithin } from './within.ts'

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
  /** A lesson's conversation as this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  /** Finds criterion and level, and what must be written so that everyone understands them. @throws DebriefError notFound, input.invalid */
  resolveTags(
    tags: readonly Exemplar[],
  ): Promise<{ readonly tags: readonly Exemplar[]; readonly needed: readonly Change[] }>
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

export function createClips({ library, summary, speakerOf, author, conversation, resolveTags }: ClipParts) {
  /** Titles of the collections in which each clip is, the oldest collection first. */
  const collectionsOf = (): ReadonlyMap<string, readonly string[]> => {
    const titles = new Map<string, string[]>()
    for (const { title, clipIds } of inOrder(library().all('collection')))
      for (const id of new Set(clipIds)) titles.set(id, [...(titles.get(id) ?? []), title])
    return titles
  }

  const view = async (
    caller: Caller,
    clip: Clip,
    titles = collectionsOf(),
    summaryOf = summary,
  ): Promise<ClipView> => {
    const { id, lessonId, title, fromMs, toMs, recordingId, exemplarOf = [], by, createdAtMs } = clip
    const collections = titles.get(id) ?? []
    const [collection] = collections
    return {
      id,
      lessonId,
      title,
      fromMs,
      toMs,
      ...(recordingId && { recordingId }),
      ...(collection !== undefined && { collection }),
      collections: [...collections],
      author: author(by),
      createdAtMs,
      ...saidWithin(await summaryOf(caller, lessonId), clip),
      exemplarOf: exemplarOf.map(({ rubricId, code, level }) => ({
        rubricId,
        code,
        ...(level !== undefined && { level }),
      })),
    }
  }

  /** A lesson has many clips, and its summary is made once for all of them. */
  const remembering = (): ClipParts['summary'] => {
    const known = new Map<LessonId, ReturnType<ClipParts['summary']>>()
    return (caller, lessonId) => {
      const made = known.get(lessonId) ?? summary(caller, lessonId)
      known.set(lessonId, made)
      return made
    }
  }

  const viewAll = (
    caller: Caller,
    clips: readonly Clip[],
    summaryOf = remembering(),
  ): Promise<ClipView[]> => {
    const titles = collectionsOf()
    return Promise.all(clips.map(clip => view(caller, clip, titles, summaryOf)))
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

  const collect = (title: string, ids: readonly ClipId[]): Change => {
    const named = collectionNamed(library().all('collection'), title)
    if (!named) return { put: { id: `collection:${ulid()}`, type: 'collection', title, clipIds: [...ids] } }
    const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...kept } = named
    return { put: { ...kept, clipIds: [...kept.clipIds, ...ids] } }
  }

  const bodyOf = ({ rev: _, by: __, createdAtMs: ___, deleted: ____, ...body }: Clip) => body

  /** Comments with the criterion in every lesson, private notes left out. */
  const tagged = async (caller: Caller, wish: ClipsFromComments): Promise<TaggedComments[]> => {
    const { rubricId, code, level } = wish
    const fits = (tag: { rubricId: string; code: string; level?: string | undefined }) =>
      tag.rubricId === rubricId && tag.code === code && (level === undefined || tag.level === level)
    const found: TaggedComments[] = []
    for (const { id, title } of inOrder(library().all('lesson'))) {
      if (wish.lessonId !== undefined && wish.lessonId !== id) continue
      if (!(await summary(caller, id)).tags.some(fits)) continue
      const { comments, tags } = await conversation(caller, id)
      const ids = new Set<string>(tags.filter(({ record }) => fits(record)).map(tag => tag.record.commentId))
      found.push({
        lessonId: id,
        lessonTitle: title,
        durationMs: lengthMs(recordingsOf(library(), id)),
        comments: comments.filter(each => !each.private && ids.has(each.record.id)).map(each => each.record),
      })
    }
    return found
  }

  const planned = async (caller: Caller, wish: ClipsFromComments) =>
    stretchesOf(await tagged(caller, wish), wish, library().all('clip'))

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
      const summaryOf = remembering()
      const shown = await Promise.all(
        ordered.map(async clip => !(await summaryOf(caller, clip.lessonId)).hidden.has(clip.by)),
      )
      return viewAll(
        caller,
        ordered.filter((_, at) => shown[at]),
        summaryOf,
      )
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
        ...(collection === undefined ? [] : [collect(collection, [id])]),
      ])
      return view(caller, findOrThrow(id))
    },

    update: async (caller: Caller, patch: ClipPatch): Promise<ClipView> => {
      const by = speakerOf(caller)
      const before = bodyOf(findOrThrow(patch.id))
      const { title = before.title, fromMs = before.fromMs, toMs = before.toMs } = patch
      check(before.lessonId, { fromMs, toMs }, patch.recordingId)
      const { recordingId } = patch
      await library().write(by, [
        { put: { ...patched<typeof before>(before, { recordingId }), title, fromMs, toMs } },
      ])
      return view(caller, findOrThrow(patch.id))
    },

    exemplify: async (
      caller: Caller,
      { clipIds, on, ...wish }: Exemplar & { readonly clipIds: readonly ClipId[]; readonly on: boolean },
    ): Promise<ClipView[]> => {
      const by = speakerOf(caller)
      const clips = [...new Set(clipIds)].map(findOrThrow)
      const { tags, needed } = on ? await resolveTags([wish]) : { tags: [], needed: [] }
      const [tag] = tags
      const puts = clips.map((clip): Change => {
        const { exemplarOf = [], ...body } = bodyOf(clip)
        const others = exemplarOf.filter(
          each => each.rubricId !== wish.rubricId || each.code !== (tag?.code ?? wish.code),
        )
        const { rubricId, code, level } = tag ?? wish
        const now = on ? [...others, { rubricId, code, ...(level !== undefined && { level }) }] : others
        if (now.length > MAX_EXEMPLARS)
          throw new DebriefError(
            'input.invalid',
            `“${clip.title}” is an example of ${MAX_EXEMPLARS} criteria already. Take one away first. Nothing was changed.`,
            { subject: clip.id },
          )
        return { put: { ...body, ...(now.length > 0 && { exemplarOf: now }) } }
      })
      await library().write(by, [...needed, ...puts])
      return viewAll(
        caller,
        clips.map(({ id }) => findOrThrow(id)),
      )
    },

    planFromComments: async (caller: Caller, wish: ClipsFromComments): Promise<ClipsFromCommentsPlan> => {
      const { stretches, existing } = await planned(caller, wish)
      return planOf(stretches, existing)
    },

    addFromComments: async (caller: Caller, wish: ClipsFromComments): Promise<ClipView[]> => {
      const by = speakerOf(caller)
      const { stretches } = await planned(caller, wish)
      if (stretches.length === 0) return []
      const puts = stretches.map(stretch => ({ id: `clip:${ulid()}` as const, ...stretch }))
      const ids = puts.map(({ id }) => id)
      await library().write(by, [
        ...puts.map((put): Change => ({ put: { type: 'clip', ...put } })),
        ...(wish.collection === undefined ? [] : [collect(wish.collection, ids)]),
      ])
      return viewAll(caller, ids.map(findOrThrow))
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
