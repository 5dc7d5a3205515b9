import { describe, expect, it } from 'vitest'
import { allowBrowsers, browserPage, inBrowser } from '../fixtures/browserGuest.ts'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { hosted, letIn, seat, wordsWhere } from '../fixtures/liveSession.ts'
import { sendTls } from '../fixtures/rawGuest.ts'

describe('guests in a browser', () => {
  it('find nothing at the door until the host allows them, and nothing again once the host does not', async () => {
    const session = await hosted()
    const { port, browser } = session.view
    expect(browser).toBe(false)
    const get = (path: string) => sendTls(port, { path })
    for (const path of ['/', '/assets/app-1a2b.js', '/media/recording%3Ax/original?key=x'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
    await expect(browserPage(port).join(session.code)).rejects.toMatchObject({ status: 404 })
    const view = await allowBrowsers(session)
    expect(view).toMatchObject({
      browser: true,
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    })
    const entrance = await get('/')
    expect(entrance.status).toBe(200)
    expect(entrance.headers['content-security-policy']).toContain("script-src 'self'")
    expect((await get('/assets/app-1a2b.js')).status).toBe(200)

    const dana = await inBrowser(session)
    await dana.letIn()
    await allowBrowsers(session, false)
    expect(await dana.until('ended')).toEqual({ type: 'ended', why: 'dismissed' })
    await expect(dana.api.time()).rejects.toMatchObject({ status: 404 })
    expect((await get('/')).status).toBe(404)
    // Allowed anew, who was taken out is still out.
    await allowBrowsers(session)
    await expect(dana.api.time()).rejects.toMatchObject({ code: 'session.refused' })
    const media = `/media/recording%3Ax/original?key=${dana.mediaKey}`
    expect((await sendTls(port, { path: media, headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(
      403,
    )
  })

  it('count wrong codes as every guest does, and wait for the host', async () => {
    const session = await hosted()
    await allowBrowsers(session)
    const { port } = session.view
    for (let turn = 0; turn < 5; turn += 1)
      await expect(browserPage(port).join('ZZZZ-ZZZZ-ZZZZ')).rejects.toMatchObject({
        code: 'session.refused',
        message: expect.stringContaining('The code is not right'),
      })
    await expect(browserPage(port).join(session.code)).rejects.toMatchObject({ code: 'session.refused' })
    expect(await session.ana.api.session.get()).toMatchObject({ codeChanged: 1, waiting: [] })
  })

  it('see the lesson and write in it under a name that says what they are, which nobody takes for a signature of theirs', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    const hers = await ana.api.comments.add({ lessonId, atMs: 1000, text: 'Ana said this.' })
    await ana.api.comments.add({ lessonId, atMs: 1200, text: 'For my eyes only.', private: true })
    await allowBrowsers(session)
    const dana = await inBrowser(session)
    // Nothing before the host's answer.
    const draft = crypto.randomUUID()
    const said = { draft, atMs: 2000, kind: 'wondering' as const, text: 'Who spoke here?', tags: [] }
    await expect(dana.api.comment(said)).rejects.toMatchObject({ code: 'session.refused' })
    const asked = await ana.api.session.get()
    expect(asked).toMatchObject({
      waiting: [{ name: 'Dana (browser guest)', browser: true, namesake: false, knownElsewhere: false }],
    })
    const { personId } = await dana.letIn()
    const { rubrics } = await dana.until('rubrics')
    const seen = await dana.until('lesson')
    expect(seen.title).toBe('Fractions')
    expect(seen.comments.map(({ text }) => text)).toEqual(['Ana said this.'])
    expect(JSON.stringify(seen)).not.toContain('For my eyes only.')

    const [rubric] = rubrics
    const code = rubric?.domains[0]?.criteria[0]?.code ?? ''
    const tags = rubric ? [{ rubricId: rubric.id, code }] : []
    await dana.api.comment({ ...said, tags })
    // Said twice, because the first answer was lost: there once.
    await dana.api.comment({ ...said, tags })
    await dana.api.reply({ draft: crypto.randomUUID(), commentId: hers.id, text: 'I saw it too.' })
    const list = await ana.api.comments.list({ lessonId })
    const theirs = list.filter(({ text }) => text === 'Who spoke here?')
    expect(theirs).toMatchObject([
      { author: { id: personId, name: 'Dana (browser guest)' }, local: false, tags: [{ code }] },
    ])
    expect(list[0]?.replies).toMatchObject([{ author: { id: personId }, text: 'I saw it too.' }])
    // A guest with a Debrief of their own reads the same name.
    const ben = await seat('Ben')
    await letIn(session, ben)
    await wordsWhere(ben.api, lessonId, texts => texts.includes('Who spoke here?'))
    expect((await ben.api.comments.list({ lessonId })).map(({ author }) => author.name)).toContain(
      'Dana (browser guest)',
    )

    const mine = theirs[0]?.id ?? hers.id
    await dana.api.edit({ id: mine, text: 'Who spoke here, and why?' })
    await wordsWhere(ana.api, lessonId, texts => texts.includes('Who spoke here, and why?'))
    // Nobody else's words, and no name but the one that the host let in.
    for (const act of [dana.api.edit({ id: hers.id, text: 'Not hers.' }), dana.api.remove({ id: hers.id })])
      await expect(act).rejects.toMatchObject({ code: 'notYours' })
    const forged = {
      ...said,
      draft: crypto.randomUUID(),
      text: 'Mine.',
      by: ana.personId,
      author: ana.personId,
    }
    await dana.api.comment(forged)
    expect((await ana.api.comments.list({ lessonId })).find(({ text }) => text === 'Mine.')?.author.id).toBe(
      personId,
    )
    await dana.api.remove({ id: mine })
    await wordsWhere(ana.api, lessonId, texts => !texts.includes('Who spoke here, and why?'))
  })

  it('speak about a moment or a stretch of the lesson, and about nothing outside of it', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    await allowBrowsers(session)
    const dana = await inBrowser(session)
    await dana.letIn()
    const said = (text: string, place: { atMs: number; toMs?: number }) =>
      dana.api.comment({ draft: crypto.randomUUID(), ...place, kind: 'noticing', text, tags: [] })
    await said('A moment.', { atMs: 500 })
    await said('A stretch.', { atMs: 1000, toMs: 1800 })
    // Both ends on one frame are a moment.
    await said('A short one.', { atMs: 1900, toMs: 1900 })
    for (const place of [
      { atMs: 1800, toMs: 1000 },
      { atMs: 1000, toMs: 1e9 },
      { atMs: 1000, toMs: -1 },
      { atMs: 1000, toMs: 1500.5 },
    ])
      await expect(said('Off.', place)).rejects.toMatchObject({ code: 'input.invalid' })
    const { comments } = await dana.until('lesson', each => each.comments.length === 3)
    const places = comments.map(({ text, atMs, toMs }) => [text, atMs, toMs])
    expect(places).toEqual([
      ['A moment.', 500, undefined],
      ['A stretch.', 1000, 1800],
      ['A short one.', 1900, undefined],
    ])
    const theirs = await ana.api.comments.list({ lessonId })
    expect(theirs.map(({ text, atMs, toMs }) => [text, atMs, toMs])).toEqual(places)
  })

  it('reach no other lesson, no recording of one, and nothing of Debrief’s own doors', async () => {
    const session = await hosted()
    const { ana, lessonId, view } = session
    const library = ana.machine.core.library()
    const other = await addLesson(library, ana.personId, { title: 'Another' })
    const elsewhere = await ana.api.comments.add({ lessonId: other, atMs: 100, text: 'Elsewhere.' })
    await allowBrowsers(session)
    const dana = await inBrowser(session)
    const own = library.all('recording').find(recording => recording.lessonId === lessonId)
    const strange = library.all('recording').find(recording => recording.lessonId === other)
    const get = (id: string, part: string, key = dana.mediaKey) =>
      sendTls(view.port, {
        path: `/media/${encodeURIComponent(id)}/${part}?key=${key}`,
        headers: { 'sec-fetch-site': 'same-origin' },
      })
    expect((await get(own?.id ?? '', 'original')).status).toBe(403)
    await dana.letIn()
    // The file itself is nowhere in this test: the door says so, and names no folder.
    const missing = await get(own?.id ?? '', 'original')
    expect(missing.body.toString()).toContain('media.missing')
    expect(missing.body.toString()).not.toMatch(/library|\/media\//)
    expect((await get(own?.id ?? '', 'original', dana.token)).status).toBe(403)
    for (const id of [strange?.id ?? '', 'recording:none', '../../etc/passwd', '%2e%2e'])
      expect([id, (await get(id, 'original')).status]).toEqual([id, 404])
    for (const act of [
      dana.api.edit({ id: elsewhere.id, text: 'x' }),
      dana.api.remove({ id: elsewhere.id }),
      dana.api.reply({ draft: crypto.randomUUID(), commentId: elsewhere.id, text: 'x' }),
    ])
      await expect(act).rejects.toMatchObject({ code: 'notFound' })
    // The token of a browser is none at the door of other Debriefs.
    const headers = { authorization: `Bearer ${dana.token}`, 'content-type': 'application/json' }
    for (const name of ['stream', 'push', 'time', 'here', 'lead', 'leave']) {
      const request = { method: 'POST', path: `/session/rpc/${name}`, headers, body: '{}' }
      expect([name, (await sendTls(view.port, request)).status >= 400]).toEqual([name, true])
    }
    await dana.api.time()
  })

  it('are asked from the door’s own page alone', async () => {
    const session = await hosted()
    await allowBrowsers(session)
    const { port } = session.view
    const own = `https://127.0.0.1:${port}`
    const ask = async (path: string, headers: Record<string, string>, method = 'GET') =>
      (await sendTls(port, { method, path, headers, ...(method === 'POST' && { body: '{}' }) })).status
    const strangers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port}` },
      { origin: own, 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of strangers)
      for (const [method, path] of [
        ['POST', '/guest/rpc/join'],
        ['GET', '/assets/app-1a2b.js'],
        ['GET', '/media/recording%3Ax/original?key=x'],
      ] as const)
        expect([path, headers, await ask(path, headers, method)]).toEqual([path, headers, 403])
    // A link in a message may lead to the entrance, which holds nothing of anyone; no page of another site may read it.
    expect(await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200)
    expect(await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
    expect(await ask('/', { host: 'evil.example' })).toBe(421)
    for (const path of [
      '/assets/..%2findex.html',
      '/assets/../../etc/passwd',
      '/assets/%2e%2e%2fx',
      '/index.html',
      '/x',
    ])
      expect([path, await ask(path, {})]).toEqual([path, 404])
  })
})
