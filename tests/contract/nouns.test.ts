import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { exportedClip } from '../../electron/contract/api/clips.ts'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { openTestHost, type TestHost } from '../fixtures/openTestHost.ts'

type Client = TestHost['api']

/** Waits for a job as the page does: by the stream of events. */
async function ended(api: Client, jobId: string): Promise<JobView> {
  for await (const event of await api.events.stream()) {
    const job =
      event.type === 'connected'
        ? await api.jobs.get({ id: jobId })
        : event.type === 'job.changed' && event.job
    if (job && job.id === jobId && job.state !== 'queued' && job.state !== 'running') return job
  }
  throw new Error('the stream ended before the job')
}

async function withLesson() {
  const host = await openTestHost()
  const { api, person } = await host.joined('Ana', 'coach')
  const { jobId } = await api.recordings.import({ files: [corpusFile('mdn-flower.webm')], title: 'Flowers' })
  const job = await ended(api, jobId)
  const { imported } = importResult.parse(job.result)
  const lessonId = imported[0]?.lessonId
  if (!lessonId) throw new Error('nothing was imported')
  return { host, api, person, lessonId }
}

describe('nouns over HTTP', () => {
  it('app, settings and people', async () => {
    const host = await openTestHost()
    const info = await host.api.app.info()
    expect(info.mediaKey).toBe(host.core.mediaKey)
    expect(info.capabilities).toEqual({ dialogs: false, reveal: false, dropPaths: false })
    const { person, api } = await host.joined('Ana', 'coach')
    expect(await api.people.list()).toEqual([{ ...person, local: true }])
    expect(await api.people.update({ id: person.id, role: 'leader' })).toMatchObject({ role: 'leader' })
    expect(await api.settings.set({ theme: 'dark', speaker: person.id, present: [person.id] })).toMatchObject(
      {
        theme: 'dark',
        speaker: person.id,
      },
    )
    expect((await api.settings.set({ speaker: null })).speaker).toBeUndefined()
    await api.people.leave({ id: person.id })
    expect((await host.api.people.list()).filter(({ local }) => local)).toEqual([])
  })

  it('rubrics', async () => {
    const { joined } = await openTestHost()
    const { api } = await joined('Ana')
    const csv = 'domain,code,criterion,description,level:1,level:2\nTalk,T1,Pupils talk,,little,much\n'
    const made = await api.rubrics.import({
      name: 'ours.csv',
      bytesBase64: Buffer.from(csv).toString('base64'),
    })
    expect(made.domains[0]?.criteria[0]).toMatchObject({ code: 'T1', title: 'Pupils talk' })
    const { text, fileName } = await api.rubrics.export({ id: made.id, format: 'json' })
    expect([JSON.parse(text).title, fileName]).toEqual([made.title, expect.stringMatching(/\.json$/)])
    await api.rubrics.remove({ id: made.id })
    expect((await api.rubrics.list()).every(({ template }) => template)).toBe(true)
    expect((await api.rubrics.restore({ id: made.id })).id).toBe(made.id)
  })

  it('files', async () => {
    const { api, home } = await openTestHost()
    await mkdir(join(home, 'recordings of 2026'))
    const { entries, dir } = await api.files.list({ dir: home })
    expect(dir).toBe(home)
    expect(entries.map(({ name }) => name)).toContain('recordings of 2026')
  })
})

