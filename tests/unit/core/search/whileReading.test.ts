import { expect, it, vi } from 'vitest'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { createSearch } from '../../../../electron/core/search/search.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

/** A library of two lessons, one of which is read only once the test lets it, and a search that has read neither. */
async function school() {
  const { core, joined } = await openTestCore()
  const ana = await joined('Ana Reyes', 'coach')
  const ben = await joined('Ben Okafor')
  const library = core.library()
  const first = await addLesson(library, ana.person.id, { title: 'Fractions first' })
  const second = await addLesson(library, ana.person.id, { title: 'Fractions second' })
  for (const lessonId of [first, second]) {
    await ana.client.comments.add({ lessonId, atMs: 0, text: `Silence in ${lessonId}` })
    await ana.client.clips.add({ lessonId, title: `Silence of ${lessonId}`, fromMs: 0, toMs: 1000 })
  }
  let letGo: () => void = () => undefined
  const held = new Promise<void>(resolve => {
    letGo = resolve
  })
  const glance = library.glance.bind(library)
  vi.spyOn(library, 'glance').mockImplementation(async id => {
    if (id === second) await held
    return await glance(id)
  })
  const search = createSearch({
    library: () => library,
    author: id => ({ id, name: 'Ana Reyes', role: 'coach' }),
    hidden: async (_, lessonId) => new Set(lessonId === second ? [ana.person.id] : []),
    meanings: async () => ({ version: '1', of: ({ code }) => code }),
  })
  const find = (text: string, partly: boolean) =>
    search.find(
      { door: 'local', speaker: ben.person.id, present: [ben.person.id] },
      { text, limit: 60, partly },
    )
  return { ana, ben, first, second, find, letGo: () => letGo() }
}

it('answers from what has been read while the rest is read, and says so', async () => {
  const { first, second, find, letGo } = await school()
  await vi.waitUntil(async () => (await find('silence', true)).pending?.read === 1)
  const { found, pending } = await find('silence', true)
  expect(pending).toEqual({ read: 1, lessons: 2 })
  expect(found.map(({ what, lessonId }) => `${what} ${lessonId}`).sort()).toEqual([
    `clip ${first}`,
    `comment ${first}`,
  ])
  // Names of lessons are known at once.
  expect((await find('fractions', true)).total.lesson).toBe(2)

  const whole = find('silence', false)
  letGo()
  expect((await whole).total).toMatchObject({ clip: 2, comment: 2 })
  expect((await whole).pending).toBeUndefined()
  const later = await find('silence', true)
  expect(later.pending).toBeUndefined()
  expect(new Set(later.found.map(({ lessonId }) => lessonId))).toEqual(new Set([first, second]))
})

it('tells nothing of a lesson in which somebody may look alone, before or after it has been read', async () => {
  const { ana, ben, first, second, find, letGo } = await school()
  await ana.client.firstPass.begin({ lessonId: second, withId: ben.person.id })
  await vi.waitUntil(async () => (await find('silence', true)).pending?.read === 1)
  letGo()
  const seen: LessonId[] = []
  await vi.waitUntil(async () => {
    const { found, pending } = await find('silence', true)
    seen.push(...found.map(({ lessonId }) => lessonId))
    return !pending
  })
  expect(new Set(seen)).toEqual(new Set([first]))
})
