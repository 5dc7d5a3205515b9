import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function lessonForTwo() {
  const { core, joined } = await openTestCore()
  const { person, client: ana } = await joined('Ana')
  const { client: marcus } = await joined('Marcus', 'coach')
  const lessonId = await addLesson(core.library(), person.id)
  const add = (atMs: number, isPrivate = false) =>
    ana.comments.add({ lessonId, atMs, text: `At ${atMs}`, private: isPrivate })
  return { core, lessonId, ana, marcus, add }
}

describe('a debrief', () => {
  it('keeps notes of both with the comments they are about', async () => {
    const { lessonId, ana, marcus, add } = await lessonForTwo()
    const { id } = await add(1000)
    await marcus.debrief.addNote({ lessonId, kind: 'strength', text: 'You waited.', commentIds: [id] })
    await ana.debrief.addNote({ lessonId, kind: 'helped', text: 'Seeing it twice.' })
    const { notes } = await ana.debrief.get({ lessonId })
    expect(notes.map(({ kind, text, author, commentIds }) => [kind, text, author.name, commentIds])).toEqual([
      ['strength', 'You waited.', 'Marcus', [id]],
      ['helped', 'Seeing it twice.', 'Ana', []],
    ])
  })

  it('lets nobody change another’s words, and brings removed ones back', async () => {
    const { lessonId, ana, marcus } = await lessonForTwo()
    const { id } = await ana.debrief.addNote({ lessonId, kind: 'wondering', text: 'Who spoke?' })
    await expect(marcus.debrief.updateNote({ lessonId, id, text: 'Mine' })).rejects.toMatchObject({
      code: 'notYours',
    })
    await ana.debrief.updateNote({ lessonId, id, text: 'Who did not speak?' })
    await ana.debrief.removeNote({ lessonId, id })
    expect((await ana.debrief.get({ lessonId })).notes).toEqual([])
    expect(await ana.debrief.restoreNote({ lessonId, id })).toMatchObject({ text: 'Who did not speak?' })
  })

  it('takes the newest word on whether a step is done, whoever says it', async () => {
    const { lessonId, ana, marcus } = await lessonForTwo()
    const { id } = await marcus.debrief.addStep({ lessonId, text: 'Count to four.', dueOn: '2026-11-30' })
    expect(await ana.debrief.updateStep({ lessonId, id, done: true })).toMatchObject({ done: true })
    expect(await marcus.debrief.updateStep({ lessonId, id, done: false })).toMatchObject({ done: false })
    expect(await ana.debrief.updateStep({ lessonId, id, done: true })).toMatchObject({ done: true })
    await expect(ana.debrief.updateStep({ lessonId, id, text: 'Five' })).rejects.toMatchObject({
      code: 'notYours',
    })
    expect(await marcus.debrief.updateStep({ lessonId, id, dueOn: null })).not.toHaveProperty('dueOn')
    await marcus.debrief.removeStep({ lessonId, id })
    expect((await ana.debrief.get({ lessonId })).steps).toEqual([])
    expect(await marcus.debrief.restoreStep({ lessonId, id })).toMatchObject({ done: true })
  })

  it('pins a comment once, in the order of the lesson clock', async () => {
    const { lessonId, ana, marcus, add } = await lessonForTwo()
    const [late, early] = [await add(9000), await add(1000)]
    const first = await ana.debrief.pin({ lessonId, commentId: late.id })
    expect(await marcus.debrief.pin({ lessonId, commentId: late.id })).toEqual(first)
    await marcus.debrief.pin({ lessonId, commentId: early.id })
    const { pins } = await ana.debrief.get({ lessonId })
    expect(pins.map(({ commentId }) => commentId)).toEqual([early.id, late.id])
    await ana.debrief.unpin({ lessonId, id: first.id })
    expect((await ana.debrief.get({ lessonId })).pins).toHaveLength(1)
  })

  it('gives away nothing of a private note that was pinned', async () => {
    const { lessonId, ana, marcus, add } = await lessonForTwo()
    const { id } = await add(1000, true)
    await ana.debrief.pin({ lessonId, commentId: id })
    await ana.debrief.addStep({ lessonId, text: 'Try it', commentIds: [id] })
    expect(JSON.stringify(await marcus.debrief.get({ lessonId }))).not.toContain(id)
    expect((await ana.debrief.get({ lessonId })).pins).toHaveLength(1)
  })
})
