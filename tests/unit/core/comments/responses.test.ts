import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function withComment({ private: isPrivate = false } = {}) {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana', 'coach')
  const ben = await opened.joined('Ben')
  const lessonId = await addLesson(opened.core.library(), ana.person.id)
  const { id } = await ana.client.comments.add({
    lessonId,
    atMs: 1_000,
    text: 'Three hands are up.',
    private: isPrivate,
  })
  const read = async () => (await ana.client.comments.list({ lessonId }))[0]
  return { ...opened, ana, ben, lessonId, id, read }
}

describe('a reaction', () => {
  it('is its author’s own, one of a kind, said and taken back as often as one likes', async () => {
    const { ana, ben, lessonId, id, read } = await withComment()
    expect((await read())?.reactions).toBeUndefined()
    for (let n = 0; n < 3; n++) {
      await ben.client.comments.react({ lessonId, id, kind: 'agree', on: true })
      await ben.client.comments.react({ lessonId, id, kind: 'agree', on: true })
      expect((await read())?.reactions).toMatchObject([{ kind: 'agree', author: { name: 'Ben' } }])
      await ben.client.comments.react({ lessonId, id, kind: 'agree', on: false })
      expect((await read())?.reactions).toBeUndefined()
    }
    await ana.client.comments.react({ lessonId, id, kind: 'talk', on: true })
    await ben.client.comments.react({ lessonId, id, kind: 'talk', on: true })
    await ben.client.comments.react({ lessonId, id, kind: 'new', on: true })
    // Taking back touches nobody else's.
    await ana.client.comments.react({ lessonId, id, kind: 'talk', on: false })
    expect((await read())?.reactions?.map(({ kind, author }) => `${kind} ${author.name}`)).toEqual([
      'talk Ben',
      'new Ben',
    ])
  })

  it('to a private note is its author’s alone, and is shared with it', async () => {
    const { ana, ben, as, lessonId, id, read } = await withComment({ private: true })
    const both = as({ door: 'local', speaker: ben.person.id, present: [ana.person.id, ben.person.id] })
    await expect(both.comments.react({ lessonId, id, kind: 'agree', on: true })).rejects.toMatchObject({
      code: 'notYours',
    })
    await expect(ben.client.comments.react({ lessonId, id, kind: 'agree', on: true })).rejects.toMatchObject({
      code: 'notFound',
    })
    await ana.client.comments.react({ lessonId, id, kind: 'talk', on: true })
    expect((await read())?.private).toBe(true)
    await ana.client.comments.share({ lessonId, id })
    const [seen] = await ben.client.comments.list({ lessonId })
    expect(seen?.reactions).toMatchObject([{ kind: 'talk' }])
  })

  it('is gone with its comment, and comes back with it', async () => {
    const { ana, ben, lessonId, id, read } = await withComment()
    await ben.client.comments.react({ lessonId, id, kind: 'new', on: true })
    await ana.client.comments.remove({ lessonId, id })
    await ana.client.comments.restore({ lessonId, id })
    expect((await read())?.reactions).toMatchObject([{ kind: 'new' }])
  })
})

describe('a comment that has been talked through', () => {
  it('says who said so and when, and the newest word stands, whoever’s it is', async () => {
    const { ana, ben, lessonId, id, read } = await withComment()
    const before = Date.now()
    await ben.client.comments.resolve({ lessonId, id, resolved: true })
    const resolved = (await read())?.resolved
    expect(resolved?.author.name).toBe('Ben')
    expect(resolved?.atMs).toBeGreaterThanOrEqual(before)
    expect(resolved?.atMs).toBeLessThanOrEqual(Date.now() + 1000)
    await ana.client.comments.resolve({ lessonId, id, resolved: false })
    expect((await read())?.resolved).toBeUndefined()
    await ben.client.comments.resolve({ lessonId, id, resolved: true })
    expect((await read())?.resolved?.author.name).toBe('Ben')
  })

  it('is hidden with the rest from who looks alone', async () => {
    const { ana, ben, lessonId, id } = await withComment()
    await ana.client.comments.resolve({ lessonId, id, resolved: true })
    await ana.client.comments.react({ lessonId, id, kind: 'agree', on: true })
    await ben.client.firstPass.begin({ lessonId, withId: ana.person.id })
    expect(await ben.client.comments.list({ lessonId })).toEqual([])
  })
})
