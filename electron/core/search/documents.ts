import type { Clip } from '../../contract/records/clip.ts'
import type { CommentId, CommentKind } from '../../contract/records/comment.ts'
import type { Lesson, LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import { plainWords } from '../../contract/text/richText.ts'
import type { Conversation } from '../library/library.types.ts'

/** Something that can be found. */
export interface SearchDocument {
  readonly what: 'clip' | 'comment' | 'transcript' | 'lesson'
  readonly lessonId: LessonId
  /** What is shown when it is found. */
  readonly text: string
  /** Words that find it too and are not shown: what it is tagged with, whose lesson it is. */
  readonly about: string
  readonly atMs: number
  readonly toMs?: number
  readonly clipId?: Clip['id']
  readonly commentId?: CommentId
  readonly recordingId?: RecordingId
  readonly kind?: CommentKind
  /** Who wrote it; transcripts and lessons have none that matters. */
  readonly by?: PersonId
  /** Who wrote the comment under which it hangs. */
  readonly on?: PersonId
  readonly private?: boolean
  /** Of a transcript: where each cue begins, in UTF-16 units and on the lesson clock. */
  readonly cues?: readonly { readonly from: number; readonly atMs: number; readonly toMs: number }[]
}

const joined = (...words: readonly (string | undefined)[]): string => words.filter(Boolean).join(' · ')

const aboutLesson = ({ teacher, subject, grade, date }: Lesson): string =>
  joined(teacher, subject, grade, date)

export const lessonDocument = (lesson: Lesson): SearchDocument => ({
  what: 'lesson',
  lessonId: lesson.id,
  text: joined(lesson.title, aboutLesson(lesson), lesson.focus),
  about: '',
  atMs: 0,
})

/** @param meaning words of a criterion: its code and title */
export const clipDocument = (
  clip: Clip,
  lesson: Lesson,
  meaning: (tag: { readonly rubricId: string; readonly code: string }) => string,
): SearchDocument => ({
  what: 'clip',
  lessonId: clip.lessonId,
  clipId: clip.id,
  text: clip.title,
  about: joined(lesson.title, aboutLesson(lesson), ...(clip.exemplarOf ?? []).map(meaning)),
  atMs: clip.fromMs,
  toMs: clip.toMs,
  by: clip.by,
})

/** Cues are short and many: so many letters of them make one document. */
const CUES_LENGTH = 400

/** What is said in a lesson and about it. */
export function lessonDocuments(
  lessonId: LessonId,
  { comments, replys, tags, transcripts }: Conversation,
  recordings: readonly Recording[],
  meaning: (tag: { readonly rubricId: string; readonly code: string }) => string,
): SearchDocument[] {
  const about = new Map<string, string[]>()
  for (const { record } of tags)
    about.set(record.commentId, [...(about.get(record.commentId) ?? []), meaning(record)])
  const byId = new Map(comments.map(held => [held.record.id, held]))
  const said = comments.map(
    ({ record: { id, atMs, toMs, kind, by, text }, private: isPrivate }): SearchDocument => ({
      what: 'comment',
      lessonId,
      commentId: id,
      text: plainWords(text),
      about: (about.get(id) ?? []).join(' '),
      atMs,
      ...(toMs !== undefined && { toMs }),
      kind,
      by,
      private: isPrivate,
    }),
  )
  const replied = replys.flatMap(
    ({ record: { commentId, by, text }, private: isPrivate }): SearchDocument[] => {
      const on = byId.get(commentId)
      if (!on) return []
      const { atMs, toMs, kind, by: onBy } = on.record
      return [
        {
          what: 'comment',
          lessonId,
          commentId,
          text: plainWords(text),
          about: '',
          atMs,
          ...(toMs !== undefined && { toMs }),
          kind,
          by,
          on: onBy,
          private: isPrivate || on.private,
        },
      ]
    },
  )
  const heard = recordings.flatMap(recording => {
    // The newest transcript of a recording is the one that is shown.
    const [newest] = transcripts
      .filter(({ record }) => record.recordingId === recording.id)
      .sort((a, b) => (a.record.rev < b.record.rev ? 1 : -1))
    return newest ? spokenDocuments(lessonId, newest, recording) : []
  })
  return [...said, ...replied, ...heard]
}

function spokenDocuments(
  lessonId: LessonId,
  { record: { cues, by }, private: isPrivate }: Conversation['transcripts'][number],
  { id: recordingId, offsetMs }: Recording,
): SearchDocument[] {
  const documents: SearchDocument[] = []
  let text = ''
  let places: { from: number; atMs: number; toMs: number }[] = []
  const close = () => {
    const [first] = places
    if (!first) return
    documents.push({
      what: 'transcript',
      lessonId,
      recordingId,
      text,
      about: '',
      atMs: first.atMs,
      by,
      private: isPrivate,
      cues: places,
    })
    text = ''
    places = []
  }
  for (const cue of cues) {
    if (text.length + cue.text.length > CUES_LENGTH) close()
    if (text !== '') text += ' '
    places.push({ from: text.length, atMs: cue.fromMs + offsetMs, toMs: cue.toMs + offsetMs })
    text += cue.text
  }
  close()
  return documents
}
