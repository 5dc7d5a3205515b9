import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { fixtureOf } from './fixtures.ts'

/** The frozen library was written once by this format's first version and is never written again. */
const fixture = fixtureOf(1)
const lesson = 'lesson:01JDK3Q4ZB5W8Y6T7R9V0X2M1N'

let root: string
let dir: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'debrief-migration-'))
  dir = join(root, 'library')
  await cp(fixture, dir, { recursive: true })
})
afterEach(() => rm(root, { recursive: true, force: true }))

const open = () => openLibrary({ dir, home: join(root, 'home'), watch: false })

describe('a library of format 1', () => {
  it('opens without a complaint, with every record in it', async () => {
    const library = await open()
    expect(library.id).toBe('01jdk3q4zb5w8y6t7r9v0x2m1a')
    expect(
      library
        .all('person')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Ana Lima', 'Ben Osei'])
    expect(library.find('lesson', lesson)).toMatchObject({
      title: 'Halves and quarters',
      date: '2026-11-17',
      grade: '4',
    })
    expect(library.all('recording')).toMatchObject([{ fileName: 'lesson one.mp4', facts: { rotation: 90 } }])
    expect(library.all('rubric')).toMatchObject([{ levels: [{ code: '1' }, { code: '2' }] }])
    expect(library.all('clip')).toMatchObject([{ fromMs: 1000, toMs: 9000 }])
    expect(library.all('collection')).toMatchObject([{ clipIds: [expect.any(String)] }])
    const conversation = await library.conversation(lesson)
    expect(conversation.comments.map(({ record }) => record.text).sort()).toEqual([
      'She waits four seconds. “Who else?”\n好',
      'What did the second group do?',
    ])
    expect(conversation.replys).toMatchObject([{ record: { text: 'They folded the paper.' } }])
    expect(conversation.tags).toMatchObject([{ record: { code: 'Q1', level: 'not-observed' } }])
    expect(library.problems()).toEqual([])
    await library.close()
  })

  it('keeps tombstones, unknown records and unknown fields when its writer writes it again', async () => {
    const writer = '01jdk3q4zb5w8y6t7r9v0x2mwa'
    const ana = 'person:01JDK3Q4ZB5W8Y6T7R9V0X2M1A'
    await mkdir(join(root, 'home', 'writers'), { recursive: true })
    await writeFile(
      join(root, 'home', 'writers', '01jdk3q4zb5w8y6t7r9v0x2m1a.json'),
      JSON.stringify({ format: 'debrief-writers', version: 1, writers: { [ana]: writer } }),
    )
    const library = await open()
    const { comments } = await library.conversation(lesson)
    const hers = comments.find(({ record }) => record.by === ana)
    if (!hers) throw new Error('her comment is missing')
    await library.write(ana, [{ put: { ...hers.record, text: 'changed' }, lessonId: lesson }])
    await library.close()

    const path = (folder: string) => join(folder, 'lessons', lesson.slice('lesson:'.length), `${writer}.json`)
    const [before, after] = [await readFile(path(fixture), 'utf8'), await readFile(path(dir), 'utf8')]
    const others = before.split('\n').filter(line => !line.includes(hers.record.id))
    for (const line of others.slice(1)) expect(after).toContain(line)
    expect(after).toContain('"sticker":"star"')
    expect(after).toContain('"text":"changed"')
  })
})
