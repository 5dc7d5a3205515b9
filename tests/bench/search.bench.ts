import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Comment } from '../../electron/contract/records/comment.ts'
import type { Draft } from '../../electron/contract/records/envelope.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { lessonDocuments } from '../../electron/core/search/documents.ts'
import { WordIndex } from '../../electron/core/search/wordIndex.ts'
import { percentile } from './frames.ts'

const author = 'person:01BENCH0000000000000000000' as const
const LESSONS = 500
const COMMENTS = 200
/** What an answer to a keystroke may take, ms, and until the library has been read the first time. */
const KEYSTROKE_MS = 50

const stems =
  'after the question seconds pass before first hand goes up three pupils whisper each other teacher waits names group shares sheet fraction numerator denominator circle board explains why because thinks aloud measure table listens partner writes answer quiet noise chairs window looks points reads word sentence picture draws compares larger smaller equal half quarter whole begins ends laughs asks again'.split(
    ' ',
  )
let seed = 11
const random = (below: number) => {
  seed = (seed * 1664525 + 1013904223) >>> 0
  return seed % below
}
/** Words as they are in a language: few are frequent, many are rare. */
const word = () => {
  const stem = stems[Math.floor((random(1000) / 1000) ** 2 * stems.length)] ?? ''
  return random(4) === 0 ? `${stem}${random(4000).toString(36)}` : stem
}
const comment = (lessonId: LessonId, n: number): Draft<Comment> => ({
  id: `comment:01BENCH${String(n).padStart(19, '0')}`,
  type: 'comment',
  lessonId,
  atMs: n * 1000,
  kind: 'evidence',
  text: Array.from({ length: 12 }, word).join(' '),
})

it('answers every keystroke over 100,000 comments within 50 ms', async () => {
  const work = await mkdtemp(join(tmpdir(), 'debrief-bench-'))
  const library = await openLibrary({
    dir: join(work, 'library'),
    home: join(work, 'home'),
    create: true,
    watch: false,
  })
  const ids = Array.from(
    { length: LESSONS },
    (_, n): LessonId => `lesson:01BENCH${String(n).padStart(19, '0')}`,
  )
  for (const [nth, id] of ids.entries()) {
    await library.write(author, [
      { put: { id, type: 'lesson', title: `Lesson ${nth}` } },
      ...Array.from({ length: COMMENTS }, (_, n) => ({
        put: comment(id, nth * COMMENTS + n),
        lessonId: id,
      })),
    ])
  }
  await library.close()
  const again = await openLibrary({
    dir: join(work, 'library'),
    home: join(work, 'home'),
    create: false,
    watch: false,
  })

  const index = new WordIndex()
  let readMs = 0
  let longestMs = 0
  const from = performance.now()
  let turn = performance.now()
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - turn)
    turn = performance.now()
  }, 1)
  for (const id of ids) {
    const before = performance.now()
    const conversation = await again.glance(id)
    readMs += performance.now() - before
    await index.add(lessonDocuments(id, conversation, [], () => ''))
  }
  const builtMs = performance.now() - from
  clearInterval(beat)

  const typed = [
    'question',
    'the first hand',
    'numerator',
    'whisper teacher',
    'denominator half',
    'wrtes',
    'zzz',
  ]
  const took: number[] = []
  for (let round = 0; round < 3; round++)
    for (const words of typed)
      for (let length = 1; length <= words.length; length++) {
        const start = performance.now()
        index.find(words.slice(0, length), () => true, 60)
        took.push(performance.now() - start)
      }
  console.log(
    `search: ${index.size} comments read in ${readMs.toFixed(0)} ms, indexed in ${(builtMs - readMs).toFixed(0)} ms, nothing else waited longer than ${longestMs.toFixed(0)} ms; a keystroke takes ${percentile(took, 0.5).toFixed(1)} ms (median), ${percentile(took, 0.95).toFixed(1)} ms (p95), ${Math.max(...took).toFixed(1)} ms at most; heap ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`,
  )
  expect(percentile(took, 0.95)).toBeLessThan(KEYSTROKE_MS)
  await again.close()
  await rm(work, { recursive: true, force: true })
})
