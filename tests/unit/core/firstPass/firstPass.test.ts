import { describe, expect, it } from 'vitest'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { nobody, openTestCore, type TestClient } from '../../../fixtures/openTestCore.ts'

const SECRET = 'heron'

/** Ana and Marcus look alone; each has said all that can be said, every word of Marcus with SECRET in it. */
async function lookingAlone() {
  const { core, joined, as } = await openTestCore()
  const ana = await joined('Ana')
  const marcus = await joined('Marcus', 'coach')
  const dana = await joined('Dana')
  const lessonId = await addLesson(core.library(), ana.person.id)
  await ana.client.comments.add({ lessonId, atMs: 1000, text: 'otter' })
  await ana.client.firstPass.begin({ lessonId, withId: marcus.person.id })
  await marcus.client.firstPass.begin({ lessonId, withId: ana.person.id })
  const [rubric] = await marcus.client.rubrics.list()
  const code = rubric?.domains[0]?.criteria[0]?.code
  if (!rubric || code === undefined) throw new Error('the app ships rubrics')
  const his = await marcus.client.comments.add({
    lessonId,
    atMs: 2000,
    text: `${SECRET} comment`,
    tags: [{ rubricId: rubric.id, code }],
  })
  await marcus.client.replies.add({ lessonId, commentId: his.id, text: `${SECRET} reply` })
  const clip = await marcus.client.clips.add({
    lessonId,
    title: `${SECRET} clip`,
    fromMs: 1000,
    toMs: 9000,
  })
  await marcus.client.debrief.addNote({ lessonId, kind: 'strength', text: `${SECRET} note` })
  const step = await marcus.client.debrief.addStep({ lessonId, text: `${SECRET} step` })
  await marcus.client.debrief.pin({ lessonId, commentId: his.id })
  await marcus.client.cycles.add({ goal: 'Wait time', lessonIds: [lessonId] })
  return { core, as, lessonId, ana, marcus, dana, his, clip, step }
}

/** Everything that can be read of a lesson, as one text. */
async function allThatIsSaid(client: TestClient, lessonId: `lesson:${string}`): Promise<string> {
  const answers = await Promise.all([
    client.comments.list({ lessonId }),
    client.lessons.list(),
    client.lessons.entries(),
    client.lessons.summaries({ ids: [lessonId], marks: true }),
    client.lessons.summaries({ ids: [lessonId] }),
    client.lessons.find({ id: lessonId }),
    client.clips.list({ lessonId }),
    client.clips.list({}),
    client.debrief.get({ lessonId }),
    client.cycles.list({}),
    client.cycles.list({ lessonId }),
    client.phases.list({ lessonId }),
    client.transcripts.get({ lessonId }),
    client.firstPass.list({ lessonId }),
    client.jobs.list(),
    client.people.list(),
  ])
  return JSON.stringify(answers)
}

