import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportedReel } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { writtenReport } from '../../../../electron/contract/api/reports.ts'
import { siteResult } from '../../../../electron/contract/api/sites.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe('consent', () => {
  it('is one record a lesson, whoever says it, and can be taken back', async () => {
    const { core, joined } = await openTestCore()
    const ana = await joined('Ana', 'coach')
    const ben = await joined('Ben')
    const lessonId = await addLesson(core.library(), ana.person.id)
    expect(await ana.client.consent.get({ lessonId })).toEqual({ state: 'missing', blocked: false })
    expect((await ana.client.lessons.find({ id: lessonId })).consent).toBeUndefined()
    await ana.client.consent.set({ lessonId, state: 'restricted', note: 'Kim’s parents said no' })
    expect(await ben.client.consent.set({ lessonId, state: 'given' })).toMatchObject({
      state: 'given',
      note: 'Kim’s parents said no',
      blocked: false,
    })
    expect(core.library().all('consent')).toHaveLength(1)
    expect(await ben.client.consent.set({ lessonId, state: null })).toMatchObject({ state: 'missing' })
    expect(await ana.client.consent.set({ lessonId, state: 'restricted' })).toMatchObject({ blocked: true })
    expect((await ana.client.lessons.find({ id: lessonId })).consent).toMatchObject({ state: 'restricted' })
  })

  it('is asked for where the school wants it, for everyone in the library', async () => {
    const { core, joined } = await openTestCore()
    const ana = await joined('Ana', 'coach')
    const lessonId = await addLesson(core.library(), ana.person.id)
    await ana.client.consent.setPolicy({ consentRequired: true })
    expect((await ana.client.lessons.list())[0]?.consent).toEqual({ state: 'missing', blocked: true })
    await ana.client.consent.set({ lessonId, state: 'given' })
    expect((await ana.client.lessons.list())[0]?.consent).toMatchObject({ blocked: false })
  })
})

describe.skipIf(!corpusDir)('a lesson that may not leave', () => {
  it('stays out of clips, reels, sites, packages with media and frames, with a sentence for each', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana', 'coach')
    const ends = async (job: Promise<{ jobId: string }>) => jobEnded(client, (await job).jobId)
    const imported = async (file: string) => {
      const job = await ends(client.recordings.import({ files: [corpusFile(file)] }))
      return importResult.parse(job.result).imported[0]?.lessonId ?? 'lesson:none'
    }
    const [open, shut] = [await imported('mdn-flower.webm'), await imported('googlework-short.mp4')]
    const clip = (lessonId: `lesson:${string}`, title: string) =>
      client.clips.add({ lessonId, title, fromMs: 0, toMs: 1000, collection: 'Both' })
    const [may, mayNot] = [await clip(open, 'May'), await clip(shut, 'May not')]
    await client.comments.add({ lessonId: shut, atMs: 500, text: 'Words stay words' })
    await client.consent.set({ lessonId: shut, state: 'restricted' })
    const out = await temporaryFolder('out')
    const sentence = /marked restricted, so its picture and sound stay in this library/

    const { jobIds } = await client.exports.start({ clipIds: [mayNot.id], dir: out, style: 'none' })
    const job = await jobEnded(client, jobIds[0] ?? '')
    expect(job.error).toMatchObject({ code: 'consent.needed', message: expect.stringMatching(sentence) })
    expect(await readdir(out)).toEqual([])

    const reel = await client.exports.start({
      clipIds: [mayNot.id, may.id],
      dir: out,
      reel: 'both.mp4',
      style: 'none',
    })
    const made = exportedReel.parse((await jobEnded(client, reel.jobIds[0] ?? '')).result)
    expect(made.exported.map(({ clipId }) => clipId)).toEqual([may.id])
    expect(made.reel.clips).toMatchObject([{ clipId: may.id, fromMs: 0 }])
    expect(made.failed).toMatchObject([{ clipId: mayNot.id, code: 'consent.needed' }])

    const site = await ends(client.sites.make({ collection: 'Both', dir: join(out, 'site') }))
    expect(siteResult.parse(site.result)).toMatchObject({
      clips: 1,
      failed: [{ clipId: mayNot.id, code: 'consent.needed' }],
    })

    const packed = { lessonId: shut, file: join(out, 'x.debrief') }
    await expect(client.packages.write({ ...packed, media: 'original' })).rejects.toMatchObject({
      code: 'consent.needed',
      message: expect.stringMatching(sentence),
    })
    await ends(client.packages.write({ ...packed, media: 'none' }))
    expect(existsSync(packed.file)).toBe(true)

    const report = (lessonId: `lesson:${string}`) =>
      ends(client.reports.write({ lessonId, format: 'html', file: join(out, 'report.html'), pictures: true }))
    expect(writtenReport.parse((await report(shut)).result)).toMatchObject({
      comments: 1,
      pictures: 0,
      restricted: true,
    })
    await client.consent.set({ lessonId: shut, state: 'given' })
    expect(writtenReport.parse((await report(shut)).result)).toMatchObject({ comments: 1, pictures: 1 })
  })
})
