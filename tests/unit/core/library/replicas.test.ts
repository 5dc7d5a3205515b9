import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FUTURE_LIMIT_MS, formatRev } from '../../../../electron/core/library/clock.ts'
import { nodeFileSystem } from '../../../../electron/core/library/fileSystem.ts'
import { storedFrom } from '../../../../electron/core/library/storedRecord.ts'
import { emptyWriterFile, writerFileCodec } from '../../../../electron/core/library/writerFile.ts'
import { ana, ben, comment, commentRecord, lesson, writer } from './records.ts'
import { everyByte, testFolders, texts } from './testLibrary.ts'

const folders = testFolders()
const folder = 'lessons/ONE'
const other = writer('z')
const START = 1_800_000_000_000

const elsewhere = () => folders.open({ home: join(folders.home, '..', 'elsewhere') })

/** Puts a file of another writer's into the lesson, as a sync tool does. */
async function bring(
  name: string,
  records: readonly object[],
  change: (text: string) => string = text => text,
) {
  const stored = records.map(record => storedFrom(record)).filter(one => one !== undefined)
  const file = { ...emptyWriterFile(other), records: new Map(stored.map(one => [one.record.id, one])) }
  await mkdir(join(folders.dir, folder), { recursive: true })
  const text = Buffer.from(writerFileCodec.encode(file)).toString()
  await writeFile(join(folders.dir, folder, name), change(text))
}

const rev = (ms: number) => formatRev(ms, 0, other)

