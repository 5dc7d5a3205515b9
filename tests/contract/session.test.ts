import { describe, expect, it } from 'vitest'
import {
  hosted,
  hostedOverNetwork,
  isHere,
  letIn,
  seat,
  sessionWhere,
  wordsWhere,
} from '../fixtures/liveSession.ts'

const at = (atMs: number, playing = false, rate = 1) => ({
  playhead: { atMs, playing, rate, clockMs: Date.now() },
  typing: false,
  follows: false,
})

describe('a live session', () => {
  it('brings the lesson to a guest who was let in, and words both ways as they are written', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    await ana.api.comments.add({ lessonId, atMs: 1000, text: 'Eight seconds of silence.' })
    await ana.api.comments.add({ lessonId, atMs: 1500, text: 'For my eyes only.', private: true })
    const ben = await seat('Ben')
    await letIn(session, ben)
    await wordsWhere(ben.api, lessonId, texts => texts.includes('Eight seconds of silence.'))
    const [criterion] = (await ben.api.rubrics.list()).flatMap(({ id, domains }) =>
      domains.flatMap(({ criteria }) => criteria.map(({ code }) => ({ rubricId: id, code }))),
    )
    if (!criterion) throw new Error('there is no rubric')
    const mine = await ben.api.comments.add({
      lessonId,
      atMs: 2000,
      text: 'I waited on purpose.',
      tags: [criterion],
    })
    await ben.api.comments.add({ lessonId, atMs: 2500, text: 'Not for Ana.', private: true })
    await wordsWhere(ana.api, lessonId, texts => texts.includes('I waited on purpose.'))
    const his = (await ana.api.comments.list({ lessonId })).find(({ id }) => id === mine.id)
    expect(his).toMatchObject({ author: { name: 'Ben', role: 'teacher' }, local: false, tags: [criterion] })
    expect(his?.doubt).toBeUndefined()
    // What he takes back is gone at hers too; what she answers is at his.
    await ana.api.replies.add({ lessonId, commentId: mine.id, text: 'It shows.' })
    await wordsWhere(ben.api, lessonId, () => true)
    await ben.api.comments.remove({ lessonId, id: mine.id })
    const left = await wordsWhere(ana.api, lessonId, texts => !texts.includes('I waited on purpose.'))
    expect(left).toEqual(['Eight seconds of silence.', 'For my eyes only.'])
    const his_ = (await ben.api.comments.list({ lessonId })).map(({ text }) => text)
    expect(his_).toEqual(['Eight seconds of silence.', 'Not for Ana.'])
  })

  it('shows everyone who is here, where each one is and who types, and hands the lead on', async () => {
    const session = await hosted()
    const { ana } = session
    const [ben, cem] = [await seat('Ben'), await seat('Cem')]
    await letIn(session, ben)
    await letIn(session, cem)
    await ben.api.session.here({ ...at(4000), typing: true })
    const seen = await sessionWhere(
      cem.api,
      view =>
        view.side === 'guest' &&
        view.people.some(({ name, typing, playhead }) => name === 'Ben' && typing && playhead?.atMs === 4000),
    )
    expect(seen.side === 'guest' && seen.people.map(({ name, you, here }) => [name, you, here])).toEqual([
      ['Ana', false, true],
      ['Ben', false, true],
      ['Cem', true, true],
    ])
    const idOf = (name: string) =>
      seen.side === 'guest' ? (seen.people.find(person => person.name === name)?.id ?? '') : ''
    // Only who leads may hand the lead on; the host may always take it.
    await expect(ben.api.session.lead({ to: idOf('Ben') })).rejects.toMatchObject({ code: 'session.refused' })
    await ana.api.session.lead({ to: idOf('Ben') })
    await sessionWhere(cem.api, view => view.side === 'guest' && view.leaderId === idOf('Ben'))
    await ben.api.session.lead({ to: idOf('Cem') })
    await sessionWhere(ana.api, view => view.side === 'host' && view.leaderId === idOf('Cem'))
    await cem.api.session.leave()
    const after = await sessionWhere(ana.api, view => view.side === 'host' && view.leaderId === 'host')
    expect(after.side === 'host' && after.people.map(({ name }) => name)).toEqual(['Ana', 'Ben'])
  })

  it('ends for all when the host ends it; guests keep the lesson and what they wrote', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    const ben = await seat('Ben')
    await letIn(session, ben)
    await ben.api.comments.add({ lessonId, atMs: 2000, text: 'Mine to keep.' })
    await wordsWhere(ana.api, lessonId, texts => texts.includes('Mine to keep.'))
    await ana.api.session.leave()
    const told = await sessionWhere(ben.api, view => view.side === 'none')
    expect(told).toEqual({
      side: 'none',
      ended: 'Ana has ended the session. What you wrote is kept on your machine.',
    })
    expect((await ben.api.comments.list({ lessonId })).map(({ text }) => text)).toEqual(['Mine to keep.'])
    await ben.api.comments.add({ lessonId, atMs: 3000, text: 'After the end.' })
    expect((await ana.api.comments.list({ lessonId })).map(({ text }) => text)).toEqual(['Mine to keep.'])
  })

  it('goes on at both sides while the network is gone, and brings both together when it is back', async () => {
    const { ana, ben, lessonId, network, lose } = await hostedOverNetwork()
    await lose()
    await sessionWhere(ana.api, view => view.side === 'host' && view.people.some(({ here }) => !here))
    await ben.api.comments.add({ lessonId, atMs: 1000, text: 'Written alone by Ben.' })
    await ana.api.comments.add({ lessonId, atMs: 2000, text: 'Written alone by Ana.' })
    network.mend()
    await sessionWhere(ben.api, isHere)
    const both = ['Written alone by Ben.', 'Written alone by Ana.']
    expect(await wordsWhere(ana.api, lessonId, texts => texts.length === 2)).toEqual(both)
    expect(await wordsWhere(ben.api, lessonId, texts => texts.length === 2)).toEqual(both)
  })

  it('says so where a lesson is not there, nobody answers, or a code cannot be one', async () => {
    const ana = await seat('Ana', 'coach')
    await expect(ana.api.session.host({ lessonId: 'lesson:01NOT', announce: false })).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(
      ana.api.session.join({ address: '127.0.0.1:9', code: '7Q3M-0ZKD-W5TA' }),
    ).rejects.toMatchObject({ code: 'session.refused', data: { subject: 'address' } })
    await expect(ana.api.session.join({ address: '127.0.0.1:9', code: '7Q3M' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    // A Debrief that hosts nothing answers at its own address, but not as a session.
    const { port } = ana.machine.host
    await expect(
      ana.api.session.join({ address: `127.0.0.1:${port}`, code: '7Q3M-0ZKD-W5TA' }),
    ).rejects.toMatchObject({ code: 'session.refused' })
  })
})
