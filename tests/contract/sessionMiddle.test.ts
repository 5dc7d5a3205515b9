import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foldCode } from '../../electron/contract/session/code.ts'
import { codeKey, proofOf, randomHex, statementFor } from '../../electron/core/session/proof.ts'
import { hosted, letIn, seat, sessionWhere } from '../fixtures/liveSession.ts'
import { falseHost, manInTheMiddle } from '../fixtures/manInTheMiddle.ts'
import { rawGuest, sendTls } from '../fixtures/rawGuest.ts'

const pinsOf = async (home: string) => JSON.parse(await readFile(join(home, 'keys', 'hosts.json'), 'utf8'))
const headers = { 'content-type': 'application/json' }

describe('whoever stands between a guest and the host', () => {
  it('does not get in where they pass everything on, and the guest is told; the right code over the wrong certificate is worth nothing', async () => {
    const session = await hosted()
    const { ana, code, view } = session
    const middle = await manInTheMiddle(view.port)
    const ben = await seat('Ben')
    await expect(ben.api.session.join({ address: middle.address, code })).rejects.toMatchObject({
      code: 'session.refused',
      message: expect.stringContaining('someone may stand between you and the host'),
    })
    expect(await ben.api.session.get()).toEqual({ side: 'none' })
    // Nothing of it is remembered, as if it had been the host.
    await expect(pinsOf(ben.machine.home)).rejects.toMatchObject({ code: 'ENOENT' })
    // The code was never said; what was said is worth nothing at the host's own door.
    expect(middle.said()).not.toContain(foldCode(code))
    const body = /\{"json":\{"attempt".*$/s.exec(middle.said())?.[0] ?? ''
    expect(body).toContain('"proof"')
    const again = { method: 'POST', path: '/session/rpc/prove', headers, body }
    expect((await sendTls(view.port, again)).status).toBe(403)
    expect(await ana.api.session.get()).toMatchObject({ waiting: [] })
    // The way without them is open.
    await letIn(session, ben)
  })

  it('does not get in where they play the host themselves: they do not know the code', async () => {
    const session = await hosted()
    const ben = await seat('Ben')
    const address = await falseHost(rawGuest().who.key)
    await expect(ben.api.session.join({ address, code: session.code })).rejects.toMatchObject({
      code: 'session.refused',
      message: expect.stringContaining('does not know the code, or stands between you and the host'),
    })
    await expect(pinsOf(ben.machine.home)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('is known by their certificate from the second time on, before the guest says anything of worth', async () => {
    const session = await hosted()
    const { ana, view } = session
    const ben = await seat('Ben')
    await letIn(session, ben)
    const pinned = await pinsOf(ben.machine.home)
    await ben.api.session.leave()
    const middle = await manInTheMiddle(view.port)
    const join_ = { address: middle.address, code: session.code }
    await expect(ben.api.session.join(join_)).rejects.toMatchObject({
      code: 'session.refused',
      data: { subject: 'certificate' },
      message: expect.stringContaining('Ana’s Debrief shows another certificate'),
    })
    expect(middle.said()).not.toContain('"proof"')
    // Nor does it help them where someone says in good faith that the new certificate is right.
    await expect(ben.api.session.join({ ...join_, newCertificate: true })).rejects.toMatchObject({
      code: 'session.refused',
      message: expect.stringContaining('someone may stand between you and the host'),
    })
    expect(await pinsOf(ben.machine.home)).toEqual(pinned)
    const now = await sessionWhere(ana.api, each => each.side === 'host')
    expect(now).toMatchObject({ waiting: [], people: [{ name: 'Ana' }] })
  })
})

describe('what a guest once said to get in', () => {
  it('gets nobody in again, said to the same attempt or to another', async () => {
    const session = await hosted()
    const { view, code } = session
    const ask = async (name: string, json: object) => {
      const body = JSON.stringify({ json })
      const answer = await sendTls(view.port, { method: 'POST', path: `/session/rpc/${name}`, headers, body })
      return { status: answer.status, said: JSON.parse(answer.body.toString()).json }
    }
    const { fingerprint } = view
    const certificate = fingerprint.replaceAll(':', '').toLowerCase()
    const guest = rawGuest()
    const hello = (await ask('hello', { version: 1 })).said
    const talk = {
      attempt: hello.attempt,
      hostNonce: hello.nonce,
      guestNonce: randomHex(),
      certificate,
      guest: guest.who,
      installation: hello.installation,
    }
    const said = {
      attempt: talk.attempt,
      nonce: talk.guestNonce,
      guest: guest.who,
      proof: proofOf('guest', await codeKey(foldCode(code), hello.salt), talk),
      signature: guest.sign(statementFor('guest', talk)),
    }
    expect((await ask('prove', said)).status).toBe(200)
    expect((await ask('prove', said)).status).toBe(403)
    const { attempt } = (await ask('hello', { version: 1 })).said
    expect((await ask('prove', { ...said, attempt })).status).toBe(403)
    // Nor does it stand for another person.
    const third = (await ask('hello', { version: 1 })).said
    const other = { ...said, attempt: third.attempt, guest: { ...guest.who, name: 'Ana' } }
    expect((await ask('prove', other)).status).toBe(403)
  })
})
