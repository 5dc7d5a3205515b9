import { rm } from 'node:fs/promises'
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
import { merge, pack } from '../fixtures/twoSchools.ts'

describe('a session’s host', () => {
  it('is shut for who is not let in, and they are told so', async () => {
    const session = await hosted()
    const ben = await seat('Ben')
    await ben.api.session.join({ address: session.address, code: session.code })
    const asked = await sessionWhere(session.ana.api, view => view.side === 'host' && view.waiting.length > 0)
    if (asked.side !== 'host') throw new Error('nobody hosts')
    await session.ana.api.session.answer({ guestId: asked.waiting[0]?.id ?? '', admit: false })
    const told = await sessionWhere(ben.api, view => view.side === 'none')
    expect(told).toMatchObject({ ended: 'Ana did not let you in. Nothing of yours was sent.' })
    await expect(ben.api.lessons.find({ id: session.lessonId })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is known again by its certificate; another one is refused until someone says that it is right', async () => {
    const session = await hosted()
    const ben = await seat('Ben')
    await letIn(session, ben)
    await ben.api.session.leave()
    await rm(`${session.ana.machine.home}/keys/door.json`)
    const next = await session.ana.api.session.host({ lessonId: session.lessonId, announce: false })
    if (next.side !== 'host') throw new Error('nobody hosts')
    const request = { address: `127.0.0.1:${next.port}`, code: next.code }
    await expect(ben.api.session.join(request)).rejects.toMatchObject({
      code: 'session.refused',
      data: { subject: 'certificate' },
      message: expect.stringContaining('Ana’s Debrief shows another certificate'),
    })
    await ben.api.session.join({ ...request, newCertificate: true })
  })
})

describe('a guest’s words, when the session is over for them', () => {
  it('that never reached the host are told of, until someone has read it, and a package brings them there', async () => {
    const { ana, ben, lessonId, lose } = await hostedOverNetwork()
    await ben.api.comments.add({ lessonId, atMs: 1000, text: 'Heard.' })
    await wordsWhere(ana.api, lessonId, texts => texts.includes('Heard.'))
    await lose()
    await ben.api.comments.add({ lessonId, atMs: 2000, text: 'Said into the silence.' })
    const told = {
      side: 'none',
      ended:
        'You left Ana’s session. What you wrote is kept on your machine. The last of it has not reached Ana: a package brings it there.',
      unsent: lessonId,
    }
    expect(await ben.api.session.leave()).toEqual(told)
    expect(await ben.api.session.get()).toEqual(told)
    expect(await ben.api.session.leave()).toEqual({ side: 'none' })

    const { file } = await pack(ben.api, { lessonId })
    await merge(ana.api, file)
    expect((await ana.api.comments.list({ lessonId })).map(({ text }) => text)).toEqual([
      'Heard.',
      'Said into the silence.',
    ])
  })

  it('that never reached a host who ended it meanwhile are told of when the host is found gone', async () => {
    const { ana, ben, lessonId, view, network, lose } = await hostedOverNetwork()
    await lose()
    await ben.api.comments.add({ lessonId, atMs: 1000, text: 'Too late.' })
    await ana.api.session.leave()
    // The next session at the same place knows nothing of the old one's guests.
    await ana.api.session.host({ lessonId, port: view.port, announce: false })
    network.mend()
    const told = await sessionWhere(ben.api, view => view.side === 'none')
    expect(told).toMatchObject({
      unsent: lessonId,
      ended: expect.stringContaining('The last of it has not reached Ana: a package brings it there.'),
    })
  })

  it('that are all there need no package', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    const ben = await seat('Ben')
    await letIn(session, ben)
    await sessionWhere(ben.api, isHere)
    await ben.api.comments.add({ lessonId, atMs: 1000, text: 'On its way.' })
    expect(await ben.api.session.leave()).toEqual({
      side: 'none',
      ended: 'You left Ana’s session. What you wrote is kept on your machine.',
    })
    expect((await ana.api.comments.list({ lessonId })).map(({ text }) => text)).toEqual(['On its way.'])
  })
})
