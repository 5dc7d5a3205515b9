import { describe, expect, it, onTestFinished } from 'vitest'
import { browserDoor } from '../../electron/contract/session/browserDoor.ts'
import { door } from '../../electron/contract/session/door.ts'
import { isOwnHost } from '../../electron/host/session/ownHost.ts'
import { createSessionApp } from '../../electron/host/session/sessionApp.ts'
import { sessionRoutes } from '../../electron/host/session/sessionRoutes.ts'
import { allowBrowsers, inBrowser } from '../fixtures/browserGuest.ts'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { type Hosted, hosted, sessionWhere } from '../fixtures/liveSession.ts'
import { openTestHost, type RawRequest } from '../fixtures/openTestHost.ts'
import { rawGuest, sendTls } from '../fixtures/rawGuest.ts'

interface Row {
  /** What the door would take, were it not for who asks. */
  readonly body: object
  /** Who gets past the guard: anyone, who waits for the host's answer, or only who was let in. */
  readonly who: 'anyone' | 'waiting' | 'admitted'
}

const playhead = { atMs: 0, playing: false, rate: 1, clockMs: 0 }
const hex = '0'.repeat(64)
const draft = '3f0c9a52-9d1c-4f0e-8a51-1d6b7d0c2a11'

/** Every procedure of the session door. One without a row does not compile. */
const procedures: Record<keyof typeof door, Row> = {
  hello: { body: { version: 1 }, who: 'anyone' },
  prove: {
    body: { attempt: hex, nonce: hex, guest: rawGuest().who, proof: hex, signature: 'x' },
    who: 'anyone',
  },
  stream: { body: { known: [] }, who: 'waiting' },
  time: { body: {}, who: 'waiting' },
  leave: { body: {}, who: 'waiting' },
  push: { body: { file: '{}' }, who: 'admitted' },
  here: { body: { playhead, typing: false, follows: false }, who: 'admitted' },
  lead: { body: { to: 'host' }, who: 'admitted' },
  strips: { body: { id: 'recording:x' }, who: 'admitted' },
  frames: { body: { id: 'recording:x', fromMs: 0, toMs: 1000 }, who: 'admitted' },
}
const requests = (prefix: string, rows: Record<string, Row>) =>
  Object.entries(rows).map(([name, row]): { name: string; row: Row; request: RawRequest } => ({
    name,
    row,
    request: {
      method: 'POST',
      path: `${prefix}/${name}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: row.body }),
    },
  }))
const asked = requests('/session/rpc', procedures)
/** Every procedure for guests in a browser. One without a row does not compile. */
const browserProcedures: Record<keyof typeof browserDoor, Row> = {
  join: { body: { name: 'Mallory', role: 'peer', code: 'ZZZZ-ZZZZ-ZZZZ' }, who: 'anyone' },
  stream: { body: {}, who: 'waiting' },
  time: { body: {}, who: 'waiting' },
  leave: { body: {}, who: 'waiting' },
  comment: { body: { draft, atMs: 0, kind: 'noticing', text: 'x', tags: [] }, who: 'admitted' },
  reply: { body: { draft, commentId: 'comment:x', text: 'x' }, who: 'admitted' },
  edit: { body: { id: 'comment:x', text: 'x' }, who: 'admitted' },
  remove: { body: { id: 'comment:x' }, who: 'admitted' },
  here: { body: { playhead, typing: false, follows: false }, who: 'admitted' },
}
const askedInBrowser = requests('/guest/rpc', browserProcedures)
const media = ['original', 'live', 'lean'].map(part => ({
  name: `media ${part}`,
  row: { body: {}, who: 'admitted' as const },
  request: { path: `/session/media/recording%3Ax/${part}` },
}))
const all = [...asked, ...media]

const withHeaders = (request: RawRequest, headers: Record<string, string>): RawRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
})
const withToken = (request: RawRequest, token: string) =>
  withHeaders(request, { authorization: `Bearer ${token}` })

/** What every route answers, by its name. */
const answers = async (
  port: number,
  change: (request: RawRequest) => RawRequest,
  rows: typeof all = all,
): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      rows.map(async ({ name, request }) => [name, (await sendTls(port, change(request))).status] as const),
    ),
  )
const every = (rows: typeof all, status: number) => Object.fromEntries(rows.map(({ name }) => [name, status]))
const guarded = all.filter(({ row }) => row.who !== 'anyone')

/** Someone who proved the code and waits. */
async function waiting(session: Hosted) {
  const opened = await rawGuest().knock(session.address, session.code)
  onTestFinished(() => opened.client.close())
  const stream = await opened.client.api.stream({ known: [] })
  await stream.next()
  const letIn = async () => {
    await sessionWhere(session.ana.api, view => view.side === 'host' && view.waiting.length > 0)
    await session.ana.api.session.answer({ guestId: opened.guestId, admit: true })
    await stream.next()
  }
  return { ...opened, letIn }
}

describe('every route of the session door', () => {
  it('has a row here, and every row is a route', async () => {
    const apps: ReturnType<typeof createSessionApp>[] = []
    const machine = await openTestHost({
      openDoor: async parts => {
        apps.push(createSessionApp(parts, 'nowhere'))
        return { port: 1, close: async () => undefined }
      },
    })
    const { person, api } = await machine.joined('Ana', 'coach')
    const lessonId = await addLesson(machine.core.library(), person.id, { title: 'Fractions' })
    await api.session.host({ lessonId, announce: false })
    const [frame, ...routes] = apps.flatMap(app => app.routes.map(({ method, path }) => `${method} ${path}`))
    expect(frame).toBe('ALL /*')
    expect(routes).toEqual(
      sessionRoutes.flatMap(({ methods, path }) => methods.map(method => `${method} ${path}`)),
    )
    expect(routes).toEqual([
      'POST /session/rpc/*',
      'GET /session/media/:recordingId/:part',
      'POST /guest/rpc/*',
      'GET /media/:recordingId/:part',
      'GET /',
      'GET /assets/:file',
    ])
    expect(asked.map(({ name }) => name).sort()).toEqual(Object.keys(door).sort())
    expect(askedInBrowser.map(({ name }) => name).sort()).toEqual(Object.keys(browserDoor).sort())
  })

  it('is shut without a token, with a wrong one, and with that of the host’s own page', async () => {
    const session = await hosted()
    const { port } = session.view
    expect(await answers(port, request => request, guarded)).toEqual(every(guarded, 403))
    for (const token of [
      '',
      'x'.repeat(43),
      session.ana.machine.host.token,
      session.ana.machine.core.mediaKey,
    ])
      expect(await answers(port, request => withToken(request, token), guarded)).toEqual(every(guarded, 403))
  })

  it('is shut for who waits, but for waiting; for who was taken out; and once the session has ended', async () => {
    const session = await hosted()
    const { port } = session.view
    const guest = await waiting(session)
    const inside = all.filter(({ row }) => row.who === 'admitted')
    const outside = (request: RawRequest) => withToken(request, guest.token)
    expect(await answers(port, outside, inside)).toEqual(every(inside, 403))
    await guest.letIn()
    const taken = await waiting(session)
    await taken.letIn()
    await session.ana.api.session.dismiss({ guestId: taken.guestId })
    expect(await answers(port, request => withToken(request, taken.token), guarded)).toEqual(
      every(guarded, 403),
    )
    await session.ana.api.session.leave()
    const next = await session.ana.api.session.host({ lessonId: session.lessonId, announce: false })
    if (next.side !== 'host') throw new Error('nobody hosts')
    expect(await answers(next.port, outside, guarded)).toEqual(every(guarded, 403))
    await expect(sendTls(port, outside(all[0]?.request ?? { path: '/' }))).rejects.toThrow()
  })

  it('is shut for who asks for another machine, for every page, and where a path leads out, whoever asks', async () => {
    const session = await hosted()
    const { port } = session.view
    const guest = await waiting(session)
    await guest.letIn()
    const asking = (headers: Record<string, string>) =>
      answers(port, request => withToken(withHeaders(request, headers), guest.token))
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:1'])
      expect([host, await asking({ host })]).toEqual([host, every(all, 421)])
    const origin = `https://127.0.0.1:${port}`
    const pages: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin },
      { referer: `${origin}/` },
      { 'sec-fetch-site': 'none' },
    ]
    for (const page of pages) expect(await asking(page)).toEqual(every(all, 403))

    const ways = [
      '../../../etc/passwd',
      '%2e%2e/%2e%2e/etc/passwd',
      '..%2f..%2fetc%2fpasswd',
      '..%5cetc',
      '%00',
    ]
    for (const { request } of all.filter(
      ({ name }) => ['hello', 'push'].includes(name) || name.startsWith('media'),
    ))
      for (const way of ways)
        for (const path of [`${request.path}/${way}`, request.path.replace(/[^/]*$/, way)]) {
          const answer = await sendTls(port, withToken({ ...request, path }, guest.token))
          expect([path, answer.status >= 400]).toEqual([path, true])
          expect(answer.body.toString()).not.toMatch(/root:|library/)
        }
  })
})

