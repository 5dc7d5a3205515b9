import { describe, expect, it } from 'vitest'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { monthsBetween } from '../../../../electron/core/schoolGoals/months.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const SECRET = 'heron'

async function school() {
  const { core, joined } = await openTestCore()
  const ana = await joined(`Ana ${SECRET}`)
  const lea = await joined('Lea', 'coach')
  const lessons: LessonId[] = []
  for (const date of ['2025-11-03', '2026-01-12', '2026-01-20']) {
    const lessonId = await addLesson(core.library(), ana.person.id, { title: `Lesson ${SECRET}` })
    await ana.client.lessons.update({ id: lessonId, date, teacher: `Teacher ${SECRET}` })
    lessons.push(lessonId)
  }
  const goal = await lea.client.schoolGoals.add({ title: 'Every student speaks' })
  return { ana, lea, lessons, goal }
}

describe('school goals', () => {
  it('count lessons, steps and collections by month, and send no name and no word of them', async () => {
    const { ana, lea, lessons, goal } = await school()
    const goalIds = [goal.id]
    for (const targetId of lessons) await ana.client.schoolGoals.setLinks({ targetId, goalIds })
    const [, lessonId] = lessons
    if (!lessonId) throw new Error('no lesson')
    const step = await ana.client.debrief.addStep({ lessonId, text: `Wait ${SECRET}` })
    const other = await ana.client.debrief.addStep({ lessonId, text: `Ask ${SECRET}` })
    for (const { id: targetId } of [step, other])
      await ana.client.schoolGoals.setLinks({ targetId, lessonId, goalIds })
    await lea.client.debrief.updateStep({ lessonId, id: step.id, done: true })
    const collection = await ana.client.collections.add({ title: `Clips ${SECRET}` })
    await ana.client.schoolGoals.setLinks({ targetId: collection.id, goalIds })
    const trends = await lea.client.schoolGoals.trends()
    expect(trends).toEqual([
      {
        id: goal.id,
        title: 'Every student speaks',
        lessons: 3,
        steps: 2,
        stepsDone: 1,
        collections: 1,
        months: [
          { month: '2025-11', lessons: 1, steps: 0, stepsDone: 0 },
          { month: '2025-12', lessons: 0, steps: 0, stepsDone: 0 },
          { month: '2026-01', lessons: 2, steps: 2, stepsDone: 1 },
        ],
      },
    ])
    const sent = JSON.stringify(trends)
    for (const hidden of [SECRET, ...lessons, step.id, collection.id, ana.person.id])
      expect(sent).not.toContain(hidden)
  })

  it('are pointed to by what is there, once each, and no longer when that is taken away', async () => {
    const { ana, lessons, goal } = await school()
    const [targetId] = lessons
    if (!targetId) throw new Error('no lesson')
    await ana.client.schoolGoals.setLinks({ targetId, goalIds: [goal.id, goal.id] })
    const [seen] = await ana.client.schoolGoals.setLinks({ targetId, goalIds: [goal.id] })
    expect(seen?.targets).toEqual([targetId])
    await ana.client.schoolGoals.remove({ id: goal.id })
    expect(await ana.client.schoolGoals.list()).toEqual([])
    expect((await ana.client.schoolGoals.restore({ id: goal.id })).targets).toEqual([targetId])
    const [none] = await ana.client.schoolGoals.setLinks({ targetId, goalIds: [] })
    expect(none?.targets).toEqual([])
    await ana.client.schoolGoals.setLinks({ targetId, goalIds: [goal.id] })
    await ana.client.lessons.remove({ id: targetId })
    expect((await ana.client.schoolGoals.trends())[0]).toMatchObject({ lessons: 0, months: [] })
    for (const off of [
      { targetId: 'lesson:gone' as const, goalIds: [goal.id] },
      { targetId: 'actionStep:gone' as const, lessonId: lessons[1], goalIds: [goal.id] },
      { targetId: 'collection:gone' as const, goalIds: [goal.id] },
    ])
      await expect(ana.client.schoolGoals.setLinks(off)).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('months', () => {
  it('run without a gap over a new year', () => {
    expect(monthsBetween(['2026-02', '2025-11'])).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(monthsBetween([])).toEqual([])
  })
})
