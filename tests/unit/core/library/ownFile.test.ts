import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatRev } from '../../../../electron/core/library/clock.ts'
import { nodeFileSystem } from '../../../../electron/core/library/fileSystem.ts'
import { storedFrom } from '../../../../electron/core/library/storedRecord.ts'
import { writerFileCodec } from '../../../../electron/core/library/writerFile.ts'
import { ana, ben, comment, commentRecord, lesson, writer } from './records.ts'
import { everyByte, testFolders, texts } from './testLibrary.ts'

const folders = testFolders()
const folder = 'lessons/ONE'
const other = writer('z')

const elsewhere = () => folders.open({ home: join(folders.home, '..', 'elsewhere') })

describe('a file of our own', () => {
  async function written() {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'first'), lessonId: lesson }])
    await library.write(ana, [{ put: comment('B', 'second'), lessonId: lesson }])
    await library.close()
    const [name = ''] = await folders.files(folder)
    return { name, path: join(folders.dir, folder, name), id: library.id }
  }

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
    ['changed', (whole: Buffer) => Buffer.from(whole.toString().replace('first', 'fIrst'))],
    ['overwritten with {}', () => Buffer.from('{}')],
  ])('that is %s is copied aside, put back from the newest backup, and reported', async (_how, damage) => {
    const { name, path, id } = await written()
    const whole = await readFile(path)
    const broken = damage(whole)
    await writeFile(path, broken)

    const library = await folders.open()
    expect(await texts(library)).toEqual(['first', 'second'])
    expect(library.problems()).toMatchObject([{ kind: 'unreadable', file: `${folder}/${name}` }])
    expect(await readFile(path)).toEqual(whole)
    const [copy = ''] = await readdir(join(folders.home, 'quarantine', id))
    expect(await readFile(join(folders.home, 'quarantine', id, copy))).toEqual(broken)
    await library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }])
    expect(await texts(await folders.open())).toEqual(['first', 'second', 'third'])
  })

  it('is put back from an older backup where the newest is broken too', async () => {
    const { path, id } = await written()
    const backups = join(folders.home, 'backups', id)
    const [place = ''] = (await readdir(backups)).filter(one => one.startsWith('lesson-ONE'))
    const [newest = ''] = (await readdir(join(backups, place))).sort().reverse()
    await writeFile(join(backups, place, newest), 'broken')
    await writeFile(path, 'broken')
    expect(await texts(await folders.open())).toEqual(['first'])
  })

  it('that is broken while we run is put back as we last knew it', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'first'), lessonId: lesson }])
    const [name = ''] = await folders.files(folder)
    await writeFile(join(folders.dir, folder, name), 'broken')
    await library.write(ana, [{ put: comment('B', 'second'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['first', 'second'])
    expect(await texts(await elsewhere())).toEqual(['first', 'second'])
  })

  it('that is broken and has no backup is written anew only once a copy is safe', async () => {
    const { path, id } = await written()
    await rm(join(folders.home, 'backups'), { recursive: true })
    await writeFile(path, 'broken')
    const library = await folders.open()
    expect(await texts(library)).toEqual([])
    expect(await readFile(path, 'utf8')).toBe('broken')
    await library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['third'])
    expect(await everyByte(join(folders.home, 'quarantine', id))).toBe('broken')
  })

  it('that is broken and cannot be copied aside is not written over', async () => {
    const { path } = await written()
    await writeFile(path, 'broken')
    await writeFile(join(folders.home, 'quarantine'), 'a file where the folder should be')
    const library = await folders.open()
    expect(await texts(library)).toEqual(['first', 'second'])
    await expect(
      library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }]),
    ).rejects.toMatchObject({
      code: 'library.unreadable',
    })
    expect(await readFile(path, 'utf8')).toBe('broken')
  })

  it('that the system refuses to read for a moment is written again once it may be read', async () => {
    const { path } = await written()
    let refusing = true
    const library = await folders.open({
      fs: {
        ...nodeFileSystem,
        read: async file => {
          if (refusing && file === path) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
          return await nodeFileSystem.read(file)
        },
      },
    })
    const add = () => library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['first', 'second'])
    await expect(add()).rejects.toMatchObject({ code: 'library.unreadable' })
    refusing = false
    await add()
    expect(await texts(await folders.open())).toEqual(['first', 'second', 'third'])
    expect(library.problems()).toEqual([])
  })

  it('that is broken is left alone while another process of this machine may be writing it', async () => {
    const { path } = await written()
    await writeFile(path, 'broken')
    const library = await folders.open({ repair: false })
    expect(await texts(library)).toEqual([])
    expect(library.problems()).toMatchObject([{ kind: 'unreadable' }])
    expect(await readFile(path, 'utf8')).toBe('broken')
  })

  it('of a newer format is shown and not written', async () => {
    const { path } = await written()
    const newer = (await readFile(path, 'utf8')).replace('"version":1', '"version":2')
    await writeFile(path, newer)
    const library = await folders.open()
    expect(await texts(library)).toEqual(['first', 'second'])
    expect(library.problems()).toMatchObject([{ kind: 'newer' }])
    await expect(
      library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }]),
    ).rejects.toMatchObject({
      code: 'library.newer',
    })
    expect(await readFile(path, 'utf8')).toBe(newer)
    await library.write(ben, [{ put: comment('D', 'from Ben'), lessonId: lesson }])
  })

  it('that a drive lost while nobody looked is written again from what this machine kept', async () => {
    const { path } = await written()
    const whole = await readFile(path)
    await rm(path)
    expect(await texts(await folders.open())).toEqual(['first', 'second'])
    expect(await readFile(path)).toEqual(whole)
    expect(await texts(await elsewhere())).toEqual(['first', 'second'])
  })

  it('that vanishes while we run is written again, but not before a sync tool had the time to put it back', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'first'), lessonId: lesson }])
    const [name = ''] = await folders.files(folder)
    await rm(join(folders.dir, folder, name))
    await library.refresh()
    expect(await folders.files(folder)).toEqual([])
    await library.refresh()
    expect(await folders.files(folder)).toEqual([name])
    expect(await texts(await elsewhere())).toEqual(['first'])
  })

  it('is not written into a folder that is gone as a whole', async () => {
    const { path } = await written()
    const library = await folders.open()
    await texts(library)
    await rm(folders.dir, { recursive: true })
    for (let look = 0; look < 3; look++) await library.refresh()
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    await expect(readdir(folders.dir)).rejects.toThrow('ENOENT')
  })

  it('that a sync tool set back to an older state loses nothing we saved', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'first'), lessonId: lesson }])
    const [name = ''] = await folders.files(folder)
    const path = join(folders.dir, folder, name)
    await copyFile(path, `${path}.older`)
    await library.write(ana, [{ put: comment('B', 'second'), lessonId: lesson }])
    await copyFile(`${path}.older`, path)
    await library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }])
    expect(await texts(await elsewhere())).toEqual(['first', 'second', 'third'])
  })

  it('takes in a conflicted copy of itself, which may then be deleted', async () => {
    const { name, path } = await written()
    const whole = writerFileCodec.decode(await readFile(path))
    const extra = storedFrom(commentRecord('X', 'only in the copy', formatRev(5, 0, whole.writer)))
    if (!extra) throw new Error('not a record')
    const records = new Map([...whole.records, [extra.record.id, extra]])
    const copy = join(folders.dir, folder, name.replace('.json', " (Ana's conflicted copy).json"))
    await writeFile(copy, writerFileCodec.encode({ ...whole, records }))
    const library = await folders.open()
    expect(await texts(library)).toEqual(['first', 'only in the copy', 'second'])
    await library.write(ana, [{ put: comment('C', 'third'), lessonId: lesson }])
    await rm(copy)
    expect(await texts(await folders.open())).toEqual(['first', 'only in the copy', 'second', 'third'])
  })

  it('loses its left-over temporary files when it is opened, and others keep theirs', async () => {
    const { name } = await written()
    await writeFile(join(folders.dir, folder, `.${name}.0123456789ab-1.tmp`), 'half')
    await writeFile(join(folders.dir, folder, `.${other}.json.0123456789ab-1.tmp`), 'half')
    await texts(await folders.open())
    expect(await folders.files(folder)).toEqual([`.${other}.json.0123456789ab-1.tmp`, name])
  })

  it('is compared before it is written, so that two processes without a lock lose nothing either', async () => {
    const one = await folders.open()
    const two = await folders.open()
    await one.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    await two.write(ana, [{ put: comment('B', 'b'), lessonId: lesson }])
    await one.write(ana, [{ put: comment('C', 'c'), lessonId: lesson }])
    expect(await texts(await folders.open())).toEqual(['a', 'b', 'c'])
  })
})

describe('the list of this installation’s writers', () => {
  it('is made anew when it is damaged, after a copy of it was put aside; everyone keeps their words', async () => {
    const before = await folders.open()
    await before.write(ana, [
      { put: comment('A', 'mine'), lessonId: lesson },
      { put: comment('P', 'private'), lessonId: lesson, private: true },
    ])
    await writeFile(join(folders.home, 'writers', `${before.id}.json`), '{"half":')
    const library = await folders.open()
    expect(library.problems()).toMatchObject([{ kind: 'unreadable' }])
    expect(await everyByte(join(folders.home, 'quarantine'))).toContain('{"half":')
    await library.write(ana, [{ put: comment('A', 'still mine'), lessonId: lesson }])
    await library.write(ana, [{ share: 'comment:P', lessonId: lesson }])
    expect(await texts(library)).toEqual(['private', 'still mine'])
    expect(await everyByte(join(folders.home, 'private'))).not.toContain('comment:P')
  })
})
