import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../../electron/core/library/fileSystem.ts'
import { ana, ben, comment, lesson } from './records.ts'
import { everyByte, testFolders, texts } from './testLibrary.ts'

const folders = testFolders()
const elsewhere = () => folders.open({ home: join(folders.home, '..', 'elsewhere') })

describe('a library folder', () => {
  it('gives back after closing what was written before', async () => {
    const library = await folders.open()
    await library.write(ana, [
      { put: { id: lesson, type: 'lesson', title: 'Fractions' } },
      { put: comment('A', 'She waits four seconds.'), lessonId: lesson },
    ])
    await library.close()

    const again = await folders.open()
    expect(again.id).toBe(library.id)
    expect(again.find('lesson', lesson)).toMatchObject({ title: 'Fractions', by: ana })
    expect(await texts(again)).toEqual(['She waits four seconds.'])
  })

  it('keeps one file for each person and installation', async () => {
    const here = await folders.open()
    const there = await elsewhere()
    await here.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    await here.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }])
    await there.write(ana, [{ put: comment('C', 'c'), lessonId: lesson }])
    await here.refresh()

    expect(await texts(here)).toEqual(['a', 'b', 'c'])
    expect(await readdir(join(folders.dir, 'lessons', 'ONE'))).toHaveLength(3)
  })

  it('lets only the author change their words, from any of their machines', async () => {
    const here = await folders.open()
    const there = await elsewhere()
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
  })

  it('removes, and restores as it was', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'here'), lessonId: lesson }])
    const [tombstone] = await library.write(ana, [{ remove: 'comment:A', lessonId: lesson }])
    expect(tombstone).toMatchObject({ deleted: true })
    expect(await texts(library)).toEqual([])
    await expect(library.write(ana, [{ remove: 'comment:A', lessonId: lesson }])).rejects.toMatchObject({
      code: 'notFound',
    })
    await library.write(ana, [{ restore: 'comment:A', lessonId: lesson }])
    expect(await texts(library)).toEqual(['here'])
  })

  it('keeps a private note out of the library folder until it is shared, and then out of the private one', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'only for me 91ac'), lessonId: lesson, private: true }])
    await library.write(ana, [{ put: comment('A', 'only for me 91ac, edited'), lessonId: lesson }])
    await library.write(ana, [
      { put: { id: 'reply:R', type: 'reply', commentId: 'comment:A', text: '91ac too' }, lessonId: lesson },
    ])
    expect((await library.conversation(lesson)).comments[0]).toMatchObject({ private: true })
    expect(await everyByte(folders.dir)).not.toContain('91ac')

    await library.write(ana, [
      { share: 'comment:A', lessonId: lesson },
      { share: 'reply:R', lessonId: lesson },
    ])
    const shared = await library.conversation(lesson)
    expect(shared.comments).toMatchObject([{ private: false, record: { text: 'only for me 91ac, edited' } }])
    expect(shared.replys).toMatchObject([{ private: false }])
    expect(await everyByte(folders.dir)).toContain('91ac')
    expect(await everyByte(join(folders.home, 'private'))).not.toContain('91ac')
  })

  it('reads on past stray files', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'here'), lessonId: lesson }])
    await library.close()
    await writeFile(join(folders.dir, 'lessons', 'zz-not-a-record.json'), '{"half":')
    await writeFile(join(folders.dir, 'lessons', 'ONE', 'stray.json'), '{"half":')

    const again = await folders.open()
    expect(await texts(again)).toEqual(['here'])
    expect(again.problems()).toMatchObject([{ kind: 'unreadable', file: 'lessons/ONE/stray.json' }])
  })

  it('saves twenty writes at once, each heard of when it is on the disk', async () => {
    const library = await folders.open()
    const ids = Array.from({ length: 20 }, (_, index) => `N${index}`)
    await Promise.all(ids.map(id => library.write(ana, [{ put: comment(id, id), lessonId: lesson }])))
    await library.close()
    const again = await folders.open()
    expect(await texts(again)).toEqual(ids.sort())
  })

  it('is made once, however many processes make it at the same time', async () => {
    const libraries = await Promise.all(Array.from({ length: 8 }, () => folders.open()))
    expect(new Set(libraries.map(({ id }) => id)).size).toBe(1)
    expect(await readdir(folders.dir)).toEqual(['debrief.json'])
  })

  it('is not made where nobody asked for it', async () => {
    await expect(folders.open({ create: false })).rejects.toMatchObject({ code: 'library.notFound' })
  })

  it.each(['', '{"format":"deb', '{"format":"debrief","version":1,"libraryId":"../../elsewhere"}', '{}'])(
    'is refused, and left as it is, when its header is %j',
    async text => {
      await mkdir(folders.dir)
      await writeFile(join(folders.dir, 'debrief.json'), text)
      await expect(folders.open({ wait: async () => undefined })).rejects.toMatchObject({
        code: 'library.unreadable',
      })
      expect(await readFile(join(folders.dir, 'debrief.json'), 'utf8')).toBe(text)
    },
  )

  it('does not become a second library while a sync tool still brings its header', async () => {
    await mkdir(join(folders.dir, 'catalog'), { recursive: true })
    await writeFile(join(folders.dir, 'catalog', `${'a'.repeat(26)}.json`), '')
    await expect(folders.open()).rejects.toMatchObject({ code: 'library.unreadable' })
  })

  it('of a newer version is shown and not written', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: { id: lesson, type: 'lesson', title: 'Fractions' } }])
    const header = JSON.stringify({ format: 'debrief', version: 2, libraryId: library.id, more: true })
    await writeFile(join(folders.dir, 'debrief.json'), header)
    const before = await everyByte(folders.dir)

    const again = await folders.open()
    expect(again.readOnly).toBe(true)
    expect(again.all('lesson')).toMatchObject([{ title: 'Fractions' }])
    expect(again.problems()).toMatchObject([{ kind: 'newer', file: 'debrief.json' }])
    await expect(again.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])).rejects.toMatchObject({
      code: 'library.newer',
    })
    expect(await everyByte(folders.dir)).toBe(before)
  })

  it('stays in sight when its drive is unplugged, and saves nothing beside it', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'here'), lessonId: lesson }])
    await library.write(ana, [
      { put: { ...comment('T', 't'), lessonId: 'lesson:TWO' }, lessonId: 'lesson:TWO' },
    ])
    const summedUp = await folders.open()
    expect((await summedUp.summary('lesson:TWO')).comments).toBe(1)
    await rename(folders.dir, `${folders.dir} away`)
    await library.refresh()
    expect(await texts(library)).toEqual(['here'])
    await summedUp.refresh()
    expect((await summedUp.summary('lesson:TWO')).comments).toBe(1)
    expect(library.problems()).toMatchObject([{ kind: 'unreadable' }])
    await expect(library.write(ana, [{ put: comment('B', 'b'), lessonId: lesson }])).rejects.toMatchObject({
      code: 'library.notFound',
    })
    expect(await readdir(join(folders.dir, '..'))).not.toContain('library')

    await rename(`${folders.dir} away`, folders.dir)
    await library.refresh()
    expect(library.problems()).toEqual([])
    await library.write(ana, [{ put: comment('B', 'back'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['back', 'here'])
  })

  it('that may not be written to still takes private notes', async () => {
    const mayNot = {
      ...nodeFileSystem,
      mayWrite: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })),
    }
    await folders.open()
    const library = await folders.open({ fs: mayNot })
    expect(library.readOnly).toBe(true)
    expect(library.problems()).toMatchObject([{ kind: 'readOnly' }])
    await expect(library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])).rejects.toMatchObject({
      code: 'library.readOnly',
    })
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson, private: true }])
    expect(await texts(library)).toEqual(['a'])
  })
})
