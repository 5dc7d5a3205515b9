import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { attach } from '../../electron/cli/connect.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { HeldByHost } from '../../electron/core/app/openLibraries.ts'
import { allowBrowsers, inBrowser } from '../fixtures/browserGuest.ts'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type Hosted, hosted, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'
import { sendTls } from '../fixtures/rawGuest.ts'

const said = (text: string, draft = crypto.randomUUID()) => ({
  draft,
  atMs: 1000,
  kind: 'noticing' as const,
  text,
  tags: [],
})
const unknown = 'x'.repeat(43)

/** Dana was let in in a browser and said something. */
async function withDana() {
  const session = await hosted()
  await allowBrowsers(session)
  const dana = await inBrowser(session)
  const { id, personId } = await dana.letIn()
  await dana.api.comment(said('Dana said this.'))
  const list = () => session.ana.api.comments.list({ lessonId: session.lessonId })
  const commentId = (await list())[0]?.id ?? 'comment:none'
  const out = async () => {
    await session.ana.api.session.dismiss({ guestId: id })
    expect(await dana.until('ended')).toMatchObject({ why: 'dismissed' })
  }
  return { session, dana, personId, commentId, list, out }
}
const waitingAt = async ({ ana }: Hosted) => {
  const view = await sessionWhere(ana.api, now => now.side === 'host' && now.waiting.length > 0)
  return view.side === 'host' ? view.waiting : []
}

describe('a guest in a browser who comes with the name of an earlier one', () => {
  it('is someone else, is called otherwise, and cannot change what the earlier one said', async () => {
    const { session, personId, commentId, list, out } = await withDana()
    await out()
    for (const [turn, proof] of [undefined, unknown].entries()) {
      const other = await inBrowser(session, { name: turn === 0 ? 'Dana' : 'DANA', proof })
      const asked = await waitingAt(session)
      expect(asked).toMatchObject([{ name: expect.stringMatching(/^dana \d /i), namesake: true }])
      const theirs = await other.letIn()
      expect(theirs.personId).not.toBe(personId)
      for (const act of [
        other.api.edit({ id: commentId, text: 'Not hers.' }),
        other.api.remove({ id: commentId }),
      ])
        await expect(act).rejects.toMatchObject({ code: 'notYours' })
      await other.api.comment(said(`Someone else said this, ${turn}.`))
    }
    const names = (await list()).map(({ text, author }) => [text, author.name])
    expect(Object.fromEntries(names)).toEqual({
      'Dana said this.': 'Dana (browser guest)',
      'Someone else said this, 0.': 'Dana 2 (browser guest)',
      'Someone else said this, 1.': 'DANA 3 (browser guest)',
    })
  })

  it('is the same person with what the browser was given, once the host has let them in again', async () => {
    const { session, dana, personId, commentId, list, out } = await withDana()
    await out()
    const again = await inBrowser(session, { proof: dana.proof })
    expect(again.proof).toBe(dana.proof)
    await expect(again.api.edit({ id: commentId, text: 'Too early.' })).rejects.toMatchObject({
      code: 'session.refused',
    })
    expect(await waitingAt(session)).toMatchObject([{ name: 'Dana (browser guest)', namesake: false }])
    expect((await again.letIn()).personId).toBe(personId)
    await again.api.edit({ id: commentId, text: 'Dana said this otherwise.' })
    expect((await list()).map(({ text, author }) => [text, author.name])).toEqual([
      ['Dana said this otherwise.', 'Dana (browser guest)'],
    ])
    // Another tab of that browser takes her place, and waits for the host like everyone.
    const tab = await inBrowser(session, { proof: dana.proof })
    await expect(again.api.time()).rejects.toMatchObject({ code: 'session.refused' })
    expect((await tab.letIn()).personId).toBe(personId)
    await tab.api.remove({ id: commentId })
    expect(await list()).toEqual([])
    // Whoever uses the same browser under another name is someone else.
    const eve = await inBrowser(session, { name: 'Eve', proof: dana.proof })
    expect(eve.proof).not.toBe(dana.proof)
    expect((await eve.letIn()).personId).not.toBe(personId)
  })

  it('hears in the first tab that they went on in another, at once or late, and never that the session has ended', async () => {
    const { session, dana } = await withDana()
    const second = await inBrowser(session, { proof: dana.proof })
    expect(await dana.until('ended')).toEqual({ type: 'ended', why: 'elsewhere' })
    // A tab that slept meanwhile asks late, and is told the same; so is each one in a row.
    const elsewhere = { code: 'session.refused', data: { subject: 'elsewhere' } }
    const third = await inBrowser(session, { proof: dana.proof })
    for (const tab of [dana, second]) await expect(tab.api.time()).rejects.toMatchObject(elsewhere)
    await expect(dana.api.stream()).rejects.toMatchObject(elsewhere)
    expect(await second.until('ended')).toEqual({ type: 'ended', why: 'elsewhere' })
    await third.letIn()
    await third.api.time()
    // The first tab goes on again by asking anew, like everyone.
    const again = await inBrowser(session, { proof: dana.proof })
    expect(await third.until('ended')).toEqual({ type: 'ended', why: 'elsewhere' })
    await again.letIn()
    // Who was taken out is told otherwise, and so is everyone once the session has ended.
    await session.ana.api.session.browser({ allow: false })
    expect(await again.until('ended')).toEqual({ type: 'ended', why: 'dismissed' })
    await allowBrowsers(session)
    const refused = await again.api.time().catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'session.refused', data: { subject: 'token' } })
    await session.ana.api.session.leave()
    const { port } = session.view
    await session.ana.api.session.host({ lessonId: session.lessonId, port, announce: false })
    await allowBrowsers(session)
    const after = await dana.api.time().catch((error: unknown) => error)
    expect(after).toMatchObject({ code: 'session.refused', data: { subject: 'token' } })
  })

  it('is someone else in the next session, whatever the browser still has', async () => {
    const { session, dana, personId, commentId } = await withDana()
    const { ana, lessonId, view } = session
    await ana.api.session.leave()
    expect(await dana.until('ended')).toMatchObject({ why: 'ended' })
    // At the same port: another session, with the same lesson and the same certificate.
    const next = await ana.api.session.host({ lessonId, port: view.port, announce: false })
    expect(next).toMatchObject({ side: 'host', browser: false })
    await allowBrowsers(session)
    await expect(dana.api.time()).rejects.toMatchObject({ code: 'session.refused' })
    const again = await inBrowser(session, { proof: dana.proof })
    expect(await waitingAt(session)).toMatchObject([{ name: 'Dana 2 (browser guest)', namesake: true }])
    expect((await again.letIn()).personId).not.toBe(personId)
    await expect(again.api.remove({ id: commentId })).rejects.toMatchObject({ code: 'notYours' })
  })

  it('finds nothing of what browsers were given in what the host keeps of a session, and nothing at all once nobody is in', async () => {
    const { session, dana } = await withDana()
    const { home, core } = session.ana.machine
    const file = join(home, 'hosted', `${core.library().id}.json`)
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('Dana (browser guest)')
    const text = await readFile(file, 'utf8')
    for (const secret of [dana.token, dana.mediaKey, dana.proof]) expect(text).not.toContain(secret)
    await allowBrowsers(session, false)
    await expect.poll(() => readFile(file, 'utf8').catch(() => 'gone')).toBe('gone')
  })
})