describe.skipIf(!corpusDir)('nouns over HTTP, on a real recording', () => {
  it('lessons and recordings', async () => {
    const { api, lessonId } = await withLesson()
    const [lesson] = await api.lessons.list()
    expect(lesson).toMatchObject({ id: lessonId, title: 'Flowers', comments: 0, clips: 0 })
    expect(lesson?.recordings[0]).toMatchObject({ playable: true, source: 'original', missing: false })
    expect((await api.lessons.find({ id: 'Flowers' })).id).toBe(lessonId)
    expect(await api.lessons.update({ id: lessonId, grade: '4', teacher: 'Ben' })).toMatchObject({
      grade: '4',
    })
    await api.lessons.remove({ id: lessonId })
    expect(await api.lessons.list()).toEqual([])
    expect((await api.lessons.restore({ id: lessonId })).teacher).toBe('Ben')
  })

  it('comments and replies, each in its author’s name', async () => {
    const { api, host, lessonId, person } = await withLesson()
    const ben = await host.joined('Ben')
    const made = await api.comments.add({
      lessonId,
      atMs: 1000,
      toMs: 2000,
      kind: 'evidence',
      text: 'I saw “three” 👩‍🏫',
    })
    expect(made).toMatchObject({
      author: { id: person.id, name: 'Ana', role: 'coach' },
      text: 'I saw “three” 👩‍🏫',
    })
    const reply = await ben.api.replies.add({ lessonId, commentId: made.id, text: 'So did I' })
    expect(reply.author.name).toBe('Ben')
    expect((await api.comments.update({ lessonId, id: made.id, toMs: null })).toMs).toBeUndefined()
    const [listed] = await api.comments.list({ lessonId })
    expect(listed?.replies.map(({ text }) => text)).toEqual(['So did I'])
    await api.comments.remove({ lessonId, id: made.id })
    expect(await api.comments.list({ lessonId })).toEqual([])
    expect((await api.comments.restore({ lessonId, id: made.id })).id).toBe(made.id)
  })

  it('calibrations and insights', async () => {
    const { api, host, lessonId, person } = await withLesson()
    const ben = await host.joined('Ben')
    const [rubric] = await api.rubrics.list()
    const code = rubric?.domains[0]?.criteria[0]?.code
    const level = rubric?.levels[0]?.code
    if (!rubric || !code || !level) throw new Error('the app ships rubrics')
    const { id } = await api.calibrations.add({
      lessonId,
      rubricId: rubric.id,
      raterIds: [person.id, ben.person.id],
    })
    await api.calibrations.putScore({ lessonId, id, code, level, note: 'a bloom' })
    await api.calibrations.reveal({ lessonId, id })
    expect(JSON.stringify(await ben.api.calibrations.list({ lessonId }))).not.toContain('a bloom')
    await ben.api.calibrations.putScore({ lessonId, id, code, level })
    expect(await ben.api.calibrations.reveal({ lessonId, id })).toMatchObject({ revealed: true })
    expect(await api.calibrations.agreement({ lessonId, id })).toMatchObject({ pairs: 1, samePairs: 1 })
    await api.comments.add({
      lessonId,
      atMs: 0,
      text: 'I see it',
      tags: [{ rubricId: rubric.id, code, level }],
    })
    const { lessons } = await ben.api.insights.of({ lessonIds: [lessonId] })
    expect(lessons[0]).toMatchObject({ comments: 1, tags: [{ code, level, count: 1 }] })
  })

  it('clips, exports and jobs', async () => {
    const { api, host, lessonId } = await withLesson()
    const clip = await api.clips.add({ lessonId, fromMs: 0, toMs: 1500, title: 'A bloom' })
    expect((await api.clips.update({ id: clip.id, title: 'The bloom' })).title).toBe('The bloom')
    expect(await api.exports.estimate({ clipId: clip.id })).toMatchObject({ comments: 0, privateLeftOut: 0 })
    const { jobIds } = await api.exports.start({
      clipIds: [clip.id],
      dir: join(host.home, 'out'),
      style: 'none',
    })
    const job = await ended(api, jobIds[0] ?? '')
    expect(exportedClip.parse(job.result)).toMatchObject({ clipId: clip.id, verified: true })
    expect((await api.jobs.list()).map(({ kind }) => kind).sort()).toEqual(['export', 'import'])
    await api.jobs.dismiss({ id: job.id })
    expect((await api.jobs.list()).map(({ id }) => id)).not.toContain(job.id)
    await api.clips.remove({ id: clip.id })
    expect(await api.clips.list({})).toEqual([])
  })
})

