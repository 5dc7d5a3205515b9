import { describe, expect, it } from 'vitest'
import type { DrawingBody, Shape } from '../../../../electron/contract/records/drawing.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const picture = { width: 1280, height: 720 }
const arrow: Shape = { kind: 'arrow', from: { x: 10, y: 20 }, to: { x: 300, y: 200 } }
const box: Shape = { kind: 'box', x: 100, y: 120, width: 200, height: 90 }
const drawn = (...shapes: Shape[]): DrawingBody => ({ picture, shapes })

async function twoPeople() {
  const { core, joined } = await openTestCore()
  const ana = await joined('Ana', 'coach')
  const ben = await joined('Ben', 'teacher')
  const lessonId = await addLesson(core.library(), ana.person.id)
  return { ana: ana.client, ben: ben.client, lessonId, core }
}

describe('a drawing', () => {
  it('is saved with its comment, and shown with it', async () => {
    const { ana, ben, lessonId } = await twoPeople()
    const made = await ana.comments.add({ lessonId, atMs: 1000, text: 'here', drawings: [drawn(arrow, box)] })
    expect(made.drawings).toEqual([{ id: expect.stringMatching(/^drawing:/), ...drawn(arrow, box) }])
    expect((await ben.comments.list({ lessonId }))[0]?.drawings).toEqual(made.drawings)
  })

  it('is changed in place, removed and restored', async () => {
    const { ana, lessonId } = await twoPeople()
    const { id: commentId } = await ana.comments.add({ lessonId, atMs: 1000, text: 'here' })
    const first = await ana.drawings.put({ lessonId, commentId, ...drawn(arrow) })
    const second = await ana.drawings.put({ lessonId, commentId, ...drawn(arrow, box) })
    expect(second.id).toBe(first.id)
    const shown = async () => (await ana.comments.list({ lessonId }))[0]?.drawings.map(({ shapes }) => shapes)
    expect(await shown()).toEqual([[arrow, box]])
    await ana.drawings.remove({ lessonId, id: first.id })
    expect(await shown()).toEqual([])
    expect(await ana.drawings.restore({ lessonId, id: first.id })).toEqual(second)
    expect(await shown()).toEqual([[arrow, box]])
  })

  it('goes and comes back with its comment', async () => {
    const { ana, lessonId } = await twoPeople()
    const { id } = await ana.comments.add({ lessonId, atMs: 1000, text: 'here', drawings: [drawn(arrow)] })
    await ana.comments.remove({ lessonId, id })
    expect(await ana.comments.list({ lessonId })).toEqual([])
    expect((await ana.comments.restore({ lessonId, id })).drawings).toHaveLength(1)
  })

  it('of a private note is as private as its words, and is shared with them', async () => {
    const { ana, ben, lessonId, core } = await twoPeople()
    const { id } = await ana.comments.add({
      lessonId,
      atMs: 1000,
      text: 'mine',
      private: true,
      drawings: [drawn(arrow)],
    })
    await ana.drawings.put({ lessonId, commentId: id, ...drawn(box) })
    expect(await ben.comments.list({ lessonId })).toEqual([])
    const held = async () => (await core.library().conversation(lessonId)).drawings.map(each => each.private)
    expect(await held()).toEqual([true])
    await ana.comments.share({ lessonId, id })
    expect(await held()).toEqual([false])
    expect((await ben.comments.list({ lessonId }))[0]?.drawings[0]?.shapes).toEqual([box])
  })

  it('is its comment’s author’s alone', async () => {
    const { ana, ben, lessonId } = await twoPeople()
    const { id: commentId } = await ana.comments.add({ lessonId, atMs: 1000, text: 'here' })
    const theirs = { lessonId, commentId, ...drawn(arrow) }
    await expect(ben.drawings.put(theirs)).rejects.toMatchObject({ code: 'notYours' })
    const { id } = await ana.drawings.put(theirs)
    await expect(ben.drawings.remove({ lessonId, id })).rejects.toMatchObject({ code: 'notYours' })
    await expect(ben.drawings.restore({ lessonId, id })).rejects.toMatchObject({ code: 'notFound' })
    const nowhere = { ...theirs, commentId: 'comment:none' as const }
    await expect(ana.drawings.put(nowhere)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('has bounds: shapes, points and pixels', async () => {
    const { ana, lessonId } = await twoPeople()
    const { id: commentId } = await ana.comments.add({ lessonId, atMs: 1000, text: 'here' })
    const put = (...shapes: Shape[]) => ana.drawings.put({ lessonId, commentId, ...drawn(...shapes) })
    const many = Array.from({ length: 401 }, (_, x) => ({ x, y: 1 }))
    for (const shapes of [
      [],
      Array.from({ length: 41 }, () => box),
      [{ kind: 'freehand' as const, points: many }],
      [{ ...box, x: -1 }],
      [{ ...box, width: 0.5 }],
      [{ kind: 'text' as const, x: 0, y: 0, sizePx: 20, text: ' ' }],
    ])
      await expect(put(...shapes)).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