describe('files of other writers', () => {
  it('count whatever a sync tool calls them', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    await bring(`${other}.json`, [commentRecord('B', 'b', rev(1)), commentRecord('C', 'old', rev(1))])
    await bring(`${other} (Ben's conflicted copy 2026-11-23).json`, [commentRecord('C', 'new', rev(2))])
    await bring(`${other}.sync-conflict-20261123-101112-ABCDEFG.json`, [commentRecord('D', 'd', rev(1))])
    await library.refresh()
    expect(await texts(library)).toEqual(['a', 'b', 'd', 'new'])
    expect(library.problems()).toEqual([])
  })

  it('stay as they were last seen while they arrive half, and are read again when they are whole', async () => {
    const here = await folders.open()
    const there = await elsewhere()
    await there.write(ben, [{ put: comment('B', 'whole'), lessonId: lesson }])
    expect(await texts(here)).toEqual(['whole'])
    const [name = ''] = await folders.files(folder)
    const path = join(folders.dir, folder, name)
    const bytes = await readFile(path)

    await truncate(path, bytes.length >> 1)
    await here.refresh()
    expect(await texts(here)).toEqual(['whole'])
    expect(here.problems()).toMatchObject([{ kind: 'unreadable', file: `${folder}/${name}` }])
    expect((await readFile(path)).length).toBe(bytes.length >> 1)

    await writeFile(path, bytes)
    await here.refresh()
    expect(await texts(here)).toEqual(['whole'])
    expect(here.problems()).toEqual([])
  })

  it('of a newer format are shown as far as they are known', async () => {
    const library = await folders.open()
    await bring(`${other}.json`, [commentRecord('B', 'b', rev(1))], text =>
      text.replace('"version":1', '"version":7'),
    )
    expect(await texts(library)).toEqual(['b'])
    expect(library.problems()).toMatchObject([{ kind: 'newer', file: `${folder}/${other}.json` }])
  })

  it('with records from the future or damaged ones show all others, and say so', async () => {
    const library = await folders.open({ now: () => START })
    await bring(`${other}.json`, [
      commentRecord('A', 'fine', rev(START + FUTURE_LIMIT_MS)),
      commentRecord('B', 'ahead', rev(START + FUTURE_LIMIT_MS + 1)),
      { ...commentRecord('C', 'damaged', rev(START)), atMs: -1 },
    ])
    expect(await texts(library)).toEqual(['fine'])
    expect(
      library
        .problems()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['damagedRecord', 'fromTheFuture'])
  })

  it('from the future do not move the clock of this machine, and show when their time has come', async () => {
    let nowMs = START
    const library = await folders.open({ now: () => nowMs })
    await bring(`${other}.json`, [commentRecord('B', 'ahead', rev(START + 2 * FUTURE_LIMIT_MS))])
    const [written] = await library.write(ana, [{ put: comment('A', 'now'), lessonId: lesson }])
    expect(written?.rev.slice(0, 12)).toBe(START.toString(16).padStart(12, '0'))
    nowMs += FUTURE_LIMIT_MS
    await library.refresh()
    expect(await texts(library)).toEqual(['ahead', 'now'])
    expect(library.problems()).toEqual([])
  })

  it('of our own count as well, when this machine’s clock turns out to have been ahead', async () => {
    let nowMs = START + 10 * FUTURE_LIMIT_MS
    const library = await folders.open({ now: () => nowMs })
    await library.write(ana, [{ put: comment('A', 'written in the future'), lessonId: lesson }])
    nowMs = START
    await library.write(ana, [{ put: comment('B', 'written now'), lessonId: lesson }])
    const sound = await folders.open({ now: () => nowMs })
    for (const open of [library, sound]) {
      expect(await texts(open)).toEqual(['written now'])
      expect(open.problems()).toMatchObject([{ kind: 'fromTheFuture' }])
    }
    nowMs = START + 10 * FUTURE_LIMIT_MS
    await sound.refresh()
    expect(await texts(sound)).toEqual(['written in the future', 'written now'])
  })

  it('never keep a writer from having the last word on their own comment', async () => {
    const library = await folders.open({ now: () => START })
    await library.write(ana, [{ put: comment('A', 'mine'), lessonId: lesson }])
    await bring(`${other}.json`, [commentRecord('A', 'from my other machine', rev(START + 5000))])
    await library.refresh()
    expect(await texts(library)).toEqual(['from my other machine'])
    await library.write(ana, [{ put: comment('A', 'my last word'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['my last word'])
  })

  it('are gone from sight when they are taken away', async () => {
    const here = await folders.open()
    await bring(`${other}.json`, [commentRecord('B', 'b', rev(1))])
    expect(await texts(here)).toEqual(['b'])
    await bring(`${other}.json`, [])
    await here.refresh()
    expect(await texts(here)).toEqual([])
  })

  it('may be changed in the catalog, in a file of our own', async () => {
    const here = await folders.open()
    const there = await elsewhere()
    await there.write(ben, [{ put: { id: lesson, type: 'lesson', title: 'Fractions' } }])
    await here.refresh()
    const before = await readFile(join(folders.dir, 'catalog', (await folders.files('catalog'))[0] ?? ''))
    await here.write(ana, [{ put: { id: lesson, type: 'lesson', title: 'Halves and quarters' } }])
    expect(await folders.files('catalog')).toHaveLength(2)
    expect(await everyByte(join(folders.dir, 'catalog'))).toContain(before.toString())
    await there.refresh()
    expect(there.find('lesson', lesson)).toMatchObject({ title: 'Halves and quarters', by: ben })
  })

  it('keep their unknown fields when we change the record', async () => {
    const library = await folders.open()
    const strange = { ...commentRecord('A', 'a', rev(1)), sticker: { colour: 'red' } }
    await bring(`${other}.json`, [strange])
    const [edited] = await library.write(ana, [{ put: comment('A', 'b'), lessonId: lesson }])
    expect(edited).toMatchObject({ text: 'b', sticker: { colour: 'red' } })
    const [removed] = await library.write(ana, [{ remove: 'comment:A', lessonId: lesson }])
    expect(removed).toMatchObject({ deleted: true, sticker: { colour: 'red' } })
    const [restored] = await library.write(ana, [{ restore: 'comment:A', lessonId: lesson }])
    expect(restored).toMatchObject({ text: 'b', sticker: { colour: 'red' } })
    expect(restored).not.toHaveProperty('deleted')
    expect((await library.conversation(lesson)).comments[0]?.record).not.toHaveProperty('sticker')
  })
})

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
    expect(await folders.files(folder)).toHaveLength(1)
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