describe('looking alone first', () => {
  it('sends none of the other’s words, in no answer, before both reveal', async () => {
    const { lessonId, ana, marcus, his } = await lookingAlone()
    const before = await allThatIsSaid(ana.client, lessonId)
    expect(before).not.toContain(SECRET)
    expect(before).not.toContain(his.id)
    expect(await allThatIsSaid(marcus.client, lessonId)).not.toContain('otter')

    await marcus.client.firstPass.reveal({ lessonId, withId: ana.person.id })
    expect(await allThatIsSaid(ana.client, lessonId)).not.toContain(SECRET)

    await ana.client.firstPass.reveal({ lessonId, withId: marcus.person.id })
    const after = await allThatIsSaid(ana.client, lessonId)
    for (const what of ['comment', 'reply', 'clip', 'note', 'step'])
      expect(after).toContain(`${SECRET} ${what}`)
    expect(await allThatIsSaid(marcus.client, lessonId)).toContain('otter')
  })

  it('counts and places none of the other’s marks in the library', async () => {
    const { lessonId, ana, marcus } = await lookingAlone()
    const seen = await ana.client.lessons.find({ id: lessonId })
    expect(seen).toMatchObject({ comments: 1, clips: 0, people: [ana.person.id], criteria: [] })
    expect(seen.marks).toEqual([{ atMs: 1000, by: ana.person.id }])
    const [clip] = await marcus.client.clips.list({ lessonId })
    expect(clip?.comments).toBe(1)
  })

  it('shows every card the same, whether the whole library is waited for or single cards are asked for', async () => {
    const { as, lessonId, ana, marcus, dana } = await lookingAlone()
    const present: PersonId[] = [ana.person.id, marcus.person.id]
    const clients = [
      ana.client,
      marcus.client,
      dana.client,
      as(nobody),
      as({ door: 'local', speaker: ana.person.id, present }),
      as({ door: 'local', speaker: marcus.person.id, present }),
    ]
    const seen = async () =>
      Promise.all(
        clients.map(async client => {
          const [whole] = await client.lessons.list()
          const [entry] = await client.lessons.entries()
          const { summaries } = await client.lessons.summaries({ ids: [lessonId], marks: true })
          expect({ ...entry, ...summaries[0] }).toEqual(whole)
          return summaries.map(({ comments, clips, marks, criteria }) => [
            comments,
            clips,
            marks?.length,
            criteria.length,
          ])
        }),
      )
    expect(await seen()).toEqual([
      [[1, 0, 1, 0]],
      [[1, 1, 1, 1]],
      [[2, 1, 2, 1]],
      [[0, 0, 0, 0]],
      [[1, 0, 1, 0]],
      [[1, 1, 1, 1]],
    ])
    await marcus.client.firstPass.reveal({ lessonId, withId: ana.person.id })
    await ana.client.firstPass.reveal({ lessonId, withId: marcus.person.id })
    expect(await seen()).toEqual(clients.map(() => [[2, 1, 2, 1]]))
  })

  it('answers every act on the other’s marks as if they were not there', async () => {
    const { lessonId, ana, his, step } = await lookingAlone()
    const { client } = ana
    const acts = [
      client.replies.add({ lessonId, commentId: his.id, text: 'what?' }),
      client.comments.tag({ lessonId, id: his.id, tags: [] }),
      client.comments.update({ lessonId, id: his.id, text: 'mine' }),
      client.comments.restore({ lessonId, id: his.id }),
      client.debrief.pin({ lessonId, commentId: his.id }),
      client.debrief.updateStep({ lessonId, id: step.id, done: true }),
      client.debrief.addNote({ lessonId, kind: 'strength', text: 'x', commentIds: [his.id] }),
    ]
    for (const result of await Promise.allSettled(acts)) {
      expect(result.status).toBe('rejected')
      expect(String(result.status === 'rejected' ? result.reason : '')).not.toContain(SECRET)
    }
  })

  it('shows each their own where both sit at one machine, by who speaks', async () => {
    const { as, lessonId, ana, marcus } = await lookingAlone()
    const present: PersonId[] = [ana.person.id, marcus.person.id]
    const atOneMachine = (speaker: PersonId) => as({ door: 'local', speaker, present })
    expect(await allThatIsSaid(atOneMachine(ana.person.id), lessonId)).not.toContain(SECRET)
    expect(await allThatIsSaid(atOneMachine(ana.person.id), lessonId)).toContain('otter')
    expect(await allThatIsSaid(atOneMachine(marcus.person.id), lessonId)).not.toContain('otter')
    expect(await allThatIsSaid(atOneMachine(marcus.person.id), lessonId)).toContain(SECRET)
  })

  it('shows a third person everything while they are alone, and nothing of either beside one of the two', async () => {
    const { as, lessonId, ana, dana } = await lookingAlone()
    const alone = await allThatIsSaid(dana.client, lessonId)
    expect(alone).toContain(SECRET)
    expect(alone).toContain('otter')
    const beside = as({ door: 'local', speaker: dana.person.id, present: [dana.person.id, ana.person.id] })
    expect(await allThatIsSaid(beside, lessonId)).not.toContain(SECRET)
  })

  it('shows neither to a caller who does not say who they are', async () => {
    const { as, lessonId } = await lookingAlone()
    const said = await allThatIsSaid(as(nobody), lessonId)
    expect(said).not.toContain(SECRET)
    expect(said).not.toContain('otter')
  })

  it('tells how many comments the other has, and nothing more', async () => {
    const { lessonId, ana, marcus } = await lookingAlone()
    const [pass] = await ana.client.firstPass.list({ lessonId })
    expect(pass?.on).toBe(true)
    const sides = pass?.sides.map(({ person, state, comments }) => [person.id, state, comments])
    expect(sides).toHaveLength(2)
    expect(sides).toContainEqual([ana.person.id, 'independent', 1])
    expect(sides).toContainEqual([marcus.person.id, 'independent', 1])
  })

  it('is taken back while the other has not answered, and a reveal while the other has not revealed', async () => {
    const { core, joined } = await openTestCore()
    const ana = await joined('Ana')
    const marcus = await joined('Marcus', 'coach')
    const lessonId = await addLesson(core.library(), ana.person.id)
    const pair = { lessonId, withId: marcus.person.id }
    await ana.client.firstPass.begin(pair)
    expect(await ana.client.firstPass.takeBack(pair)).toEqual([])
    await ana.client.firstPass.begin(pair)
    await ana.client.firstPass.reveal(pair)
    await ana.client.firstPass.takeBack(pair)
    await marcus.client.firstPass.reveal({ lessonId, withId: ana.person.id })
    expect(await ana.client.firstPass.list({ lessonId })).toMatchObject([{ on: true }])
    await ana.client.firstPass.reveal(pair)
    expect(await ana.client.firstPass.list({ lessonId })).toMatchObject([{ on: false }])
    await expect(ana.client.firstPass.takeBack(pair)).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
