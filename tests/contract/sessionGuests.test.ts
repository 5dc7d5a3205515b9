import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { hosted, letIn, seat, sessionWhere } from '../fixtures/liveSession.ts'

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
