import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { isHere, seat, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'

const ready = z.object({ address: z.string(), port: z.int(), code: z.string() })

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

  it('says what is off', async () => {
    const ana = await machine()
    expect((await ana.run('session', 'host', 'Nothing', '--as', 'Ana')).err).toMatch(/^error: notFound: /)
    expect((await ana.run('session', 'host')).code).toBe(2)
    expect((await ana.run('session', 'host', 'x', '--port', '99999')).code).toBe(2)
  })
})
