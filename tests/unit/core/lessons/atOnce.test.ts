import { expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

it('keeps every detail when all of them are saved in the same moment', async () => {
  const { core, joined } = await openTestCore()
  const { client, person } = await joined('Ana')
  const id = await addLesson(core.library(), person.id)
  const details = {
    title: 'Three voices at once',
    teacher: 'Dana Kim',
    subject: 'Film',
    grade: 'Grade 10',
    date: '2026-11-04',
    focus: 'Who speaks to whom',
  }
  await Promise.all(
    Object.entries(details).map(([field, value]) => client.lessons.update({ id, [field]: value })),
  )
  expect(await client.lessons.find({ id })).toMatchObject(details)
})
