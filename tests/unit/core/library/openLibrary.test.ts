import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Comment } from '../../../../electron/contract/records/comment.ts'
import type { Draft } from '../../../../electron/contract/records/envelope.ts'
import { openLibrary } from '../../../../electron/core/library/openLibrary.ts'

const ana = 'person:ANA'
const ben = 'person:BEN'
const lesson = 'lesson:ONE'

let root: string
let dir: string
let home: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'debrief-library-'))
  dir = join(root, 'library')
  home = join(root, 'home')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const open = (where = home) => openLibrary({ dir, home: where, create: true, watch: false })

function comment(id: string, text: string, atMs = 0): Draft<Comment> {
  return { id: `comment:${id}`, type: 'comment', lessonId: lesson, atMs, kind: 'noticing', text }
}

async function texts(library: Awaited<ReturnType<typeof open>>): Promise<string[]> {
  return (await library.conversation(lesson)).comments.map(({ record }) => record.text).sort()
}

async function everyByte(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const contents = await Promise.all(files.map(file => readFile(join(file.parentPath, file.name), 'utf8')))
  return contents.join('\n')
}

describe('a library folder', () => {
  it('gives back after closing what was written before', async () => {
    const library = await open()
    await library.write(ana, [
      { put: { id: lesson, type: 'lesson', title: 'Fractions' } },
      { put: comment('A', 'She waits four seconds.'), lessonId: lesson },
    ])
    await library.close()

    const again = await open()
    expect(again.id).toBe(library.id)
    expect(again.find('lesson', lesson)).toMatchObject({ title: 'Fractions', by: ana })
    expect(await texts(again)).toEqual(['She waits four seconds.'])
    await again.close()
  })

  it('keeps one file for each person and installation', async () => {
    const here = await open()
    const there = await open(join(root, 'elsewhere'))
    await here.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    await here.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }])
    await there.write(ana, [{ put: comment('C', 'c'), lessonId: lesson }])
    await here.refresh()

    expect(await texts(here)).toEqual(['a', 'b', 'c'])
    expect(await readdir(join(dir, 'lessons', 'ONE'))).toHaveLength(3)
    await Promise.all([here.close(), there.close()])
  })

  it('lets only the author change their words, from any of their machines', async () => {
    const here = await open()
    const there = await open(join(root, 'elsewhere'))
    await here.write(ana, [{ put: comment('A', 'first'), lessonId: lesson }])

    await expect(there.write(ben, [{ put: comment('A', 'forged'), lessonId: lesson }])).rejects.toMatchObject(
      { code: 'notYours' },
    )
    await expect(there.write(ben, [{ remove: 'comment:A', lessonId: lesson }])).rejects.toMatchObject({
      code: 'notYours',
    })
    await there.write(ana, [{ put: comment('A', 'second'), lessonId: lesson }])
    await here.refresh()
    expect(await texts(here)).toEqual(['second'])
    await Promise.all([here.close(), there.close()])
  })

  it('removes, and restores as it was', async () => {
    const library = await open()
    await library.write(ana, [{ put: comment('A', 'here'), lessonId: lesson }])
    const [tombstone] = await library.write(ana, [{ remove: 'comment:A', lessonId: lesson }])
    expect(tombstone).toMatchObject({ deleted: true })
    expect(await texts(library)).toEqual([])
    await expect(library.write(ana, [{ remove: 'comment:A', lessonId: lesson }])).rejects.toMatchObject({
      code: 'notFound',
    })
    await library.write(ana, [{ restore: 'comment:A', lessonId: lesson }])
    expect(await texts(library)).toEqual(['here'])
    await library.close()
  })

  it('keeps a private note out of the library folder until it is shared, and then out of the private one', async () => {
    const library = await open()
    await library.write(ana, [{ put: comment('A', 'only for me 91ac'), lessonId: lesson, private: true }])
    await library.write(ana, [{ put: comment('A', 'only for me 91ac, edited'), lessonId: lesson }])
    await library.write(ana, [
      { put: { id: 'reply:R', type: 'reply', commentId: 'comment:A', text: '91ac too' }, lessonId: lesson },
    ])
    expect((await library.conversation(lesson)).comments[0]).toMatchObject({ private: true })
    expect(await everyByte(dir)).not.toContain('91ac')

    await library.write(ana, [
      { share: 'comment:A', lessonId: lesson },
      { share: 'reply:R', lessonId: lesson },
    ])
    const shared = await library.conversation(lesson)
    expect(shared.comments).toMatchObject([{ private: false, record: { text: 'only for me 91ac, edited' } }])
    expect(shared.replys).toMatchObject([{ private: false }])
    expect(await everyByte(dir)).toContain('91ac')
    expect(await everyByte(join(home, 'private'))).not.toContain('91ac')
    await library.close()
  })

  it('reads on past stray files', async () => {
    const library = await open()
    await library.write(ana, [{ put: comment('A', 'here'), lessonId: lesson }])
    await library.close()
    await writeFile(join(dir, 'lessons', 'zz-not-a-record.json'), '{"half":')
    await writeFile(join(dir, 'lessons', 'ONE', 'stray.json'), '{"half":')

    const again = await open()
    expect(await texts(again)).toEqual(['here'])
    expect(again.problems()).toMatchObject([{ kind: 'unreadable', file: 'lessons/ONE/stray.json' }])
    await again.close()
  })

  it('saves twenty writes at once, each heard of when it is on the disk', async () => {
    const library = await open()
    const ids = Array.from({ length: 20 }, (_, index) => `N${index}`)
    await Promise.all(ids.map(id => library.write(ana, [{ put: comment(id, id), lessonId: lesson }])))
    await library.close()
    const again = await open()
    expect(await texts(again)).toEqual(ids.sort())
    await again.close()
  })
})
