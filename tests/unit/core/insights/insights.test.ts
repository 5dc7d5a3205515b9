import { describe, expect, it } from 'vitest'
import { countWords } from '../../../../electron/core/insights/countLesson.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function saidLessons() {
  const { core, joined } = await openTestCore()
  const ana = await joined('Ana')
  const marcus = await joined('Marcus', 'coach')
  const first = await addLesson(core.library(), ana.person.id, { title: 'First' })
  const second = await addLesson(core.library(), ana.person.id, { title: 'Second' })
  await ana.client.lessons.update({ id: first, teacher: 'Ana', date: '2026-03-01' })
  await ana.client.lessons.update({ id: second, teacher: 'Ana', date: '2026-02-01' })
  const [rubric] = await ana.client.rubrics.list()
  const criterion = rubric?.domains[0]?.criteria[0]
  const level = rubric?.levels[1]?.code
  if (!rubric || !criterion || !level) throw new Error('the app ships rubrics')
  const tag = { rubricId: rubric.id, code: criterion.code, level }
  const say = async (who: typeof ana, text: string, more: object = {}) =>
    who.client.comments.add({ lessonId: first, atMs: 1000, text, kind: 'evidence', ...more })
  const one = await say(marcus, 'You wait **four** seconds.', { tags: [tag] })
  await say(marcus, 'Who speaks?', { kind: 'wondering', tags: [{ ...tag, level: undefined }] })
  await say(ana, 'I paused.', { tags: [tag] })
  await say(ana, 'a private thought', { private: true, tags: [tag] })
  await ana.client.replies.add({ lessonId: first, commentId: one.id, text: 'I did' })
  await ana.client.phases.add({ lessonId: first, title: 'Launch', fromMs: 0, toMs: 10_000 })
  await ana.client.phases.add({ lessonId: first, title: 'Groups', fromMs: 10_000, toMs: 30_000 })
  await marcus.client.phases.add({ lessonId: first, title: 'launch ', fromMs: 30_000, toMs: 35_000 })
  return { core, ana, marcus, first, second, rubric, criterion, level }
}

describe('insights', () => {
  it('count what was said, tagged and done, in the order in which lessons were taught', async () => {
    const { ana, marcus, first, second, rubric, criterion, level } = await saidLessons()
    const seen = await marcus.client.insights.of({ lessonIds: [first, second] })
    expect(seen.lessons.map(({ title }) => title)).toEqual(['Second', 'First'])
    expect(seen.lessons[0]).toMatchObject({ comments: 0, tags: [], phases: [], people: [] })
    const lesson = seen.lessons[1]
    if (!lesson) throw new Error('no second lesson')
    expect(lesson).toMatchObject({
      comments: 3,
      durationMs: 60_000,
      phases: [
        { title: 'Launch', ms: 15_000 },
        { title: 'Groups', ms: 20_000 },
      ],
    })
    expect(lesson.kinds.filter(({ count }) => count > 0)).toEqual([
      { kind: 'evidence', count: 2 },
      { kind: 'wondering', count: 1 },
    ])
    expect(lesson.tags).toHaveLength(3)
    for (const expected of [
      { personId: marcus.person.id, level, count: 1 },
      { personId: marcus.person.id, count: 1 },
      { personId: ana.person.id, level, count: 1 },
    ])
      expect(lesson.tags).toContainEqual({ rubricId: rubric.id, code: criterion.code, ...expected })
    expect(lesson.people.map(({ person, ...said }) => [person.name, said])).toEqual([
      ['Ana', { comments: 1, replies: 1, words: 4 }],
      ['Marcus', { comments: 2, replies: 0, words: 6 }],
    ])
    expect(seen.criteria).toHaveLength(rubric.domains.flatMap(({ criteria }) => criteria).length)
    expect(seen.criteria[0]).toMatchObject({ code: criterion.code, levels: rubric.levels })
  })

  it('are the same for the teacher and the coach: private notes are in none, not even in their author’s', async () => {
    const { ana, marcus, first, second } = await saidLessons()
    const lessonIds = [first, second]
    const hers = await ana.client.insights.of({ lessonIds })
    expect(hers).toEqual(await marcus.client.insights.of({ lessonIds }))
    expect(JSON.stringify(hers)).not.toContain('thought')
  })

  it('leave out what a first pass hides from who asks', async () => {
    const { ana, marcus, first } = await saidLessons()
    await ana.client.firstPass.begin({ lessonId: first, withId: marcus.person.id })
    const { lessons } = await ana.client.insights.of({ lessonIds: [first] })
    expect(lessons[0]).toMatchObject({ comments: 1, people: [{ person: { name: 'Ana' } }] })
  })

  it('know the words of a rubric that is gone', async () => {
    const { ana, marcus, first } = await saidLessons()
    const csv = 'domain,code,criterion,description,level:1,level:2\nTalk,T1,Pupils talk,,little,much\n'
    const made = await ana.client.rubrics.import({
      name: 'ours.csv',
      bytesBase64: Buffer.from(csv).toString('base64'),
    })
    await ana.client.comments.add({
      lessonId: first,
      atMs: 0,
      text: 'x',
      tags: [{ rubricId: made.id, code: 'T1', level: '2' }],
    })
    await ana.client.rubrics.remove({ id: made.id })
    const { criteria } = await marcus.client.insights.of({ lessonIds: [first] })
    expect(criteria.find(({ code }) => code === 'T1')).toMatchObject({
      title: 'Pupils talk',
      levels: [{ code: '1' }, { code: '2' }],
    })
  })

  it('refuse a lesson that is not there', async () => {
    const { marcus } = await saidLessons()
    await expect(marcus.client.insights.of({ lessonIds: ['lesson:gone'] })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('words', () => {
  it.each([
    ['', 0],
    ['You **wait** — four seconds!', 4],
    ['👩‍🏫 …', 0],
    ['من يتكلم؟', 2],
  ])('of %j are %i', (text, words) => expect(countWords(text)).toBe(words))
  it('are found where a script has no spaces', () => expect(countWords('学生们在说话')).toBeGreaterThan(1))
})
