import pLimit from 'p-limit'
import type { LessonEntry, LessonSummaries, LessonView, RecordingView } from '../../contract/api/lessons.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Lesson, LessonDetails, LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import { consentOf, type LessonConsent } from '../library/consent.ts'
import { lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { LessonSummary, Library } from '../library/library.types.ts'
import { type Patch, patched } from '../patch.ts'
import { findLesson } from './findLesson.ts'
import { type CardSummary, cardSummary } from './lessonSummary.ts'

export interface LessonParts {
  library(): Library
  /** A lesson's summary as this caller may see it, and whose marks are left out until a first pass is revealed. */
  summary(
    caller: Caller,
    lessonId: LessonId,
  ): Promise<LessonSummary & { readonly hidden: ReadonlySet<PersonId> }>
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** A recording as it stands on this machine. */
  recordingView(recording: Recording): Promise<RecordingView>
  /** Adds the sample lesson to the library, or finds it there. */
  addSample(): Promise<LessonId>
}

type Told = CardSummary & Pick<LessonView, 'id' | 'clips'>

/** Lessons that are read at once for nobody in sight: few of them can stand before one that somebody waits for. */
const IN_BACKGROUND = 2

type LessonPatch = { readonly id: LessonId } & Patch<LessonDetails>

/** Newest first: by the day it was taught, else the day it came into the library. */
function newestFirst(a: LessonEntry, b: LessonEntry): number {
  const day = ({ date, createdAtMs }: LessonEntry) => date ?? new Date(createdAtMs).toISOString().slice(0, 10)
  const [one, other] = [day(a), day(b)]
  if (one !== other) return one < other ? 1 : -1
  return b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1)
}

/** What has not been said, and is not asked for, is not shown either. */
function consentShown({ record, blocked }: LessonConsent): Pick<LessonView, 'consent'> {
  if (!record) return blocked ? { consent: { state: 'missing', blocked } } : {}
  const { state, note } = record
  return { consent: { state, ...(note !== undefined && { note }), blocked } }
}

export function createLessons(parts: LessonParts) {
  const library = () => parts.library()

  const entry = async (lesson: Lesson): Promise<LessonEntry> => {
    const { id, type: _, rev: __, by: ___, createdAtMs, ...details } = lesson
    const recordings = recordingsOf(library(), id)
    return {
      id,
      ...details,
      durationMs: lengthMs(recordings),
      recordings: await Promise.all(recordings.map(parts.recordingView)),
      createdAtMs,
      ...consentShown(consentOf(library(), id)),
    }
  }

  const summaryOf = async (caller: Caller, id: LessonId): Promise<Told> => {
    const summary = await parts.summary(caller, id)
    const clips = library()
      .all('clip')
      .filter(clip => clip.lessonId === id && !summary.hidden.has(clip.by)).length
    return { id, clips, ...cardSummary(summary, parts.isLocal) }
  }

  const view = async (caller: Caller, lesson: Lesson): Promise<LessonView> => {
    const [known, told] = await Promise.all([entry(lesson), summaryOf(caller, lesson.id)])
    return { ...known, ...told }
  }

  const inBackground = pLimit(IN_BACKGROUND)

  return {
    list: async (caller: Caller): Promise<LessonView[]> =>
      (
        await Promise.all(
          library()
            .all('lesson')
            .map(lesson => view(caller, lesson)),
        )
      ).sort(newestFirst),

    entries: async (): Promise<LessonEntry[]> =>
      (await Promise.all(library().all('lesson').map(entry))).sort(newestFirst),

    summaries: async (
      caller: Caller,
      { ids, marks }: { readonly ids: readonly LessonId[]; readonly marks: boolean },
    ): Promise<LessonSummaries> => {
      const answer: LessonSummaries = { summaries: [], failed: [] }
      const sumUp = async (lessonId: LessonId): Promise<void> => {
        try {
          lessonOrThrow(library(), lessonId)
          const { marks: places, ...summary } = await summaryOf(caller, lessonId)
          answer.summaries.push(marks ? { ...summary, marks: places } : summary)
        } catch (error) {
          if (!(error instanceof DebriefError)) throw error
          answer.failed.push({ lessonId, code: error.code, message: error.message })
        }
      }
      await Promise.all(ids.map(id => (marks ? sumUp(id) : inBackground(sumUp, id))))
      return answer
    },

    find: async (caller: Caller, words: string): Promise<LessonView> =>
      view(caller, findLesson(library().all('lesson'), words)),

    addSample: async (caller: Caller): Promise<LessonView> =>
      view(caller, lessonOrThrow(library(), await parts.addSample())),

    update: async (caller: Caller, patch: LessonPatch): Promise<LessonView> => {
      const by = parts.speakerOf(caller)
      const { id, ...details } = patch
      const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...now } = lessonOrThrow(library(), id)
      await library().write(by, [{ put: { ...patched<LessonDetails>(now, details), id, type: 'lesson' } }])
      return view(caller, lessonOrThrow(library(), id))
    },

    /** Recordings, clips and the conversation stay as they are, out of sight, until the lesson is restored. */
    remove: async (caller: Caller, id: LessonId): Promise<void> => {
      const by = parts.speakerOf(caller)
      lessonOrThrow(library(), id)
      await library().write(by, [{ remove: id }])
    },

    restore: async (caller: Caller, id: LessonId): Promise<LessonView> => {
      const by = parts.speakerOf(caller)
      if (!library().find('lesson', id)) await library().write(by, [{ restore: id }])
      return view(caller, lessonOrThrow(library(), id))
    },
  }
}
export type Lessons = ReturnType<typeof createLessons>
