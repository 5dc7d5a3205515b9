import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLesson } from '../../../../electron/core/lessons/findLesson.ts'
import { dayOf, fileTitle } from '../../../../electron/core/lessons/import/fileTitle.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const lesson = (id: string, title: string) => ({ id: `lesson:${id}` as const, title })

describe('finding a lesson', () => {
  const all = [
    lesson('01AA', 'Fractions'),
    lesson('01AB', 'Cafe\u0301'),
    lesson('02', 'Fractions'),
    lesson('03', '01'),
  ]

  it('takes a whole id, a title, or the beginning of an id', () => {
    expect(findLesson(all, 'lesson:01AA')).toBe(all[0])
    expect(findLesson(all, '01AB')).toBe(all[1])
    expect(findLesson(all, '01ab')).toBe(all[1])
    expect(findLesson(all, 'Café')).toBe(all[1])
    expect(findLesson(all, ' café ')).toBe(all[1])
    expect(findLesson(all, '02')).toBe(all[2])
    expect(findLesson(all, 'lesson:03')).toBe(all[3])
    expect(findLesson(all, '01')).toBe(all[3])
  })

  it('names the lessons where several fit, and says where none does', () => {
    expect(() => findLesson(all, 'Fractions')).toThrow(/fits 2 lessons.*lesson:01AA.*lesson:02/)
    expect(() => findLesson(all, '01A')).toThrow(/“Fractions” \(lesson:01AA\), “Cafe\u0301” \(lesson:01AB\)/)
    expect(() => findLesson(all, 'lesson:')).toThrow(expect.objectContaining({ code: 'notFound' }))
    expect(() => findLesson(all, 'nope')).toThrow(expect.objectContaining({ code: 'notFound' }))
  })

  it('finds each lesson by its whole id, whatever its title', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[0-9A-Z]{1,6}$/), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.string()), (names, titles) => {
        const lessons = names.map(name => lesson(name, titles.next().value ?? ''))
        for (const each of lessons) expect(findLesson(lessons, each.id)).toBe(each)
      }),
    )
  })
})

describe('a title from a file name', () => {
  it('has the words and not the ending', () => {
    expect(fileTitle('/a/2026-11-17_maths-grade_4.MP4')).toBe('2026-11-17 maths-grade 4')
    expect(fileTitle('/a/.mp4')).toBe('Untitled lesson')
    expect(fileTitle('/a/___.mp4')).toBe('Untitled lesson')
    expect(fileTitle('/a/Mr. Smith')).toBe('Mr. Smith')
  })

  it('is always one that a lesson can have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 800 }), name => {
        const title = fileTitle(`/${name.replaceAll('/', '')}`)
        expect(title.trim()).toBe(title)
        expect(title.length).toBeGreaterThan(0)
        expect(title.length).toBeLessThanOrEqual(300)
      }),
    )
  })

  it('has its day in the calendar of this place', () => {
    expect(dayOf(new Date(2026, 0, 9, 23, 59).getTime())).toBe('2026-01-09')
  })
})

describe('lessons', () => {
  it('are listed newest first, with what was said in them', async () => {
    const { core, client, joined } = await openTestCore()
    const ana = await joined('Ana')
    const ben = await joined('Ben')
    const one = await addLesson(core.library(), ana.person.id, { title: 'One' })
    const two = await addLesson(core.library(), ana.person.id, { title: 'Two' })
    await ana.client.lessons.update({ id: one, date: '2030-01-01' })
    const [rubric] = await client.rubrics.list()
    const code = rubric?.domains[0]?.criteria[0]?.code ?? ''
    const rubricId = rubric?.id ?? 'rubric:none'
    await ben.client.comments.add({ lessonId: two, atMs: 9000, text: 'x', tags: [{ rubricId, code }] })
    await ben.client.comments.add({ lessonId: two, atMs: 1000, text: 'x' })
    await ana.client.comments.add({ lessonId: two, atMs: 5000, text: 'x', private: true })
    const lessons = await client.lessons.list()
    expect(lessons.map(each => each.title)).toEqual(['One', 'Two'])
    expect(lessons[1]).toMatchObject({
      durationMs: 60_000,
      comments: 3,
      people: [ben.person.id, ana.person.id],
      marks: [{ atMs: 1000 }, { atMs: 5000 }, { atMs: 9000 }],
      criteria: [{ rubricId, code, count: 1 }],
    })
  })

  it('change what is given, and clear what is null', async () => {
    const { core, joined, client } = await openTestCore()
    const ana = await joined('Ana')
    const id = await addLesson(core.library(), ana.person.id)
    await ana.client.lessons.update({ id, teacher: 'Ben', grade: '4', focus: 'Wait time' })
    const changed = await ana.client.lessons.update({ id, grade: null, title: 'Halves' })
    expect(changed).toMatchObject({ title: 'Halves', teacher: 'Ben', focus: 'Wait time' })
    expect(changed).not.toHaveProperty('grade')
    await expect(client.lessons.update({ id, title: 'x' })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('come back with everything after they were removed', async () => {
    const { core, joined } = await openTestCore()
    const ana = await joined('Ana')
    const id = await addLesson(core.library(), ana.person.id)
    await ana.client.comments.add({ lessonId: id, atMs: 1, text: 'x' })
    const before = await ana.client.lessons.list()
    await ana.client.lessons.remove({ id })
    expect(await ana.client.lessons.list()).toEqual([])
    await expect(ana.client.comments.list({ lessonId: id })).rejects.toMatchObject({ code: 'notFound' })
    await expect(ana.client.comments.add({ lessonId: id, atMs: 1, text: 'y' })).rejects.toMatchObject({
      code: 'notFound',
    })
    await ana.client.lessons.restore({ id })
    expect(await ana.client.lessons.list()).toEqual(before)
  })
})
