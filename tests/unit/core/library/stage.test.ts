import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../../electron/core/library/fileSystem.ts'
import type { Change } from '../../../../electron/core/library/library.types.ts'
import { ana, ben, comment, lesson } from './records.ts'
import { everyByte, testFolders, texts } from './testLibrary.ts'

const folders = testFolders()

const reply = (id: string, on: string, text = 'yes') =>
  ({ put: { id: `reply:${id}`, type: 'reply', commentId: `comment:${on}`, text }, lessonId: lesson }) as const

describe('a write', () => {
  const refused: ReadonlyArray<[string, Change, string]> = [
    ['a lesson record without its lesson', { remove: 'comment:A' }, 'input.invalid'],
    ['an id that is none', { remove: 'nonsense' }, 'input.invalid'],
    [
      'a lesson whose id would leave the folder',
      { remove: 'comment:A', lessonId: 'lesson:../..' },
      'input.invalid',
    ],
    [
      'a comment that names another lesson',
      { put: comment('B', 'b'), lessonId: 'lesson:TWO' },
      'input.invalid',
    ],
    ['words that do not fit', { put: comment('B', '  '), lessonId: lesson }, 'input.invalid'],
    ['a private lesson', { put: { id: lesson, type: 'lesson', title: 'x' }, private: true }, 'input.invalid'],
    [
      'making a shared comment private',
      { put: comment('A', 'a'), lessonId: lesson, private: true },
      'input.invalid',
    ],
    ['removing what is not there', { remove: 'comment:X', lessonId: lesson }, 'notFound'],
    ['restoring what never was', { restore: 'comment:X', lessonId: lesson }, 'notFound'],
    ['sharing what is not there', { share: 'comment:X', lessonId: lesson }, 'notFound'],
  ]
  it.each(refused)('is refused for %s, and nothing changes', async (_what, change, code) => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    const before = await everyByte(folders.dir)
    await expect(
      library.write(ana, [{ put: comment('N', 'not kept'), lessonId: lesson }, change]),
    ).rejects.toMatchObject({ code })
    expect(await texts(library)).toEqual(['a'])
    expect(await everyByte(folders.dir)).toBe(before)
  })

  it('stamps author, time and revision itself, whatever the caller sends', async () => {
    const library = await folders.open({ now: () => 1_800_000_000_000 })
    const forged = { ...comment('A', 'a'), by: ben, rev: 'x', createdAtMs: 1, deleted: true }
    const [record] = await library.write(ana, [{ put: forged, lessonId: lesson }])
    expect(record).toMatchObject({ by: ana, createdAtMs: 1_800_000_000_000 })
    expect(record?.deleted).toBeUndefined()
    expect(await texts(library)).toEqual(['a'])
  })

  it('keeps the author and the time of the first version', async () => {
    let nowMs = 1_800_000_000_000
    const library = await folders.open({ now: () => nowMs })
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    nowMs += 1000
    const [edited] = await library.write(ana, [{ put: comment('A', 'b'), lessonId: lesson }])
    expect(edited).toMatchObject({ by: ana, createdAtMs: nowMs - 1000 })
  })

  it('sees its own earlier changes', async () => {
    const library = await folders.open()
    const records = await library.write(ana, [
      { put: comment('A', 'first'), lessonId: lesson },
      { put: comment('A', 'second'), lessonId: lesson },
      { remove: 'comment:A', lessonId: lesson },
      { restore: 'comment:A', lessonId: lesson },
    ])
    expect(records).toHaveLength(4)
    expect(new Set(records.map(({ rev }) => rev)).size).toBe(4)
    expect(await texts(library)).toEqual(['second'])
  })

  it('of one person does not wait to fail with that of another', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    const outcomes = await Promise.allSettled([
      library.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }]),
      library.write(ben, [{ put: comment('A', 'forged'), lessonId: lesson }]),
      library.write(ben, [{ put: comment('C', 'c'), lessonId: lesson }]),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await texts(library)).toEqual(['a', 'b', 'c'])
  })

  it('of many at once writes the file once for those that wait', async () => {
    let written = 0
    const counting = {
      ...nodeFileSystem,
      rename: (from: string, to: string) => {
        if (to.includes('ONE')) written += 1
        return nodeFileSystem.rename(from, to)
      },
    }
    const library = await folders.open({ fs: counting })
    const saves = Array.from({ length: 50 }, (_, index) =>
      library.write(ana, [{ put: comment(`N${index}`, `${index}`), lessonId: lesson }]),
    )
    await Promise.all(saves)
    expect(written).toBeLessThanOrEqual(2)
    expect(await texts(await folders.open())).toHaveLength(50)
  })
})

describe('private records', () => {
  it('stay private through edits, removal and restoring, with all that hangs on them', async () => {
    const library = await folders.open()
    await library.write(ana, [
      { put: comment('P', 'quiet heron'), lessonId: lesson, private: true },
      reply('R', 'P', 'and heron'),
    ])
    await library.write(ana, [{ put: comment('P', 'quieter heron'), lessonId: lesson, private: false }])
    await library.write(ana, [{ remove: 'comment:P', lessonId: lesson }])
    await library.write(ana, [{ restore: 'comment:P', lessonId: lesson }])
    const { comments, replys } = await library.conversation(lesson)
    expect([...comments, ...replys].map(held => held.private)).toEqual([true, true])
    expect(await everyByte(folders.dir)).not.toContain('heron')
  })

  it('are shared once: sharing again changes nothing', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('P', 'p'), lessonId: lesson, private: true }])
    const [first] = await library.write(ana, [{ share: 'comment:P', lessonId: lesson }])
    const [second] = await library.write(ana, [{ share: 'comment:P', lessonId: lesson }])
    expect(second).toEqual(first)
  })

  it('of another person at this machine are not shared by anyone else', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('P', 'p'), lessonId: lesson, private: true }])
    await expect(library.write(ben, [{ share: 'comment:P', lessonId: lesson }])).rejects.toMatchObject({
      code: 'notYours',
    })
  })

  it('written and shared in one go leave no private copy', async () => {
    const library = await folders.open()
    await library.write(ana, [
      { put: comment('P', 'a quiet word'), lessonId: lesson, private: true },
      { share: 'comment:P', lessonId: lesson },
    ])
    expect(await everyByte(join(folders.home, 'private'))).not.toContain('quiet word')
    expect((await library.conversation(lesson)).comments).toMatchObject([{ private: false }])
  })
})
