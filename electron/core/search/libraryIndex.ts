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
  /** Lessons that have not been read yet: whether somebody looks alone in them is not known. */
  unread(): ReadonlySet<LessonId>
  /** How far the reading is; undefined where everything is as it is in the library now. */
  pending(): Pending | undefined
}

interface Pending {
  /** Lessons that have been read at least once, of all there are. */
  readonly read: number
  readonly lessons: number
}

/** Lessons that are read at once: while one is taken in, the files of another are on their way. */
const AT_ONCE = 2
/** What is up to date within this time is waited for, so that a change of a moment ago is in the answer. */
const GRACE_MS = 25
/** No version is so: it is tried again at the next change of the catalog. */
const UNREADABLE = 'unreadable'
/** Clips and lessons that are taken in before others get their turn. */
const CHUNK = 200

/** The index of the library that is open: made when it is first asked for, and brought up to date before each answer. */
export function createLibraryIndex({ library, meanings }: IndexParts) {
  let current: ReturnType<typeof indexOf> | undefined

  const ofOpen = () => {
    const open = library()
    if (current?.library !== open) {
      current?.stop()
      current = indexOf(open, meanings)
    }
    return current
  }

  return {
    /** Everything that is in the library now. */
    ready: async (): Promise<Indexed> => await ofOpen().ready(),
    /** What has been read by now; the rest is read meanwhile. */
    soFar: async (): Promise<Indexed> => await ofOpen().soFar(),
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
  /** The last of what was asked for, and whether it is under way. */
  let work: Promise<void> = Promise.resolve()
  let working = 0

  const stop = library.subscribe(event => {
    if (event.type === 'catalog.changed') catalogChanged = true
    if (event.type === 'lesson.changed') changed.add(event.lessonId)
  })

  const takeCatalog = async (meaning: Meaning): Promise<void> => {
    const lessons = new Map(library.all('lesson').map(lesson => [lesson.id, lesson]))
    const seen = new Set<string>()
    let taken = 0
    const take = async (id: string, version: string, make: () => Parameters<WordIndex['add']>[0]) => {
      seen.add(id)
      const known = ofRecord.get(id)
      if (known?.version === version) return
      if (++taken % CHUNK === 0) await new Promise(resolve => setImmediate(resolve))
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
    const queue = [...changed].values()
    const takeAll = async () => {
      for (const id of queue) await takeChanged(id, meaning)
    }
    // Both are waited for before the first fault is told, so that nothing goes on behind the next look.
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, takeAll))
    for (const each of ended) if (each.status === 'rejected') throw each.reason
  }

  const takeChanged = async (id: LessonId, meaning: Meaning): Promise<void> => {
    // Noted before it is read: what changes meanwhile is read once more.
    changed.delete(id)
    if (!library.find('lesson', id)) return
    try {
      await takeLesson(id, meaning)
    } catch (error) {
      // A lesson that cannot be read is reported as such by the library, and must not cost the others.
      if (!(error instanceof DebriefError)) throw error
      ofLesson.set(id, { version: UNREADABLE, ids: ofLesson.get(id)?.ids ?? [] })
    }
  }

  /** One after the other: two at once would take the same lesson in twice. */
  const bringUpToDate = (): Promise<void> => {
    working += 1
    work = work
      .catch(() => undefined)
      .then(upToDate)
      .finally(() => {
        working -= 1
      })
    return work
  }

  const indexed: Indexed = {
    words,
    withFirstPass,
    unread: () => new Set(library.all('lesson').flatMap(({ id }) => (ofLesson.has(id) ? [] : [id]))),
    pending: () => {
      const lessons = library.all('lesson')
      const read = lessons.filter(({ id }) => ofLesson.has(id)).length
      const upToNow = working === 0 && !catalogChanged && changed.size === 0 && read === lessons.length
      return upToNow ? undefined : { read, lessons: lessons.length }
    },
  }

  return {
    library,
    stop,
    ready: async (): Promise<Indexed> => {
      await bringUpToDate()
      return indexed
    },
    soFar: async (): Promise<Indexed> => {
      const done = working > 0 ? work : bringUpToDate()
      // Whoever asks later is told of a fault: then the work is begun anew.
      done.catch(() => undefined)
      await Promise.race([done, new Promise(resolve => setTimeout(resolve, GRACE_MS))])
      return indexed
    },
  }
}
