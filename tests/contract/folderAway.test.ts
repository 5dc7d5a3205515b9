import { rename } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { openTestHost } from '../fixtures/openTestHost.ts'

it('edits and replies are refused as not saved while the library’s folder is away, and are there once when they are said again', async () => {
  const machine = await openTestHost()
  const { person, api } = await machine.joined('Ana', 'coach')
  const library = machine.core.library()
  const lessonId = await addLesson(library, person.id, { title: 'Fractions' })
  const { id } = await api.comments.add({ lessonId, atMs: 1000, text: 'As it was.' })
  const acts = [
    () => api.comments.update({ lessonId, id, text: 'As it is.' }),
    () => api.replies.add({ lessonId, commentId: id, text: 'It shows.' }),
  ]
  await rename(library.dir, `${library.dir} away`)
  for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'library.notFound' })
  await rename(`${library.dir} away`, library.dir)
  await library.refresh()
  expect(await api.comments.list({ lessonId })).toMatchObject([{ text: 'As it was.', replies: [] }])
  for (const act of acts) await act()
  const [after] = await api.comments.list({ lessonId })
  expect(after?.text).toBe('As it is.')
  expect(after?.replies.map(({ text }) => text)).toEqual(['It shows.'])
})
