import { shownRecording } from '../../contract/clips/shownRecording.ts'
import type { Clip } from '../../contract/records/clip.ts'
import type { CriterionWords } from '../../contract/records/criterionVersion.ts'
import type { Lesson } from '../../contract/records/lesson.ts'
import type { Person, PersonId } from '../../contract/records/person.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import {
  type DomainColour,
  domainColours,
  NOT_OBSERVED,
  type RubricBody,
  type RubricId,
} from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import { colourOf } from '../../contract/rubric/criterionKeys.ts'
import { plainWords } from '../../contract/text/richText.ts'
import type { Conversation } from '../library/library.types.ts'
import { heardFacts } from '../media/heard.ts'
import type {
  ExportAuthor,
  ExportComment,
  ExportCue,
  ExportLesson,
  ExportRecording,
  ExportTag,
} from './export.types.ts'

/** The words a tag was made with, which the rubric may have changed since. */
export interface TagMeaning {
  readonly words: CriterionWords
  /** Absent where only the words themselves were kept. */
  readonly domain?: { readonly colour: DomainColour }
}

/** What an export needs to look up in the library. */
export interface Lookup {
  person(id: PersonId): Pick<Person, 'name' | 'role' | 'colour'> | undefined
  rubric(id: RubricId): RubricBody | undefined
  /** Undefined where the tag means the rubric as it stands. */
  meaning(tag: Tag): TagMeaning | undefined
}

/** A tag whose rubric this machine does not know is shown by its code, as it was written. */
export function exportTag(
  { code, level }: Pick<Tag, 'code' | 'level'>,
  rubric: RubricBody | undefined,
  meaning?: TagMeaning,
): ExportTag {
  const place = rubric?.domains.findIndex(domain => domain.criteria.some(each => each.code === code)) ?? -1
  const criterion = meaning?.words ?? rubric?.domains[place]?.criteria.find(each => each.code === code)
  const colour = rubric?.domains[place]
    ? colourOf(rubric.domains[place], place)
    : (meaning?.domain?.colour ?? 'dA')
  const levels = meaning?.words.levels ?? rubric?.levels ?? []
  const notObserved = level === NOT_OBSERVED
  const levelIndex = levels.findIndex(each => each.code === level)
  const label = levels[levelIndex]?.label ?? level
  return {
    code,
    title: criterion?.title ?? code,
    domainIndex: domainColours.indexOf(colour),
    ...(label !== undefined && !notObserved && { levelLabel: label }),
    ...(levelIndex >= 0 && { levelIndex }),
    levelCount: levels.length,
    notObserved,
  }
}

const authorOf = (id: PersonId, lookup: Lookup): ExportAuthor => {
  const { name, role, colour } = lookup.person(id) ?? {
    name: 'Someone not yet known here',
    role: 'peer',
    colour: 'p4',
  }
  return { name, role, colour }
}

/**
 * A lesson's comments with their tags, as they are drawn; marked where they are private, so that they are left out.
 * @param on the recording that is exported: drawings on others are left out; one that names none was made on the lesson's first
 */
export function exportComments(
  conversation: Conversation,
  lookup: Lookup,
  on?: { readonly recordingId: RecordingId; readonly isFirst: boolean },
): ExportComment[] {
  const tagsOf = (id: string) =>
    conversation.tags
      .filter(tag => !tag.private && tag.record.commentId === id)
      .map(({ record }) => record)
      .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))
  const drawingsOf = ({ id, by }: { readonly id: string; readonly by: PersonId }) =>
    conversation.drawings
      .filter(({ record, private: isPrivate }) => !isPrivate && record.commentId === id && record.by === by)
      .filter(({ record }) =>
        record.recordingId === undefined ? (on?.isFirst ?? true) : record.recordingId === on?.recordingId,
      )
      .map(({ record: { picture, shapes } }) => ({ picture, shapes }))
  return conversation.comments
    .map(({ record, private: isPrivate }) => ({
      id: record.id,
      author: authorOf(record.by, lookup),
      kind: record.kind,
      // A picture has no marks of Markdown: its words are set plain.
      text: plainWords(record.text),
      atMs: record.atMs,
      ...(record.toMs !== undefined && { toMs: record.toMs }),
      tags: tagsOf(record.id).map(tag => exportTag(tag, lookup.rubric(tag.rubricId), lookup.meaning(tag))),
      drawings: drawingsOf(record),
      private: isPrivate,
    }))
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
}

/** The recording that a clip shows. @param recordings in the order in which they were added */
export function recordingFor(
  clip: Pick<Clip, 'fromMs' | 'toMs' | 'recordingId'>,
  recordings: readonly Recording[],
): Recording | undefined {
  const placed = recordings.map(({ id, offsetMs, facts: { durationMs, width } }) => ({
    id,
    offsetMs,
    durationMs,
    width,
  }))
  const shown = shownRecording(clip, placed)
  return recordings.find(({ id }) => id === shown?.id)
}

/** A recording as it is exported: with the sound track that people chose. @param path where it is on this machine */
export const exportRecording = (recording: Recording, path: string): ExportRecording => ({
  path,
  facts: heardFacts(recording),
  offsetMs: recording.offsetMs,
})

/** What cards and headings say of a lesson, where it is known. */
export function lessonFacts(lesson: Lesson | undefined): { readonly lesson?: ExportLesson } {
  if (!lesson) return {}
  const { title, teacher, date, subject, grade, focus } = lesson
  return {
    lesson: {
      title,
      ...(teacher !== undefined && { teacher }),
      ...(date !== undefined && { date }),
      ...(subject !== undefined && { subject }),
      ...(grade !== undefined && { grade }),
      ...(focus !== undefined && { focus }),
    },
  }
}

/** What is said in a recording, on the lesson clock: its newest transcript. */
export function transcriptOf({ transcripts }: Conversation, recording: Recording): ExportCue[] {
  const [newest] = transcripts
    .map(({ record }) => record)
    .filter(({ recordingId }) => recordingId === recording.id)
    .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
  if (!newest) return []
  return newest.cues.map(({ fromMs, toMs, speaker, text }) => {
    const name = speaker === undefined ? undefined : newest.speakers[speaker]
    const at = { fromMs: fromMs + recording.offsetMs, toMs: toMs + recording.offsetMs, text }
    return { ...at, ...(name !== undefined && { speaker: name }) }
  })
}
