import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { lessonId as lessonIdOf } from '../../electron/contract/records/lesson.ts'
import { openSessionDoor } from '../../electron/host/session/openSessionDoor.ts'
import { browserPage } from '../fixtures/browserGuest.ts'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { jobEnded } from '../fixtures/jobs.ts'
import { isHere, letIn, type Seat, seat, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { sendTls } from '../fixtures/rawGuest.ts'

const ready = z.object({
  address: z.string(),
  port: z.int(),
  code: z.string(),
  browserAddress: z.string().optional(),
  fingerprint: z.string().optional(),
})

describe.skipIf(!corpusDir)('debrief session host', () => {
  it('prints address, port and code, plays the lesson to a guest over TLS, and ends when it is told to', async () => {
    const ana = await machine()
    await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers')
    const words = ['session', 'host', 'Flowers', '--as', 'Ana', '--role', 'coach', '--admit', 'Ben', '--json']
    const hosting = ana.start(...words)
    const [text] = await hosting.said(/\{[^}]*\}/)
    const { port, code } = ready.parse(JSON.parse(text))
    // Nothing older than TLS 1.3, and no plain HTTP.
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
    await new Promise<void>((done, fail) => {
      const old = { port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2' as const }
      connect(old, () => fail(new Error('TLS 1.2 was let in'))).on('error', () => done())
    })
    const ben = await seat('Ben')
    await ben.api.session.join({
      address: `127.0.0.1:${port}`,
      code: code.toLowerCase().replaceAll('-', ' '),
    })
    const here = await sessionWhere(ben.api, isHere)
    const lessonId = here.lessonId
    if (!lessonId) throw new Error('there is no lesson')

    // Another call of the command line speaks through the process that hosts, and is heard.
    await ana.json('comment', 'Flowers', '--at', '1', '--text', 'From the line.')
    await wordsWhere(ben.api, lessonId, texts => texts.includes('From the line.'))

    // Ben has no copy, so his player gets the bytes from Ana, with ranges, through his own host.
    const [recording] = (await ben.api.lessons.find({ id: lessonId })).recordings
    expect(recording).toMatchObject({ missing: false, source: 'original' })
    const { mediaKey } = await ben.api.app.info()
    const path = `/media/${encodeURIComponent(recording?.id ?? '')}/original?key=${mediaKey}`
    const piece = await ben.machine.send({ path, headers: { range: 'bytes=4-99' } })
    expect(piece.status).toBe(206)
    expect(piece.headers['content-range']).toMatch(/^bytes 4-99\/\d+$/)
    expect(piece.headers['cache-control']).toBe('private, no-store')
    const whole = await ben.machine.send({ path })
    expect(whole.body.subarray(4, 100)).toEqual(piece.body)

    hosting.child.kill('SIGINT')
    expect((await hosting.ended).code).toBe(0)
    await sessionWhere(ben.api, view => view.side === 'none')
    expect((await ben.api.lessons.find({ id: lessonId })).recordings[0]).toMatchObject({ missing: true })
    expect((await ben.machine.send({ path })).status).toBe(404)
  })

  it('leaves a guest to their own copy, found by what it is under another name, and sends nothing of the recording', async () => {
    const asked: string[] = []
    const ana = await seat('Ana', 'coach', {
      openDoor: door =>
        openSessionDoor({
          ...door,
          mediaFile: (id, part) => {
            asked.push(part)
            return door.mediaFile(id, part)
          },
        }),
    })
    const imported = async ({ api }: Seat, file: string) => {
      const { jobId } = await api.recordings.import({ files: [file] })
      return importResult.parse((await jobEnded(api, jobId)).result).imported[0]?.lessonId ?? ''
    }
    const lessonId = lessonIdOf.parse(await imported(ana, corpusFile('mdn-flower.webm')))
    const ben = await seat('Ben')
    const own = join(await temporaryFolder('phone'), 'IMG_0042.webm')
    await copyFile(corpusFile('mdn-flower.webm'), own)
    await imported(ben, own)
    const view = await ana.api.session.host({ lessonId, announce: false })
    if (view.side !== 'host') throw new Error('nobody hosts')
    await letIn({ ana, lessonId, view, address: `127.0.0.1:${view.port}`, code: view.code }, ben)
    const here = async () => (await ben.api.lessons.find({ id: lessonId })).recordings[0]
    await expect.poll(here).toMatchObject({ file: own, missing: false, source: 'original' })
    const { mediaKey } = await ben.api.app.info()
    const path = `/media/${encodeURIComponent((await here())?.id ?? '')}/original?key=${mediaKey}`
    const whole = await ben.machine.send({ path })
    expect([whole.status, whole.body.equals(await readFile(own))]).toEqual([200, true])
    expect(asked).toEqual([])
  })

  it('has nothing for browsers unless it is told to, and then says what they compare and asks about everyone', async () => {
    const ana = await machine()
    await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers')
    const host = async (...more: string[]) => {
      const words = ['session', 'host', 'Flowers', '--as', 'Ana', '--role', 'coach', '--json']
      const hosting = ana.start(...words, ...more)
      const [text] = await hosting.said(/\{[^}]*\}/)
      const said = ready.parse(JSON.parse(text))
      const end = async () => {
        hosting.child.kill('SIGINT')
        expect((await hosting.ended).code).toBe(0)
      }
      return { ...said, end, status: async () => (await sendTls(said.port, { path: '/' })).status, hosting }
    }
    const plain = await host()
    expect(plain).not.toHaveProperty('browserAddress')
    expect(await plain.status()).toBe(404)
    await expect(browserPage(plain.port).join(plain.code)).rejects.toMatchObject({ status: 404 })
    await plain.end()

    const open = await host('--allow-browsers', '--admit', 'Dana', 'Dana (browser guest)')
    expect(open.browserAddress).toBe(`https://${open.address}:${open.port}/`)
    expect(open.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(await open.status()).toBe(200)
    // A name alone lets nobody in from a browser: without a terminal, Debrief’s window answers.
    const dana = browserPage(open.port)
    await dana.join(open.code)
    const stream = await dana.api.stream()
    expect((await stream.next()).value).toEqual({ type: 'waiting' })
    await open.hosting.noted(/Dana \(browser guest\) asks to join\. Answer in Debrief’s window\./)
    await open.end()
  })

  it('says what is off', async () => {
    const ana = await machine()
    expect((await ana.run('session', 'host', 'Nothing', '--as', 'Ana')).err).toMatch(/^error: notFound: /)
    expect((await ana.run('session', 'host')).code).toBe(2)
    expect((await ana.run('session', 'host', 'x', '--port', '99999')).code).toBe(2)
  })
})
