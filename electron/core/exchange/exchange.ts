import type { CommentView } from '../../contract/api/comments.ts'
import type {
  DroppedPart,
  NotesFormat,
  NotesPreview,
  ReadableFormat,
  SkippedNote,
} from '../../contract/api/notes.ts'
import type { PhaseView } from '../../contract/api/phases.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Caller } from '../call.ts'
import { lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Change, Conversation, Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import { NotesRefusal, type ReadOptions } from './notes.types.ts'
import { noteKey, type SettledNote, settleNotes } from './settleNotes.ts'

/** A tag as it is to be written: with the words it is made with, once it is resolved. */
type TagInput = Pick<Tag, 'rubricId' | 'code'> &
  Partial<Pick<Tag, 'version' | 'words'>> & { readonly level?: string | undefined }
type ReadyNote = Omit<SettledNote, 'tags'> & { readonly tags: readonly TagInput[] }

export interface ExchangeParts {
  library(): Library
  speakerOf(caller: Caller): PersonId
  author(id: PersonId): CommentView['author']
  /** As this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  comments(caller: Caller, lessonId: LessonId): Promise<CommentView[]>
  phases(lessonId: LessonId): Promise<PhaseView[]>
  /** What `CODE[=LEVEL]` means in this lesson. @throws DebriefError input.invalid */
  findTag(spec: string, lessonId: LessonId): Promise<TagInput>
  /** In the order given. */
  resolveTags(tags: readonly TagInput[]): Promise<{ tags: readonly TagInput[]; needed: readonly Change[] }>
  /** Saves all or none. @returns their ids */
  addMany(
    speaker: PersonId,
    lessonId: LessonId,
    notes: readonly ReadyNote[],
    needed: readonly Change[],
  ): Promise<readonly string[]>
}

export interface NotesFile extends Pick<ReadOptions, 'columns' | 'observation'> {
  readonly lessonId: LessonId
  readonly name: string
  readonly bytes: Uint8Array
  readonly format?: ReadableFormat | undefined
  readonly shiftMs: number
}

const MAX_SHOWN = 200
/** More than anyone codes in a lesson; a file with more is another thing. */
const MAX_NOTES = 20_000

/** Notes of other programs, in and out. */
export function createExchange(parts: ExchangeParts) {
  const { library } = parts

  /** @throws DebriefError input.invalid with the file's own sentence */
  const read = async (
    caller: Caller,
    { lessonId, name, bytes, format, shiftMs, columns, observation }: NotesFile,
  ) => {
    const speaker = parts.speakerOf(caller)
    lessonOrThrow(library(), lessonId)
    const recordings = recordingsOf(library(), lessonId)
    const { readNotes } = await import('./read/readNotes.ts')
    const fileName = name.replace(/^.*[\\/]/, '')
    try {
      const reading = readNotes(bytes, fileName, {
        format,
        columns,
        observation,
        fileNames: recordings.map(recording => recording.fileName),
      })
      if (reading.notes.length > MAX_NOTES)
        throw new NotesRefusal(
          `The file has ${reading.notes.length} notes, far more than a lesson (${MAX_NOTES} at most). Nothing was taken in.`,
        )
      const settled = settleNotes(reading, {
        shiftMs,
        durationMs: lengthMs(recordings),
        speaker: parts.author(speaker).name,
      })
      return { speaker, reading, ...settled }
    } catch (error) {
      if (!(error instanceof NotesRefusal)) throw error
      throw new DebriefError('input.invalid', `“${fileName}”: ${error.message}`, { subject: fileName }, error)
    }
  }

  /** Looks the criteria up; one that no rubric here has stays in the words, and is told. */
  const tagged = async (notes: readonly SettledNote[], lessonId: LessonId) => {
    const known = new Map<string, TagInput | undefined>()
    for (const spec of new Set(notes.flatMap(({ tags }) => tags))) {
      try {
        known.set(spec, await parts.findTag(spec, lessonId))
      } catch (error) {
        if (!(error instanceof DebriefError) || error.code !== 'input.invalid') throw error
        known.set(spec, undefined)
      }
    }
    const unknown = [...known].flatMap(([spec, tag]) => (tag ? [] : [spec]))
    const skipped: SkippedNote[] = unknown.map(spec => ({
      reason: `No rubric here has the criterion ${spec}; it was kept in the words.`,
    }))
    const ready = notes.map(({ tags, text, ...note }): ReadyNote => {
      const left = tags.filter(spec => !known.get(spec))
      return {
        ...note,
        text: left.length > 0 ? `${text} [${left.join(', ')}]` : text,
        tags: tags.flatMap(spec => known.get(spec) ?? []),
      }
    })
    return { ready, skipped }
  }

  return {
    preview: async (caller: Caller, file: NotesFile): Promise<NotesPreview> => {
      const { reading, notes, skipped } = await read(caller, file)
      return {
        format: reading.format,
        notes: notes.slice(0, MAX_SHOWN).map(note => ({ ...note, tags: [...note.tags] })),
        count: notes.length,
        skipped: [...skipped],
        ...(reading.columns && { columns: [...reading.columns] }),
      }
    },

    import: async (
      caller: Caller,
      file: NotesFile,
    ): Promise<{ format: ReadableFormat; comments: CommentView[]; skipped: SkippedNote[] }> => {
      const { lessonId } = file
      const { speaker, reading, notes, skipped } = await read(caller, file)
      const { ready, skipped: unknown } = await tagged(notes, lessonId)
      const there = new Set(
        (await parts.comments(caller, lessonId)).filter(({ author }) => author.id === speaker).map(noteKey),
      )
      const fresh = ready.filter(note => !there.has(noteKey(note)))
      const { tags: resolved, needed } = await parts.resolveTags(fresh.flatMap(({ tags }) => tags))
      let next = 0
      const complete = fresh.map(note => {
        const tags = resolved.slice(next, next + note.tags.length)
        next += note.tags.length
        return { ...note, tags }
      })
      const ids = new Set(await parts.addMany(speaker, lessonId, complete, needed))
      const again = ready.length - fresh.length
      return {
        format: reading.format,
        comments: (await parts.comments(caller, lessonId)).filter(({ id }) => ids.has(id)),
        skipped: [
          ...skipped,
          ...unknown,
          ...(again > 0
            ? [
                {
                  reason: `${again} of the file’s notes are in this lesson already and were not added again.`,
                },
              ]
            : []),
        ],
      }
    },

    export: async (
      caller: Caller,
      { lessonId, format }: { readonly lessonId: LessonId; readonly format: NotesFormat },
    ): Promise<{ fileName: string; text: string; dropped: DroppedPart[] }> => {
      const lesson = lessonOrThrow(library(), lessonId)
      const recordings = recordingsOf(library(), lessonId)
      const all = await parts.comments(caller, lessonId)
      const conversation = await parts.conversation(caller, lessonId)
      const records = Object.fromEntries(
        Object.entries(conversation).map(([name, held]) => [
          name,
          held.filter(each => !each.private).map(each => each.record),
        ]),
      )
      const { id, title, date, teacher, subject, grade, focus } = lesson
      const fps = recordings[0]?.facts.fps
      const { endings, writeNotes } = await import('./write/writeNotes.ts')
      const written = writeNotes(
        format,
        {
          lesson: { id, title, date, teacher, subject, grade, focus },
          durationMs: lengthMs(recordings),
          ...(fps !== undefined && { fps }),
          fileNames: recordings.map(recording => recording.fileName),
          comments: all.filter(comment => !comment.private),
          phases: await parts.phases(lessonId),
        },
        records,
      )
      const notes = all.filter(comment => comment.private).length
      return {
        fileName: `${safeFileName(title)}${endings[format]}`,
        text: written.text,
        dropped: [
          ...written.dropped,
          ...(notes > 0
            ? [
                {
                  count: notes,
                  reason: `${notes === 1 ? 'A private note is' : 'Private notes are'} left out.`,
                },
              ]
            : []),
        ],
      }
    },
  }
}
export type Exchange = ReturnType<typeof createExchange>
