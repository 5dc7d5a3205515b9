import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

async function anaAndBen() {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana', 'coach')
  const ben = await opened.joined('Ben', 'teacher')
  const together = opened.as({
    door: 'local',
    speaker: ben.person.id,
    present: [ana.person.id, ben.person.id],
  })
  const lessonId = await addLesson(opened.core.library(), ana.person.id)
  const [rubric] = await opened.client.rubrics.list()
  if (!rubric) throw new Error('no rubric ships')
  const criterion = rubric.domains[0]?.criteria[0]?.code ?? ''
  const level = rubric.levels.at(-1)?.code ?? ''
  return { ...opened, ana, ben, together, lessonId, rubric, criterion, level }
}

async function filesOf(dir: string): Promise<string> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true })
  const texts = names
    .filter(each => each.isFile())
    .map(each => readFile(join(each.parentPath, each.name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

describe('a comment', () => {
  it('is shown with its author, tags and replies, in the order of the lesson', async () => {
    const { ana, ben, lessonId, rubric, criterion, level } = await anaAndBen()
    const tags = [{ rubricId: rubric.id, code: criterion, level }]
    const later = await ana.client.comments.add({ lessonId, atMs: 9000, text: 'later' })
    const first = await ana.client.comments.add({
      lessonId,
      atMs: 4000,
      toMs: 8000,
      kind: 'evidence',
      text: '“½” \\n 👩‍🏫\n…',
      tags,
    })
    const reply = await ben.client.replies.add({ lessonId, commentId: first.id, text: 'I saw three hands' })
    expect(first).toMatchObject({
      author: { id: ana.person.id, name: 'Ana', role: 'coach' },
      text: '“½” \\n 👩‍🏫\n…',
      tags: [{ code: criterion, level, author: { name: 'Ana' } }],
      private: false,
      closed: false,
      local: true,
    })
    expect(await ben.client.comments.list({ lessonId })).toEqual([{ ...first, replies: [reply] }, later])
  })

  it('of equal start and end is a moment', async () => {
    const { ana, lessonId } = await anaAndBen()
    expect(await ana.client.comments.add({ lessonId, atMs: 5, toMs: 5, text: 'x' })).not.toHaveProperty(
      'toMs',
    )
  })

  it('is refused with a sentence that says what is off', async () => {
    const { client, ana, lessonId, rubric, criterion } = await anaAndBen()
    const add = (over: object) => ana.client.comments.add({ lessonId, atMs: 1, text: 'x', ...over })
    await expect(add({ lessonId: 'lesson:nope' })).rejects.toMatchObject({ code: 'notFound' })
    await expect(add({ atMs: 60_001 })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('1:00.000 long'),
    })
    await expect(add({ atMs: 9, toMs: 8 })).rejects.toMatchObject({
      code: 'input.invalid',
      message: 'The end is before the start. Swap them?',
    })
    await expect(add({ text: ' \n ' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(add({ tags: [{ rubricId: rubric.id, code: 'ZZ99' }] })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining(criterion),
    })
    await expect(
      add({ tags: [{ rubricId: rubric.id, code: criterion, level: 'nine' }] }),
    ).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining(rubric.levels[0]?.code ?? '?'),
    })
    await expect(client.comments.add({ lessonId, atMs: 1, text: 'x' })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('who you are'),
    })
    expect(await client.comments.list({ lessonId })).toEqual([])
  })

  it('is changed by its author only', async () => {
    const { ana, ben, lessonId } = await anaAndBen()
    const { id } = await ana.client.comments.add({ lessonId, atMs: 4000, toMs: 8000, text: 'x' })
    const patch = { lessonId, id, toMs: null, text: 'y', kind: 'strength' as const }
    await expect(ben.client.comments.update(patch)).rejects.toMatchObject({
      code: 'notYours',
      message: expect.stringContaining('Ana'),
    })
    await expect(ben.client.comments.remove({ lessonId, id })).rejects.toMatchObject({ code: 'notYours' })
    const changed = await ana.client.comments.update(patch)
    expect(changed).toMatchObject({ atMs: 4000, text: 'y', kind: 'strength' })
    expect(changed).not.toHaveProperty('toMs')
    await expect(ana.client.comments.update({ lessonId, id, atMs: 70_000 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  it('comes back exactly as it was after it was removed', async () => {
    const { ana, ben, lessonId, rubric, criterion, level } = await anaAndBen()
    const tags = [{ rubricId: rubric.id, code: criterion, level }]
    const { id } = await ana.client.comments.add({ lessonId, atMs: 4000, text: 'x', tags })
    await ben.client.replies.add({ lessonId, commentId: id, text: 'y' })
    await ben.client.comments.tag({ lessonId, id, tags: [{ rubricId: rubric.id, code: criterion }] })
    const before = await ana.client.comments.list({ lessonId })
    await ana.client.comments.remove({ lessonId, id })
    expect(await ana.client.comments.list({ lessonId })).toEqual([])
    await expect(ben.client.replies.add({ lessonId, commentId: id, text: 'z' })).rejects.toMatchObject({
      code: 'notFound',
    })
    await ana.client.comments.restore({ lessonId, id })
    expect(await ana.client.comments.list({ lessonId })).toEqual(before)
    await ana.client.comments.restore({ lessonId, id })
    expect(await ana.client.comments.list({ lessonId })).toEqual(before)
  })
})

describe('tags', () => {
  it('are each person’s own, and the others stay', async () => {
    const { ana, ben, lessonId, rubric, criterion, level } = await anaAndBen()
    const tag = { rubricId: rubric.id, code: criterion }
    const { id } = await ana.client.comments.add({ lessonId, atMs: 1, text: 'x', tags: [{ ...tag, level }] })
    await ben.client.comments.tag({ lessonId, id, tags: [{ ...tag, level: 'not-observed' }] })
    const both = await ana.client.comments.update({ lessonId, id, tags: [] })
    expect(both.tags).toMatchObject([{ level: 'not-observed', author: { name: 'Ben' } }])
  })

  it('keep their id while the level changes', async () => {
    const { ana, lessonId, rubric, criterion, level } = await anaAndBen()
    const tag = { rubricId: rubric.id, code: criterion }
    const { id, tags } = await ana.client.comments.add({ lessonId, atMs: 1, text: 'x', tags: [tag] })
    const rated = await ana.client.comments.update({ lessonId, id, tags: [{ ...tag, level }] })
    expect(rated.tags).toMatchObject([{ id: tags[0]?.id, level }])
  })

  it('bring their rubric into the library, once', async () => {
    const { core, ana, lessonId, rubric, criterion } = await anaAndBen()
    const tags = [{ rubricId: rubric.id, code: criterion }]
    expect(core.library().all('rubric')).toEqual([])
    await ana.client.comments.add({ lessonId, atMs: 1, text: 'x', tags })
    await ana.client.comments.add({ lessonId, atMs: 1, text: 'x', tags })
    expect(core.library().all('rubric')).toMatchObject([{ id: rubric.id, title: rubric.title }])
    expect((await ana.client.rubrics.list()).filter(each => each.id === rubric.id)).toHaveLength(1)
  })
})

describe('a private note', () => {
  it('is in no file of the library until it is shared, then with its tags and replies', async () => {
    const { core, ana, ben, lessonId, rubric, criterion } = await anaAndBen()
    const { dir } = core.library()
    const tags = [{ rubricId: rubric.id, code: criterion }]
    const note = await ana.client.comments.add({
      lessonId,
      atMs: 1,
      text: 'only for me 7f3a',
      private: true,
      tags,
    })
    await ana.client.replies.add({ lessonId, commentId: note.id, text: 'and this 9c1b' })
    expect(note.private).toBe(true)
    expect(await filesOf(dir)).not.toMatch(/7f3a|9c1b/)
    await expect(ben.client.comments.share({ lessonId, id: note.id })).rejects.toMatchObject({
      code: 'notFound',
    })
    const shared = await ana.client.comments.share({ lessonId, id: note.id })
    expect(shared).toMatchObject({
      private: false,
      tags: [{ code: criterion }],
      replies: [{ text: 'and this 9c1b' }],
    })
    expect(await filesOf(dir)).toMatch(/7f3a/)
    expect(await ben.client.comments.list({ lessonId })).toEqual([shared])
  })

  it('is open to its author alone, closed while another is there, and unseen by who is alone', async () => {
    const { ana, ben, together, client, lessonId } = await anaAndBen()
    const note = await ana.client.comments.add({ lessonId, atMs: 1, text: 'secret', private: true })
    expect(await ana.client.comments.list({ lessonId })).toEqual([note])
    expect(await together.comments.list({ lessonId })).toEqual([{ ...note, text: '', closed: true }])
    expect(await ben.client.comments.list({ lessonId })).toEqual([])
    expect(await client.comments.list({ lessonId })).toEqual([])
    await expect(together.replies.add({ lessonId, commentId: note.id, text: 'x' })).rejects.toMatchObject({
      code: 'notYours',
    })
    await expect(ben.client.replies.add({ lessonId, commentId: note.id, text: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    })
  })

  it('stays on its machine', async () => {
    const libraryDir = await temporaryFolder('library')
    const one = await openTestCore({ libraryDir })
    const ana = await one.joined('Ana')
    const lessonId = await addLesson(one.core.library(), ana.person.id)
    await ana.client.comments.add({ lessonId, atMs: 1, text: 'secret', private: true })
    await one.close()
    const other = await openTestCore({ libraryDir })
    const same = await other.joined('Ana')
    expect(same.person.id).toBe(ana.person.id)
    expect(await same.client.comments.list({ lessonId })).toEqual([])
  })
})