describe('every route for guests in a browser', () => {
  const inside = [
    ...askedInBrowser,
    {
      name: 'media',
      row: { body: {}, who: 'admitted' as const },
      request: { path: '/media/recording%3Ax/original?key=x' },
    },
  ]
  const page = [
    { name: 'page', row: { body: {}, who: 'anyone' as const }, request: { path: '/' } },
    { name: 'assets', row: { body: {}, who: 'anyone' as const }, request: { path: '/assets/app-1a2b.js' } },
  ]
  const locked = inside.filter(({ row }) => row.who !== 'anyone')

  it('is not there where the host does not allow it, and shut for who has no token, a wrong one, waits, or is out', async () => {
    const session = await hosted()
    const { port } = session.view
    const everything = [...inside, ...page]
    const plain = (request: RawRequest) => request
    expect(await answers(port, plain, everything)).toEqual(every(everything, 404))
    await allowBrowsers(session)
    expect(await answers(port, plain, locked)).toEqual(every(locked, 403))
    expect(await answers(port, plain, page)).toEqual(every(page, 200))
    // The token of a guest who has a Debrief is none here.
    const mallory = await waiting(session)
    await mallory.letIn()
    for (const token of ['', 'x'.repeat(43), mallory.token, session.ana.machine.host.token])
      expect(await answers(port, request => withToken(request, token), locked)).toEqual(every(locked, 403))
    const dana = await inBrowser(session)
    const hers = (request: RawRequest) => withToken(request, dana.token)
    const later = locked.filter(({ row }) => row.who === 'admitted')
    expect(await answers(port, hers, later)).toEqual(every(later, 403))
    const { id } = await dana.letIn()
    await session.ana.api.session.dismiss({ guestId: id })
    expect(await answers(port, hers, locked)).toEqual(every(locked, 403))
  })

  it('is shut for who asks for another machine, and for every page but its own', async () => {
    const session = await hosted()
    await allowBrowsers(session)
    const { port } = session.view
    const dana = await inBrowser(session)
    await dana.letIn()
    const asking = (headers: Record<string, string>) =>
      answers(port, request => withToken(withHeaders(request, headers), dana.token), [...inside, ...page])
    expect(await asking({ host: 'evil.example' })).toEqual(every([...inside, ...page], 421))
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect([headers, await asking(headers)]).toEqual([headers, every([...inside, ...page], 403)])
  })
})

it('a machine is asked for by its address or its own name, and by no other', () => {
  for (const host of [
    '192.168.1.7:53211',
    '[fe80::1%eth0]:1',
    '[::1]',
    'Ana-Laptop.local:2',
    'ana-laptop',
    'localhost:3',
  ])
    expect([host, isOwnHost(host, 'ana-laptop.school.example')]).toEqual([host, true])
  for (const host of [
    'evil.example',
    '192.168.1.7.evil.example:5',
    'ana-laptop2',
    '',
    null,
    '[x',
    'a@127.0.0.1',
  ])
    expect([host, isOwnHost(host, 'ana-laptop')]).toEqual([host, false])
})
