import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function lessonForTwo() {
  const { core, joined } = await openTestCore()
  const { person, client: ana } = await joined('Ana')
  const { client: marcus } = await joined('Marcus', 'coach')
  const lessonId = await addLesson(core.library(), person.id)
  return { core, lessonId, ana, marcus }
}

describe('phases of a lesson', () => {
  it('are kept in the order of its clock, with who made them', async () => {
    const { lessonId, ana, marcus } = await lessonForTwo()
    await ana.phases.add({ lessonId, title: 'Plenary', fromMs: 40_000, toMs: 60_000 })
    await marcus.phases.add({ lessonId, title: 'Launch', fromMs: 0, toMs: 10_000 })
    const list = await marcus.phases.list({ lessonId })
    expect(list.map(({ title, author, local }) => [title, author.name, local])).toEqual([
      ['Launch', 'Marcus', true],
      ['Plenary', 'Ana', true],
    ])
  })

  it('are renamed, moved, removed and brought back by who made them', async () => {
    const { lessonId, ana } = await lessonForTwo()
    const { id } = await ana.phases.add({ lessonId, title: 'Launch', fromMs: 0, toMs: 10_000 })
    await ana.phases.update({ lessonId, id, title: 'Warm-up', toMs: 8000 })
    expect(await ana.phases.list({ lessonId })).toMatchObject([{ title: 'Warm-up', fromMs: 0, toMs: 8000 }])
    await ana.phases.remove({ lessonId, id })
    expect(await ana.phases.list({ lessonId })).toEqual([])
    expect(await ana.phases.restore({ lessonId, id })).toMatchObject({ title: 'Warm-up', toMs: 8000 })
  })

  it('are changed by nobody else', async () => {
    const { lessonId, ana, marcus } = await lessonForTwo()
    const { id } = await ana.phases.add({ lessonId, title: 'Launch', fromMs: 0, toMs: 10_000 })
    await expect(marcus.phases.update({ lessonId, id, title: 'Mine' })).rejects.toMatchObject({
      code: 'notYours',
    })
    await expect(marcus.phases.remove({ lessonId, id })).rejects.toMatchObject({ code: 'notYours' })
  })

  it.each([
    ['past the end', { fromMs: 50_000, toMs: 61_000 }],
    ['backwards', { fromMs: 9000, toMs: 3000 }],
    ['too short to be seen', { fromMs: 9000, toMs: 9500 }],
  ])('are refused %s', async (_, stretch) => {
    const { lessonId, ana } = await lessonForTwo()
    await expect(ana.phases.add({ lessonId, title: 'Launch', ...stretch })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    expect(await ana.phases.list({ lessonId })).toEqual([])
  })
})