const ready = z.object({ port: z.int(), code: z.string() })

describe.skipIf(!corpusDir)('a guest in a browser whose host is killed in the middle', () => {
  it('goes on without being let in anew, and what was said twice because of it is there once', async () => {
    const ana = await machine()
    const brought = await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers')
    const recordingId = importResult.parse(brought.data).imported[0]?.recordingId ?? ''
    const host = async () => {
      const running = ana.start('session', 'host', 'Flowers', '--as', 'Ana', '--role', 'coach', '--json')
      const [text] = await running.said(/\{[^}]*\}/)
      // As Debrief's window would: through the process that holds the library.
      const held: unknown = await openTestCore({ home: ana.home, libraryDir: ana.library }).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (!(held instanceof HeldByHost)) throw new Error('nobody holds the library')
      const connection = attach(held.address)
      const [person] = await connection.api.people.list()
      connection.speakAs(person?.id ?? 'person:none')
      return { ...running, ...connection, view: ready.parse(JSON.parse(text)) }
    }
    const hosting = await host()
    const session = { ana: { api: hosting.api }, view: hosting.view }
    await allowBrowsers(session)
    const dana = await inBrowser(session)
    const { personId } = await dana.letIn()
    const one = said('Before the end.')
    await dana.api.comment(one)
    hosting.child.kill('SIGKILL')
    await hosting.ended
    await expect(dana.api.time()).rejects.toThrow()

    const again = await host()
    expect(again.view.port).toBe(hosting.view.port)
    const view = await again.api.session.get()
    if (view.side !== 'host') throw new Error('nobody hosts')
    expect(view).toMatchObject({ browser: true, waiting: [] })
    // Her page did not hear that the first was taken, so it says it again.
    await dana.api.comment(one)
    const reply = { draft: crypto.randomUUID(), text: 'And to myself.' }
    const texts = await wordsWhere(again.api, view.lessonId, all => all.includes('Before the end.'))
    expect(texts).toEqual(['Before the end.'])
    const [first] = await again.api.comments.list({ lessonId: view.lessonId })
    const commentId = first?.id ?? 'comment:none'
    for (let turn = 0; turn < 2; turn += 1) await dana.api.reply({ ...reply, commentId })
    await dana.api.edit({ id: commentId, text: 'Before the end, and after.' })
    expect(await again.api.comments.list({ lessonId: view.lessonId })).toMatchObject([
      {
        text: 'Before the end, and after.',
        author: { id: personId },
        replies: [{ text: 'And to myself.', author: { id: personId } }],
      },
    ])
    const watch = (key: string) =>
      sendTls(again.view.port, {
        path: `/media/${encodeURIComponent(recordingId)}/original?key=${key}`,
        headers: { 'sec-fetch-site': 'same-origin', range: 'bytes=0-9' },
      })
    expect((await watch(dana.mediaKey)).status).toBe(206)
    expect((await watch(unknown)).status).toBe(403)
    // The tokens of browsers open no door of other Debriefs, after it as before.
    const asDebrief = {
      method: 'POST',
      path: '/session/rpc/time',
      headers: { authorization: `Bearer ${dana.token}`, 'content-type': 'application/json' },
      body: '{}',
    }
    expect((await sendTls(again.view.port, asDebrief)).status).toBe(403)
    // Known again after it, by what the host kept.
    const tab = await inBrowser({ ana: { api: again.api }, view: again.view }, { proof: dana.proof })
    expect((await tab.letIn()).personId).toBe(personId)

    again.child.kill('SIGINT')
    await again.ended
    const last = await host()
    expect(await last.api.session.get()).toMatchObject({ browser: false })
  })
})