describe.skipIf(!corpusDir)('what leaves, and what is found, over HTTP', () => {
  it('search', async () => {
    const { api, host, lessonId } = await withLesson()
    const ben = await host.joined('Ben')
    const made = await api.comments.add({ lessonId, atMs: 700, text: 'Sieben Sekunden Stille, naïveté' })
    await api.comments.add({ lessonId, atMs: 900, text: 'Stille Post', private: true })
    const { found, total, nearly } = await ben.api.search.find({ text: 'naivete sekund' })
    expect({ found, total, nearly }).toMatchObject({
      found: [{ what: 'comment', commentId: made.id, lessonId, atMs: 700, author: { name: 'Ana' } }],
      total: { comment: 1, clip: 0, lesson: 0, transcript: 0 },
      nearly: false,
    })
    const [first] = found
    expect(first?.marks.map(([from, to]) => first.text.slice(from, to))).toEqual(['Sekunden', 'naïveté'])
    expect((await ben.api.search.find({ text: 'Stille' })).total.comment).toBe(1)
    expect((await ben.api.search.find({ text: 'sekundem' })).nearly).toBe(true)
  })

  it('consent', async () => {
    const { api, host, lessonId, person } = await withLesson()
    const ben = await host.joined('Ben')
    expect(await api.consent.policy()).toEqual({ consentRequired: false })
    await api.consent.setPolicy({ consentRequired: true })
    expect(await ben.api.consent.get({ lessonId })).toEqual({ state: 'missing', blocked: true })
    const said = await api.consent.set({ lessonId, state: 'restricted', note: 'Kim' })
    expect(said).toMatchObject({ state: 'restricted', note: 'Kim', blocked: true, author: { id: person.id } })
    expect((await ben.api.lessons.find({ id: lessonId })).consent).toMatchObject({
      state: 'restricted',
      blocked: true,
    })
    expect(await api.consent.set({ lessonId, state: 'given', note: null })).toMatchObject({ blocked: false })
    const { error } = await safe(api.consent.get({ lessonId: 'lesson:01ARZ3NDEKTSV4RRFFQ69G5FAV' }))
    expect(isDefinedError(error) && error.code).toBe('notFound')
  })
})

describe('failures over HTTP', () => {
  it('arrive as the contract’s errors, with code, sentence and data', async () => {
    const { api } = await openTestHost()
    const { error } = await safe(api.lessons.find({ id: 'nope' }))
    if (!isDefinedError(error)) throw new Error('not one of the contract’s errors')
    expect(error).toMatchObject({
      code: 'notFound',
      status: 404,
      message: expect.stringMatching(/^There is no lesson/),
    })
  })

  it('name the field that is off', async () => {
    const { joined } = await openTestHost()
    const { api } = await joined('Ana')
    const lessonId = 'lesson:01ARZ3NDEKTSV4RRFFQ69G5FAV' as const
    const { error } = await safe(api.comments.add({ lessonId, atMs: -1, text: 'x' }))
    expect(isDefinedError(error) && error).toMatchObject({ code: 'input.invalid', data: { subject: 'atMs' } })
  })

  it('say so to who wants to speak without being at this machine', async () => {
    const { clientOf, api } = await openTestHost()
    const stranger = clientOf('person:01ARZ3NDEKTSV4RRFFQ69G5FAV')
    const { error } = await safe(stranger.lessons.list())
    expect(isDefinedError(error) && error.code).toBe('input.invalid')
    expect(await api.lessons.list()).toEqual([])
  })

  it('that nobody foresaw tell a reference and no detail', async () => {
    const { api, core } = await openTestHost()
    const library = core.library()
    library.all = () => {
      throw new Error('a secret detail')
    }
    const { error } = await safe(api.people.list())
    if (!isDefinedError(error)) throw new Error('not one of the contract’s errors')
    expect(error.code).toBe('internal')
    expect(error.data.ref).toMatch(/^[0-9a-f]{8}$/)
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  it('of a shell that cannot do it say what to do instead', async () => {
    const { api } = await openTestHost()
    const { error } = await safe(api.shell.chooseFiles())
    expect(isDefinedError(error) && error.code).toBe('capability.absent')
  })
})
