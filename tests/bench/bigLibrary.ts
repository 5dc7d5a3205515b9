import { createHash } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import type { RubricId } from '../../electron/contract/records/rubric.ts'
import { absentRecording } from './absentLessons.ts'

/** How large a library is. Every lesson has as many writers as its conversation has; each lesson is taken in turn by others of them. */
export interface Size {
  readonly lessons: number
  readonly writers: number
  readonly writersOfLesson: number
  /** Comments of one writer in one lesson. */
  readonly each: number
  /** Each lesson has a recording of 40 minutes that is not on this machine. */
  readonly recordings?: boolean
  /** The first comment of every so many lessons is tagged with this criterion. */
  readonly tagged?: { readonly rubricId: RubricId; readonly code: string; readonly every: number }
}

const padded = (n: number): string => String(n).padStart(26, '0')
export const lessonAt = (n: number): LessonId => `lesson:${padded(n)}`
const personAt = (n: number) => `person:${padded(n)}`
const BEGAN_MS = Date.UTC(2026, 8, 1)

/** A writer's file as docs/data-format.md has it, without a signature. */
function writerFile(writer: string, records: readonly string[]): string {
  const list = `[\n${records.join(',\n')}\n]`
  const sha256 = createHash('sha256').update(list).digest('hex')
  return `${JSON.stringify({ format: 'debrief-records', version: 1, writer, sha256 }).slice(0, -1)},"records":${list}}\n`
}

const envelopeOf = (writer: string, by: string, nth: number) => {
  const atMs = BEGAN_MS + nth * 1000
  return {
    rev: `${atMs.toString(16).padStart(12, '0')}-0000-${writer}`,
    by,
    createdAtMs: atMs,
  }
}

/** Somebody's comments in a lesson. @param from the number of the first one, so that no two ids are the same */
export function conversationFile(
  nthWriter: number,
  lessonId: LessonId,
  from: number,
  count: number,
  tag?: Pick<NonNullable<Size['tagged']>, 'rubricId' | 'code'>,
): string {
  const writer = padded(nthWriter)
  const by = personAt(nthWriter)
  const records = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      id: `comment:${padded(from + n)}`,
      type: 'comment',
      lessonId,
      atMs: n * 9000,
      kind: 'noticing',
      text: `After question ${n} the pupil in the second row waits eleven seconds, then answers in a whole sentence.`,
      ...envelopeOf(writer, by, from + n),
    }),
  )
  if (tag)
    records.push(
      JSON.stringify({
        id: `tag:${padded(from)}`,
        type: 'tag',
        commentId: `comment:${padded(from)}`,
        rubricId: tag.rubricId,
        code: tag.code,
        ...envelopeOf(writer, by, from + count),
      }),
    )
  return writerFile(writer, records)
}

function catalogFile({ lessons, writers, recordings }: Size): string {
  const writer = padded(0)
  const by = personAt(0)
  const people = Array.from({ length: writers }, (_, n) => ({
    id: personAt(n),
    type: 'person',
    name: `Person ${n}`,
    role: n % 2 === 0 ? 'coach' : 'teacher',
    colour: `p${(n % 4) + 1}`,
  }))
  const titles = Array.from({ length: lessons }, (_, n) => ({
    id: lessonAt(n),
    type: 'lesson',
    title: `Lesson ${n}`,
    teacher: `Teacher ${n % 40}`,
  }))
  const filmed = recordings ? Array.from({ length: lessons }, (_, n) => absentRecording(n)) : []
  const records = [...people, ...titles, ...filmed].map((record, nth) =>
    JSON.stringify({ ...record, ...envelopeOf(writer, by, nth) }),
  )
  return writerFile(writer, records)
}

/** Lays a library of others' files down. @returns every file's path */
export async function layLibrary(dir: string, size: Size): Promise<readonly string[]> {
  const files: string[] = []
  const laidAt = new Date(Date.now() - 60_000)
  const lay = async (path: string, text: string) => {
    await writeFile(path, text)
    // What was changed just now is read again next time; nobody shares a library that is a second old.
    await utimes(path, laidAt, laidAt)
    files.push(path)
  }
  await mkdir(join(dir, 'catalog'), { recursive: true })
  const head = { format: 'debrief', version: 1, libraryId: ulid().toLowerCase() }
  await writeFile(join(dir, 'debrief.json'), JSON.stringify(head))
  await lay(join(dir, 'catalog', `${padded(0)}.json`), catalogFile(size))
  let from = 0
  for (let lesson = 0; lesson < size.lessons; lesson += 1) {
    const folder = join(dir, 'lessons', lessonAt(lesson).slice('lesson:'.length))
    await mkdir(folder, { recursive: true })
    const isTagged = size.tagged !== undefined && lesson % size.tagged.every === 0
    for (let turn = 0; turn < size.writersOfLesson; turn += 1) {
      const writer = (lesson * size.writersOfLesson + turn) % size.writers
      await lay(
        join(folder, `${padded(writer)}.json`),
        conversationFile(
          writer,
          lessonAt(lesson),
          from,
          size.each,
          turn === 0 && isTagged ? size.tagged : undefined,
        ),
      )
      // Room for what is added later: no two comments have the same number.
      from += size.each + 10
    }
  }
  return files
}
