import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

describe('coaching cycles', () => {
  it('list the lessons in the order they were taught, with their action steps', async () => {
    const { core, joined } = await openTestCore()
    const { person, client } = await joined('Ana')
    const later = await addLesson(core.library(), person.id, { title: 'Second' })
    const first = await addLesson(core.library(), person.id, { title: 'First' })
    await client.lessons.update({ id: later, date: '2026-11-17' })
    await client.lessons.update({ id: first, date: '2026-10-06' })
    const step = await client.debrief.addStep({ lessonId: first, text: 'Wait four seconds' })
    await client.debrief.updateStep({ lessonId: first, id: step.id, done: true })
    const { id } = await client.cycles.add({ goal: 'More voices', teacher: 'Ana', lessonIds: [later, first] })
    const [cycle] = await client.cycles.list({ lessonId: later })
    expect(cycle?.lessons.map(({ title, steps }) => [title, steps.map(one => one.done)])).toEqual([
      ['First', [true]],
      ['Second', []],
    ])
    expect(await client.cycles.update({ id, whereWeAre: 'Two speak', goal: 'Every voice' })).toMatchObject({
      goal: 'Every voice',
      whereWeAre: 'Two speak',
      teacher: 'Ana',
    })
  })

  it('keep a removed lesson’s place, and come back after they were removed', async () => {
    const { core, joined } = await openTestCore()
    const { person, client } = await joined('Ana')
    const lessonId = await addLesson(core.library(), person.id)
    const other = await addLesson(core.library(), person.id, { title: 'Other' })
    const { id } = await client.cycles.add({ goal: 'More voices', lessonIds: [lessonId] })
    await client.lessons.remove({ id: lessonId })
    expect((await client.cycles.list({}))[0]?.lessons).toEqual([])
    await client.cycles.update({ id, lessonIds: [other] })
    await client.lessons.restore({ id: lessonId })
    expect((await client.cycles.list({}))[0]?.lessons).toHaveLength(2)
    await client.cycles.remove({ id })
    expect(await client.cycles.list({})).toEqual([])
    expect(await client.cycles.restore({ id })).toMatchObject({ goal: 'More voices' })
  })
})
