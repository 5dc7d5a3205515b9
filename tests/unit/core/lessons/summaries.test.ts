import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { layLibrary, lessonAt } from '../../../bench/bigLibrary.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

/** A library of others that this machine has not read. */
async function unreadLibrary(lessons: number) {
  const libraryDir = join(await temporaryFolder('summaries'), 'library')
  await layLibrary(libraryDir, { lessons, writers: 4, writersOfLesson: 4, each: 5, recordings: true })
  return openTestCore({ libraryDir })
}

describe('a library that was never read', () => {
  it('says which lessons it has, in their order, without reading what was said in one', async () => {
    const { core, client } = await unreadLibrary(12)
    const reads = [vi.spyOn(core.library(), 'summary'), vi.spyOn(core.library(), 'conversation')]
    const entries = await client.lessons.entries()
    for (const read of reads) expect(read).not.toHaveBeenCalled()
    const whole = await client.lessons.list()
    expect(entries).toEqual(
      whole.map(({ comments: _, clips: __, people: ___, marks: ____, criteria: _____, ...entry }) => entry),
    )
    expect(entries[0]).toMatchObject({ title: 'Lesson 11', durationMs: 2_400_000 })
  })

  it('sums up the lessons that are asked for and no other, with marks only where they are wanted', async () => {
    const { core, client } = await unreadLibrary(12)
    const read = vi.spyOn(core.library(), 'summary')
    const { summaries } = await client.lessons.summaries({ ids: [lessonAt(3), lessonAt(7)] })
    expect(read.mock.calls.map(([id]) => id)).toEqual([lessonAt(3), lessonAt(7)])
    expect(summaries).toHaveLength(2)
    for (const summary of summaries) expect(summary).toMatchObject({ comments: 20, clips: 0 })
    for (const summary of summaries) expect(summary).not.toHaveProperty('marks')
    const seen = await client.lessons.summaries({ ids: [lessonAt(3)], marks: true })
    expect(seen.summaries[0]?.marks).toHaveLength(20)
  })

  it('answers for cards in sight before the rest that somebody asked for earlier', async () => {
    const { client } = await unreadLibrary(60)
    const answered: string[] = []
    const ids = Array.from({ length: 50 }, (_, n) => lessonAt(n))
    await Promise.all([
      client.lessons.summaries({ ids }).then(() => answered.push('rest')),
      client.lessons.summaries({ ids: [lessonAt(55)], marks: true }).then(() => answered.push('in sight')),
    ])
    expect(answered).toEqual(['in sight', 'rest'])
  })

  it('has an outcome for each lesson: one that is not there stops no other', async () => {
    const { client } = await unreadLibrary(3)
    const answer = await client.lessons.summaries({ ids: ['lesson:GONE', lessonAt(1)] })
    expect(answer.summaries.map(({ id }) => id)).toEqual([lessonAt(1)])
    expect(answer.failed).toEqual([
      { lessonId: 'lesson:GONE', code: 'notFound', message: expect.stringContaining('no such lesson') },
    ])
  })

  it('takes no more lessons at a time than it says', async () => {
    const { client } = await unreadLibrary(1)
    const ids = Array.from({ length: 101 }, (_, n) => lessonAt(n))
    await expect(client.lessons.summaries({ ids })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(client.lessons.summaries({ ids: [] })).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

it('counts private notes on a card as the whole list does, and those of nobody else', async () => {
  const { core, joined, client } = await openTestCore()
  const ana = await joined('Ana')
  const ben = await joined('Ben', 'coach')
  const id = await addLesson(core.library(), ana.person.id)
  await ana.client.comments.add({ lessonId: id, atMs: 1000, text: 'mine', private: true })
  await ben.client.comments.add({ lessonId: id, atMs: 2000, text: 'for all' })
  const same = async (comments: number) => {
    for (const who of [ana.client, ben.client, client]) {
      const [whole] = await who.lessons.list()
      const { summaries } = await who.lessons.summaries({ ids: [id], marks: true })
      expect(whole).toMatchObject({ ...summaries[0], comments })
    }
  }
  await same(2)
  // Who is not of this machine any more has nothing private counted here.
  await client.people.leave({ id: ana.person.id })
  await same(1)
})
