import type { Found, SearchResult } from '../../contract/api/search.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import type { Library } from '../library/library.types.ts'
import type { SearchDocument } from './documents.ts'
import { excerptOf } from './excerpt.ts'
import { createLibraryIndex, type Meaning } from './libraryIndex.ts'
import { type Hit, none } from './wordIndex.ts'

export interface SearchParts {
  library(): Library
  author(id: PersonId): NonNullable<Found['author']>
  /** Whose marks are hidden from this caller in a lesson, until a first pass is revealed. */
  hidden(caller: Caller, lessonId: LessonId): Promise<ReadonlySet<PersonId>>
  /** Code and title of a criterion, by rubric. Changes when a rubric does. */
  meanings(): Promise<Meaning>
}

/** A private note is found by its author, and by nobody while someone else is at the machine too. */
const isClosed = (document: SearchDocument, { present }: Caller): boolean =>
  document.private === true &&
  !(present.length > 0 && present.every(person => person === (document.on ?? document.by)))

export function createSearch({ library, author, hidden, meanings }: SearchParts) {
  const index = createLibraryIndex({ library, meanings })

  const found = ({ document, terms }: Hit): Found => {
    const { what, lessonId, clipId, commentId, recordingId, kind, by, cues } = document
    const { text, marks, fromUnit } = excerptOf(document.text, terms)
    // Of a transcript: the cue in which the first word stands.
    const at = fromUnit + Math.max(0, (marks[0]?.[0] ?? 0) - (fromUnit > 0 ? 1 : 0))
    const place = cues?.findLast(({ from }) => from <= at) ?? document
    return {
      what,
      lessonId,
      ...(clipId && { clipId }),
      ...(commentId && { commentId }),
      ...(recordingId && { recordingId }),
      atMs: place.atMs,
      ...(place.toMs !== undefined && { toMs: place.toMs }),
      text,
      marks,
      ...(what !== 'transcript' && by && { author: author(by) }),
      ...(kind && { kind }),
    }
  }

  /** By lesson. What is read meanwhile is asked about too, so that all that is in the index when this is back has been. */
  const hidingOf = async (caller: Caller, lessons: ReadonlySet<LessonId>) => {
    const hiding = new Map<LessonId, ReadonlySet<PersonId>>()
    for (let left = [...lessons]; left.length > 0; left = [...lessons].filter(id => !hiding.has(id)))
      await Promise.all(left.map(async id => hiding.set(id, await hidden(caller, id))))
    return hiding
  }

  return {
    find: async (
      caller: Caller,
      {
        text,
        limit,
        partly,
      }: { readonly text: string; readonly limit: number; readonly partly?: boolean | undefined },
    ): Promise<SearchResult> => {
      const nothing = text.trim() === ''
      const { words, withFirstPass, ...state } = await (partly || nothing ? index.soFar() : index.ready())
      const pending = (partly || nothing) && state.pending()
      const telling = pending ? { pending } : {}
      if (nothing) return { found: [], total: none(), nearly: false, ...telling }
      const hiding = await hidingOf(caller, withFirstPass)
      const unread = state.unread()
      const mayShow = (document: SearchDocument): boolean => {
        if (isClosed(document, caller)) return false
        // Whether somebody looks alone in it is known once it has been read: until then nothing but its name is told.
        if (unread.has(document.lessonId)) return document.what === 'lesson'
        const others = hiding.get(document.lessonId)
        const isHidden = (id: PersonId | undefined) => id !== undefined && others?.has(id) === true
        return document.what === 'transcript' || !(isHidden(document.by) || isHidden(document.on))
      }
      const { hits, ...answer } = words.find(text, mayShow, limit)
      return { found: hits.map(found), ...answer, ...telling }
    },
  }
}
export type Search = ReturnType<typeof createSearch>
