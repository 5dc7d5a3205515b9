import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../../electron/core/library/fileSystem.ts'
import { openLibrary } from '../../../../electron/core/library/openLibrary.ts'
import { SummaryIndex } from '../../../../electron/core/library/summaryIndex.ts'
import { layLibrary, lessonAt } from '../../../bench/bigLibrary.ts'
import { temporaryFolder } from '../../../fixtures/openTestCore.ts'

const ana = 'person:ANA' as const
const lesson = 'lesson:ONE' as const
const said = (n: number) => ({
  put: {
    id: `comment:N${n}` as const,
    type: 'comment' as const,
    lessonId: lesson,
    atMs: n,
    kind: 'noticing' as const,
    text: 'Nobody else reads this.',
  },
  lessonId: lesson,
})

/** A library with one lesson of one comment, whose files were changed a minute ago. */
async function written() {
  const [dir, home] = [join(await temporaryFolder('library'), 'library'), await temporaryFolder('home')]
  const open = (options: { home?: string; lookOnly?: boolean } = {}) =>
    openLibrary({ dir, home, create: true, watch: false, ...options })
  const library = await open()
  await library.write(ana, [said(1)])
  await library.close()
  const folder = join(dir, 'lessons', 'ONE')
  const age = async () => {
    const then = new Date(Date.now() - 60_000)
    for (const name of await readdir(folder)) await utimes(join(folder, name), then, then)
  }
  await age()
  const index = join(home, 'summaries', library.id, 'ONE.json')
  /** Opened anew, as at the next start. */
  const counted = async (options: { home?: string; lookOnly?: boolean } = {}) => {
    const again = await open(options)
    const { comments } = await again.summary(lesson)
    await again.close()
    return comments
  }
  return { dir, folder, age, index, open, counted }
}

describe('what is kept of a lesson for its card', () => {
  it('is taken from the last time where no file changed, and holds no words', async () => {
    const { index, counted } = await written()
    expect(await counted()).toBe(1)
    const kept = await readFile(index, 'utf8')
    expect(kept).not.toContain('Nobody')
    // Proof that it is what is read: another number is believed as long as the files are the same.
    await writeFile(index, kept.replace('"comments":1', '"comments":41'))
    expect(await counted()).toBe(41)
    // Who only looks keeps and believes nothing.
    expect(await counted({ lookOnly: true })).toBe(1)
  })

  it('is made anew once a file changed, came or went, and whenever it is damaged', async () => {
    const { index, folder, age, open, counted } = await written()
    expect(await counted()).toBe(1)
    const library = await open()
    await library.write(ana, [said(2)])
    await library.close()
    await age()
    expect(await counted()).toBe(2)
    const [name = ''] = (await readdir(folder)).filter(each => each.endsWith('.json'))
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, 'a copy of it.json'), text)
    expect(await counted()).toBe(2)
    await writeFile(index, '{"version":1,"finger')
    expect(await counted()).toBe(2)
    await writeFile(index, '{"version":0}')
    expect(await counted()).toBe(2)
  })

  it('is not kept where a file changed just now, nor where something is to be told of the lesson', async () => {
    const { index, folder, age, counted } = await written()
    const now = new Date()
    for (const name of await readdir(folder)) await utimes(join(folder, name), now, now)
    expect(await counted()).toBe(1)
    await expect(readFile(index)).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(folder, 'broken.json'), '{"format":"debrief-records"')
    await age()
    expect(await counted()).toBe(1)
    await expect(readFile(index)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('may be deleted while it is in use, and is kept again from the next time on', async () => {
    const folder = join(await temporaryFolder('summaries'), 'library')
    const index = new SummaryIndex(nodeFileSystem, folder, Date.now)
    const summary = { comments: 1, marks: [], tags: [] }
    const keep = async () => {
      index.keep(lesson, 'state', summary)
      await index.flush()
      return index.find(lesson, 'state')
    }
    expect(await keep()).toEqual(summary)
    await rm(folder, { recursive: true })
    expect(await keep()).toBeUndefined()
    expect(await keep()).toEqual(summary)
  })
})

describe('summaries of lessons that were never read here', () => {
  it('are those of the whole conversations, however many are asked for at once', async () => {
    const dir = join(await temporaryFolder('many'), 'library')
    const files = await layLibrary(dir, { lessons: 30, writers: 5, writersOfLesson: 3, each: 4 })
    // Somebody's copies, and what a sync tool has brought by halves.
    const [, first = '', second = ''] = files
    await writeFile(first.replace(/\.json$/, ' (copy).json'), await readFile(first))
    await writeFile(second, (await readFile(second)).subarray(0, 300))
    const open = async () => openLibrary({ dir, home: await temporaryFolder('home'), watch: false })
    const [quick, whole] = [await open(), await open()]
    const lessons = Array.from({ length: 30 }, (_, n) => lessonAt(n))
    const summaries = await Promise.all(lessons.map(id => quick.summary(id)))
    for (const [n, id] of lessons.entries()) {
      const { comments } = await whole.conversation(id)
      expect(summaries[n]).toEqual(await whole.summary(id))
      expect(summaries[n]?.marks.map(mark => mark.id)).toEqual(comments.map(({ record }) => record.id))
    }
    expect(quick.problems().map(({ file }) => file)).toEqual(whole.problems().map(({ file }) => file))
    await quick.close()
    await whole.close()
  })
})
