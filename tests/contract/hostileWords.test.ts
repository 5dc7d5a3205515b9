import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { KnownRecord } from '../../electron/contract/records/registry.ts'
import { storedFrom } from '../../electron/core/library/storedRecord.ts'
import { emptyWriterFile, writerFileCodec } from '../../electron/core/library/writerFile.ts'
import { type HostileIds, hostileRecords, hostileWords } from '../fixtures/hostileWords.ts'
import { hosted, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'
import { openTestHost } from '../fixtures/openTestHost.ts'
import { rawGuest } from '../fixtures/rawGuest.ts'
import { merge, pack } from '../fixtures/twoSchools.ts'

const writer = 'z'.repeat(26)
const ids: HostileIds = {
  person: 'person:EVIL',
  lesson: 'lesson:EVIL',
  rev: `01a0c1b2c3d4-0000-${writer}`,
}

/** Puts a file of somebody's into a library, as a sync tool does. */
async function bring(folder: string, records: readonly KnownRecord[]) {
  await mkdir(folder, { recursive: true })
  const stored = records.map(record => storedFrom(record)).filter(one => one !== undefined)
  const file = { ...emptyWriterFile(writer), records: new Map(stored.map(one => [one.record.id, one])) }
  await writeFile(join(folder, `${writer}.json`), writerFileCodec.encode(file))
}

const textsOf = (records: readonly KnownRecord[]) =>
  records.flatMap(record => (record.type === 'comment' ? [record.text] : [])).sort()
const made = hostileRecords(ids)

/** A library with a hostile lesson of every kind of record, brought as a writer's file. */
async function withHostileFile() {
  const here = await openTestCore()
  const { client } = await here.joined('Ana', 'coach')
  const { dir } = here.core.library()
  await bring(join(dir, 'catalog'), made.catalog)
  await bring(join(dir, 'lessons', 'EVIL'), made.lesson)
  await here.core.library().refresh()
  return { here, client }
}

describe('hostile words in every field of every record', () => {
  it('come in by a writer’s file, and go out by a package and in by another, letter for letter and as nothing but words', async () => {
    const { here, client } = await withHostileFile()
    const said = (await client.comments.list({ lessonId: ids.lesson })).map(({ text }) => text).sort()
    expect(said).toEqual(textsOf(made.lesson))
    expect(here.core.library().problems()).toEqual([])
    const { file } = await pack(client, { lessonId: ids.lesson })
    const there = await openTestCore()
    const cem = await there.joined('Cem')
    await merge(cem.client, file)
    const taken = (await cem.client.comments.list({ lessonId: ids.lesson })).map(({ text }) => text).sort()
    expect(taken).toEqual(said)
  })

  it('come in by a live session the same way', async () => {
    const session = await hosted()
    const guest = rawGuest()
    const opened = await guest.knock(session.address, session.code)
    onTestFinished(() => opened.client.close())
    const stream = await opened.client.api.stream({ known: [] })
    await stream.next()
    await sessionWhere(session.ana.api, view => view.side === 'host' && view.waiting.length > 0)
    await session.ana.api.session.answer({ guestId: opened.guestId, admit: true })
    await stream.next()
    const rev = `${Date.now().toString(16).padStart(12, '0')}-0000-${guest.who.writer}`
    const records = hostileRecords({ person: guest.who.personId, lesson: session.lessonId, rev }).lesson
    // Masks and transcripts do not come this way; anything else does.
    const words = records.filter(({ type }) => !['mask', 'soundMask', 'transcript'].includes(type))
    await opened.client.api.push({ file: guest.file(session.lessonId, words) })
    const texts = await wordsWhere(session.ana.api, session.lessonId, said => said.length > 0)
    expect([...texts].sort()).toEqual(textsOf(records))
  })

  it('come in with the notes of another program', async () => {
    const { client } = await withHostileFile()
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const table = `start,text\n${hostileWords.map((text, at) => `${at},${cell(text)}`).join('\n')}\n`
    const bytesBase64 = Buffer.from(table).toString('base64')
    await client.notes.import({ lessonId: ids.lesson, name: 'evil.csv', bytesBase64, format: 'csv' })
    const said = (await client.comments.list({ lessonId: ids.lesson })).map(({ text }) => text)
    for (const text of hostileWords) expect(said.some(one => one.includes(text.trim()))).toBe(true)
  })

  it('leave the host as data under a policy that lets no script but its own run', async () => {
    const host = await openTestHost()
    const { api } = await host.joined('<img src=x onerror=hit()>')
    const { token } = host.host
    const answer = await host.send({
      method: 'POST',
      path: '/rpc/people/list',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect((await api.people.list()).map(({ name }) => name)).toEqual(['<img src=x onerror=hit()>'])
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    for (const path of ['/', '/rpc/people/list']) {
      const policy = String((await host.send({ path })).headers['content-security-policy'])
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toMatch(/unsafe|script-src[^;]*(?:data:|blob:|https?:|\*)/)
    }
  })
})
