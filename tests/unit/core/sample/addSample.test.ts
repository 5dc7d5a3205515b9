import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTestCore, resourcesDir, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe('the sample lesson', () => {
  it('is a whole lesson with a conversation of two people, a rubric and a clip', async () => {
    const { client, core, joined } = await openTestCore()
    const ana = await joined('Ana')
    const lesson = await ana.client.lessons.addSample()
    expect(lesson).toMatchObject({
      clips: 1,
      recordings: [{ missing: false, source: 'original', playable: true }],
    })
    expect(lesson.durationMs).toBe(lesson.recordings[0]?.durationMs)
    const comments = await client.comments.list({ lessonId: lesson.id })
    expect(comments.length).toBe(lesson.comments)
    expect(comments.length).toBeGreaterThan(3)
    expect(new Set(comments.map(comment => comment.author.role))).toEqual(new Set(['coach', 'teacher']))
    expect(comments.some(comment => comment.tags.length > 0 && comment.replies.length > 0)).toBe(true)
    expect(comments.every(comment => !comment.local && !comment.private)).toBe(true)
    expect(core.library().find('rubric', lesson.rubricId ?? '')).toBeDefined()
    expect(await core.mediaFile(lesson.recordings[0]?.id ?? '', 'original')).toMatchObject({
      path: join(resourcesDir, 'sample', 'lesson.mp4'),
    })
  })

  it('is added once, and comes back after it was removed', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const first = await ana.lessons.addSample()
    expect(await ana.lessons.addSample()).toEqual(first)
    expect(await ana.lessons.list()).toHaveLength(1)
    await ana.lessons.remove({ id: first.id })
    expect(await ana.lessons.addSample()).toEqual(first)
  })

  it('has people whom nobody here becomes, in colours that nobody here has', async () => {
    const { joined, client } = await openTestCore()
    const ana = await joined('Ana')
    await ana.client.lessons.addSample()
    const people = await client.people.list()
    const invented = people.filter(person => !person.local)
    expect(invented).toHaveLength(2)
    expect(new Set(people.map(person => person.colour)).size).toBe(3)
    const namesake = await client.people.join({ name: invented[0]?.name ?? '' })
    expect(invented.map(person => person.id)).not.toContain(namesake.id)
  })

  it('is found again where an update put the program, and shows the picture that came with it', async () => {
    const libraryDir = await temporaryFolder('library')
    const before = await openTestCore({ libraryDir })
    await before.client.lessons.addSample()
    await before.close()
    const moved = join(await temporaryFolder('program'), 'resources')
    await cp(resourcesDir, moved, { recursive: true })
    const after = await openTestCore({ libraryDir, resourcesDir: moved })
    const file = join(moved, 'sample', 'lesson.mp4')
    expect((await after.client.lessons.list())[0]?.recordings).toMatchObject([{ missing: false, file }])
    await writeFile(file, 'x', { flag: 'a' })
    expect((await after.client.lessons.list())[0]?.recordings).toMatchObject([{ missing: true }])
    expect((await after.client.lessons.addSample()).recordings).toMatchObject([{ missing: false, file }])
  })
})
