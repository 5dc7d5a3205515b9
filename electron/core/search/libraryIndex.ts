import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import { recordingsOf } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import { clipDocument, lessonDocument, lessonDocuments } from './documents.ts'
import { WordIndex } from './wordIndex.ts'

/** What criteria are called. */
export interface Meaning {
  /** Another one whenever a criterion is called something else. */
  readonly version: string
  of(tag: { readonly rubricId: string; readonly code: string }): string
}

interface IndexParts {
  library(): Library
  meanings(): Promise<Meaning>
}

export interface Indexed {
  readonly words: WordIndex
  /** Lessons in which somebody looks alone first, or did. */
  readonly withFirstPass: ReadonlySet<LessonId>
}

/** The index of the library that is open: made when it is first asked for, and brought up to date before each answer. */
export function createLibraryIndex({ library, meanings }: IndexParts) {
  let current: ReturnType<typeof indexOf> | undefined

  return {
    /** Everything that is in the library now. */
    ready: async (): Promise<Indexed> => {
      const open = library()
      if (current?.library !== open) {
        current?.stop()
        current = indexOf(open, meanings)
      }
      return await current.ready()
    },
  }
}

function indexOf(library: Library, meanings: () => Promise<Meaning>) {
  const words = new WordIndex()
  const withFirstPass = new Set<LessonId>()
  /** Numbers of what is indexed, by lesson, and by catalog record with its version. */
  const ofLesson = new Map<LessonId, { readonly version: string; readonly ids: readonly number[] }>()
  const ofRecord = new Map<string, { readonly version: string; readonly ids: readonly number[] }>()
  const changed = new Set<LessonId>()
  let catalogChanged = true
  let meaningVersion: string | undefined
  let work: Promise<void> | undefined

  const stop = library.subscribe(event => {
    if (event.type === 'catalog.changed') catalogChanged = true
    if (event.type === 'lesson.changed') changed.add(event.lessonId)
  })

  const takeCatalog = async (meaning: Meaning): Promise<void> => {
    const lessons = new Map(library.all('lesson').map(lesson => [lesson.id, lesson]))
    const seen = new Set<string>()
    const take = async (id: string, version: string, make: () => Parameters<WordIndex['add']>[0]) => {
      seen.add(id)
      const known = ofRecord.get(id)
      if (known?.version === version) return
      if (known) words.remove(known.ids)
      ofRecord.set(id, { version, ids: await words.add(make()) })
    }
    for (const lesson of lessons.values()) await take(lesson.id, lesson.rev, () => [lessonDocument(lesson)])
    for (const clip of library.all('clip')) {
      const lesson = lessons.get(clip.lessonId)
      if (!lesson) continue
      const version = `${clip.rev} ${lesson.rev} ${clip.exemplarOf ? meaning.version : ''}`
      await take(clip.id, version, () => [clipDocument(clip, lesson, meaning.of)])
    }
    for (const [id, { ids }] of ofRecord)
      if (!seen.has(id)) {
        words.remove(ids)
        ofRecord.delete(id)
      }
    for (const [id, { ids }] of ofLesson)
      if (!lessons.has(id)) {
        words.remove(ids)
        ofLesson.delete(id)
      }
  }

  /** Where its recordings lie on the lesson clock, as transcripts are told by them. */
  const versionOf = (id: LessonId, meaning: Meaning): string =>
    [meaning.version, ...recordingsOf(library, id).map(({ rev }) => rev)].join(' ')

  const takeLesson = async (id: LessonId, meaning: Meaning): Promise<void> => {
    const conversation = await library.glance(id)
    words.remove(ofLesson.get(id)?.ids ?? [])
    if (conversation.firstPasss.length > 0) withFirstPass.add(id)
    const ids = await words.add(lessonDocuments(id, conversation, recordingsOf(library, id), meaning.of))
    ofLesson.set(id, { version: versionOf(id, meaning), ids })
  }

  const upToDate = async (): Promise<void> => {
    const meaning = await meanings()
    if (catalogChanged || meaning.version !== meaningVersion) {
      catalogChanged = false
      meaningVersion = meaning.version
      await takeCatalog(meaning)
      for (const { id } of library.all('lesson'))
        if (ofLesson.get(id)?.version !== versionOf(id, meaning)) changed.add(id)
    }
    for (const id of [...changed]) {
      // Noted before it is read: what changes meanwhile is read once more.
      changed.delete(id)
      if (!library.find('lesson', id)) continue
      try {
        await takeLesson(id, meaning)
      } catch (error) {
        // A lesson that cannot be read is reported as such by the library, and must not cost the others.
        if (!(error instanceof DebriefError)) throw error
      }
    }
  }

  return {
    library,
    stop,
    ready: async (): Promise<Indexed> => {
      // One after the other: two at once would take the same lesson in twice.
      const before = work ?? Promise.resolve()
      const mine = before.catch(() => undefined).then(upToDate)
      work = mine
      await mine
      return { words, withFirstPass }
    },
  }
}
