import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FUTURE_LIMIT_MS, formatRev } from '../../../../electron/core/library/clock.ts'
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
    ).toEqual(['clock', 'damagedRecord', 'fromTheFuture'])
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
    // Its clock is still a day ahead of ours.
    expect(library.problems()).toMatchObject([{ kind: 'clock' }])
  })

  it('of our own count as well, when this machine’s clock turns out to have been ahead', async () => {
    let nowMs = START + 10 * FUTURE_LIMIT_MS
    const library = await folders.open({ now: () => nowMs })
    await library.write(ana, [{ put: comment('A', 'written in the future'), lessonId: lesson }])
    nowMs = START
    await library.write(ana, [{ put: comment('B', 'written now'), lessonId: lesson }])
    await library.close()
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
