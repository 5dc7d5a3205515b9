import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { hosted, isHere, seat, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'
import { rawGuest } from '../fixtures/rawGuest.ts'

const ready = z.object({ address: z.string(), port: z.int(), code: z.string() })
const listed = z.array(z.object({ text: z.string() }))

describe.skipIf(!corpusDir)('a session whose host is killed in the middle', () => {
  it('goes on where it was: nobody joins anew, and both sides have every word that either said was saved', async () => {
    const ana = await machine()
    await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers')
    const words = ['session', 'host', 'Flowers', '--as', 'Ana', '--role', 'coach', '--admit', 'Ben', '--json']
    const host = async () => {
      const running = ana.start(...words)
      const [text] = await running.said(/\{[^}]*\}/)
      return { ...running, ...ready.parse(JSON.parse(text)) }
    }
    const saved: string[] = []
    /** Ana writes in a process of her own: through the one that hosts, where there is one. */
    const anaWrites = async (text: string): Promise<void> => {
      const { code } = await ana.json('comment', 'Flowers', '--at', '1', '--text', text)
      if (code === 0) saved.push(text)
    }
    const hosting = await host()
    const ben = await seat('Ben')
    await ben.api.session.join({ address: `127.0.0.1:${hosting.port}`, code: hosting.code })
    const { lessonId } = await sessionWhere(ben.api, isHere)
    if (!lessonId) throw new Error('there is no lesson')
    const benWrites = async (text: string): Promise<void> => {
      await ben.api.comments.add({ lessonId, atMs: 2000, text })
      saved.push(text)
    }
    await anaWrites('Ana, before.')
    await wordsWhere(ben.api, lessonId, texts => texts.includes('Ana, before.'))

    // Both write while the host's program is killed: some of it is on its way, some saved, some never was.
    const writing = [anaWrites('Ana, in the middle.')]
    for (let turn = 0; turn < 12; turn += 1) {
      await benWrites(`Ben, ${turn}.`)
      if (turn === 6) hosting.child.kill('SIGKILL')
    }
    await Promise.all([...writing, hosting.ended])
    const lost = await sessionWhere(ben.api, view => view.side === 'guest' && view.state === 'lost')
    expect(lost).toMatchObject({ hostName: 'Ana', lessonId })
    // Nothing is wrong on his side, so nothing is said but that.
    expect(lost).not.toHaveProperty('problem')
    await benWrites('Ben, alone.')
    await anaWrites('Ana, alone.')
    expect(saved).toEqual(expect.arrayContaining(['Ana, before.', 'Ben, 11.', 'Ben, alone.', 'Ana, alone.']))

    const again = await host()
    expect(again.port).toBe(hosting.port)
    expect(again.code).not.toBe(hosting.code)
    await sessionWhere(ben.api, isHere)
    await benWrites('Ben, after.')
    await anaWrites('Ana, after.')
    const everything = (texts: readonly string[]) => saved.every(text => texts.includes(text))
    const his = await wordsWhere(ben.api, lessonId, everything)
    const hers = async () => {
      const { data } = await ana.json('comments', 'Flowers')
      return listed.parse(data).map(({ text }) => text)
    }
    await expect.poll(async () => everything(await hers())).toBe(true)
    expect((await hers()).toSorted()).toEqual([...new Set(his)].toSorted())
    expect(new Set(his).size).toBe(his.length)

    // She ends it as one does: nothing is left to go on with.
    again.child.kill('SIGINT')
    expect((await again.ended).code).toBe(0)
    await sessionWhere(ben.api, view => view.side === 'none' && view.ended !== undefined)
    expect(await readdir(join(ana.home, 'hosted'))).toEqual([])
  })
})

describe('what a host keeps of a session', () => {
  it('lets nobody in who reads it, and is gone with the session’s end, as are the tokens', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    const guest = rawGuest()
    const opened = await guest.knock(session.address, session.code)
    const stream = await opened.client.api.stream({ known: [] })
    await stream.next()
    await sessionWhere(ana.api, view => view.side === 'host' && view.waiting.length > 0)
    await ana.api.session.answer({ guestId: opened.guestId, admit: true })
    const file = join(ana.machine.home, 'hosted', `${ana.machine.core.library().id}.json`)
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('"Mallory"')
    const text = await readFile(file, 'utf8')
    expect(text).not.toContain(opened.token)
    expect(text).not.toContain(session.code.replaceAll('-', ''))
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    await ana.api.session.leave()
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    // The same lesson at the same port: another session, in which nobody is yet.
    await ana.api.session.host({ lessonId, port: session.view.port, announce: false })
    await expect(opened.client.api.time()).rejects.toMatchObject({ code: 'session.refused' })
    await opened.client.close()
  })
})
