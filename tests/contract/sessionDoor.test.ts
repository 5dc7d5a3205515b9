import { describe, expect, it, onTestFinished } from 'vitest'
import { contract } from '../../electron/contract/api/contract.ts'
import { sessionRoutes } from '../../electron/host/session/sessionRoutes.ts'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { type Hosted, hosted, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'
import { rawGuest, sendTls } from '../fixtures/rawGuest.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })

/** Someone at the door who speaks its language and may say anything; waits, or was let in. */
async function atTheDoor(session: Hosted, guest = rawGuest()) {
  const opened = await guest.knock(session.address, session.code)
  onTestFinished(() => opened.client.close())
  const stream = await opened.client.api.stream({ known: [] })
  await stream.next()
  const admit = async () => {
    await sessionWhere(session.ana.api, view => view.side === 'host' && view.waiting.length > 0)
    await session.ana.api.session.answer({ guestId: opened.guestId, admit: true })
    // What follows is that they were let in, and who is there.
    await stream.next()
    await stream.next()
  }
  return { ...guest, ...opened, stream, admit }
}

/** Every procedure of a router, as its path. */
function paths(router: object, before: readonly string[] = []): string[] {
  return Object.entries(router).flatMap(([name, part]: [string, unknown]) => {
    const path = [...before, name]
    if (typeof part === 'object' && part !== null && !('~orpc' in part)) return paths(part, path)
    return path.join('/')
  })
}

describe('a guest who was let in', () => {
  it('reaches none of Debrief’s own procedures, at the session door or at the loopback one', async () => {
    const session = await hosted()
    const guest = await atTheDoor(session)
    await guest.admit()
    const all = paths(contract)
    expect(all.length).toBeGreaterThan(120)
    const ask = async (path: string) => {
      for (const prefix of ['/rpc', '/session/rpc', '/session/rpc/..']) {
        const request = {
          method: 'POST',
          path: `${prefix}/${path}`,
          headers: bearer(guest.token),
          body: '{}',
        }
        expect([path, (await sendTls(session.view.port, request)).status]).toEqual([path, 404])
      }
      const inside = { method: 'POST', path: `/rpc/${path}`, headers: bearer(guest.token), body: '{}' }
      expect([path, (await session.ana.machine.send(inside)).status]).toEqual([path, 401])
    }
    for (let from = 0; from < all.length; from += 20) await Promise.all(all.slice(from, from + 20).map(ask))
  })

  it('watches recordings of the lesson and nothing else, whatever the path', async () => {
    const session = await hosted()
    const library = session.ana.machine.core.library()
    const other = await addLesson(library, session.ana.personId, { title: 'Another' })
    const strange = library.all('recording').find(({ lessonId }) => lessonId === other)
    const own = library.all('recording').find(({ lessonId }) => lessonId === session.lessonId)
    const guest = await atTheDoor(session)
    const get = (path: string, headers: Record<string, string> = bearer(guest.token)) =>
      sendTls(session.view.port, { path, headers })
    const allowed = `/session/media/${encodeURIComponent(own?.id ?? '')}/original`
    // Before the host's answer even that is shut.
    expect((await get(allowed)).status).toBe(403)
    await guest.admit()
    // The file itself is nowhere in this test: the door says so, and names no folder.
    const missing = await get(allowed)
    expect(missing.status).toBe(404)
    expect(missing.body.toString()).toContain('media.missing')
    expect(missing.body.toString()).not.toMatch(/library|\/media\//)
    expect((await get(allowed, {})).status).toBe(403)
    for (const part of [
      'original',
      'proxy',
      'poster',
      'filmstrip',
      'waveform',
      'live',
      'secret',
      '..%2foriginal',
    ])
      for (const id of [strange?.id ?? '', 'recording:none', '..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd']) {
        const answer = await get(`/session/media/${encodeURIComponent(id)}/${part}`)
        expect([id, part, answer.status]).toEqual([id, part, 404])
        expect(answer.body.toString()).not.toContain('root:')
      }
    for (const id of [strange?.id ?? 'recording:x', 'recording:none'] as const) {
      await expect(guest.client.api.strips({ id })).rejects.toMatchObject({ code: 'notFound' })
      await expect(guest.client.api.frames({ id, fromMs: 0, toMs: 9 })).rejects.toMatchObject({
        code: 'notFound',
      })
    }
    for (const path of ['/', '/media/x/original', '/upload', '/session', '/session/media/../../etc/passwd'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect(
        (await sendTls(session.view.port, { method, path: allowed, headers: bearer(guest.token) })).status,
      ).toBe(404)
  })

  it('loses the token when the session ends, and cannot use it for the next one', async () => {
    const session = await hosted()
    const guest = await atTheDoor(session)
    await guest.admit()
    await session.ana.api.session.leave()
    const next = await session.ana.api.session.host({ lessonId: session.lessonId, announce: false })
    if (next.side !== 'host') throw new Error('nobody hosts')
    for (const name of ['time', 'leave', 'push'])
      expect(
        (
          await sendTls(next.port, {
            method: 'POST',
            path: `/session/rpc/${name}`,
            headers: bearer(guest.token),
            body: '{}',
          })
        ).status,
      ).toBeGreaterThanOrEqual(400)
    await expect(guest.client.api.time()).rejects.toThrow()
  })

  it('hands in nothing but their own words', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    const hers = await ana.api.comments.add({ lessonId, atMs: 1000, text: 'Ana said this.' })
    const guest = await atTheDoor(session)
    const { api } = guest.client
    await guest.admit()
    const push = (file: string) => api.push({ file })
    const refused = { code: 'session.refused' }
    const [stranger, mine] = [rawGuest(), guest.comment(lessonId)]
    // In Ana's name; in the place of her words; under another writer; signed by nobody, or by another; about another lesson.
    await expect(
      push(guest.file(lessonId, [guest.comment(lessonId, { by: ana.personId })])),
    ).rejects.toMatchObject(refused)
    await expect(
      push(guest.file(lessonId, [guest.comment(lessonId, { id: hers.id })])),
    ).rejects.toMatchObject(refused)
    await expect(push(guest.file(lessonId, [mine], { as: stranger.who.writer }))).rejects.toMatchObject(
      refused,
    )
    await expect(push(guest.file(lessonId, [mine], { signer: null }))).rejects.toMatchObject(refused)
    await expect(
      push(guest.file(lessonId, [mine], { signer: { key: stranger.who.key, sign: stranger.sign } })),
    ).rejects.toMatchObject(refused)
    await expect(
      push(guest.file(lessonId, [mine], { signer: { key: guest.who.key, sign: stranger.sign } })),
    ).rejects.toMatchObject(refused)
    await expect(push(guest.file('lesson:01OTHER', [guest.comment('lesson:01OTHER')]))).rejects.toMatchObject(
      refused,
    )
    await expect(
      push(guest.file(lessonId, [{ ...mine, type: 'lesson', id: lessonId }])),
    ).rejects.toMatchObject(refused)
    await expect(
      push(guest.file(lessonId, [{ ...mine, type: 'unheardOf', id: 'unheardOf:1' }])),
    ).rejects.toMatchObject(refused)
    await expect(push(`${'['.repeat(5000)}${']'.repeat(5000)}`)).rejects.toMatchObject(refused)
    await expect(push('')).rejects.toMatchObject(refused)
    expect((await ana.api.comments.list({ lessonId })).map(({ text }) => text)).toEqual(['Ana said this.'])
    // And what is their own is taken.
    await push(guest.file(lessonId, [mine]))
    await wordsWhere(ana.api, lessonId, texts => texts.includes('By Mallory'))
  })
})

describe('the code of a session', () => {
  it('changes after five wrong ones, and who had the old one is not let in', async () => {
    const session = await hosted()
    for (let turn = 0; turn < 5; turn += 1)
      await expect(rawGuest().knock(session.address, 'ZZZZ-ZZZZ-ZZZZ')).rejects.toMatchObject({
        code: 'session.refused',
        data: { subject: 'code' },
      })
    const after = await session.ana.api.session.get()
    expect(after).toMatchObject({ side: 'host', codeChanged: 1, waiting: [] })
    expect(after.side === 'host' && after.code).not.toBe(session.code)
    await expect(rawGuest().knock(session.address, session.code)).rejects.toMatchObject({
      code: 'session.refused',
    })
  })
})

describe('the session door', () => {
  it('has no routes but those of its table, and answers no page of any site', async () => {
    expect(sessionRoutes.map(({ name }) => name)).toEqual([
      'rpc',
      'media',
      'browserRpc',
      'browserMedia',
      'page',
      'assets',
    ])
    const session = await hosted()
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-origin' },
      { referer: 'https://x' },
    ]) {
      const answer = await sendTls(session.view.port, { method: 'POST', path: '/session/rpc/hello', headers })
      expect(answer.status).toBe(403)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('lets nobody in as someone who sits at the host’s machine, and tells the host of names that prove nothing', async () => {
    const session = await hosted()
    await session.ana.api.settings.set({ present: [session.ana.personId] })
    await expect(rawGuest(session.ana.personId).knock(session.address, session.code)).rejects.toMatchObject({
      code: 'session.refused',
      data: { subject: 'person' },
    })
    const { person: cem } = await session.ana.machine.joined('Cem')
    await atTheDoor(session, rawGuest(cem.id))
    const asked = await sessionWhere(session.ana.api, view => view.side === 'host' && view.waiting.length > 0)
    expect(asked).toMatchObject({ waiting: [{ name: 'Mallory', knownElsewhere: true }] })
  })
})
