import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportedClip } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

async function withClip() {
  const opened = await openTestCore()
  const { client: ana, person } = await opened.joined('Ana', 'coach')
  const { jobId } = await ana.recordings.import({ files: [corpusFile('googlework-short.mp4')] })
  const { imported } = importResult.parse((await jobEnded(ana, jobId)).result)
  const lessonId = imported[0]?.lessonId ?? 'lesson:none'
  const clip = await ana.clips.add({ lessonId, title: 'Wait/time: "a clip?"', fromMs: 2000, toMs: 4000 })
  return { ...opened, ana, person, lessonId, clip }
}

describe.skipIf(!corpusDir)('exporting clips', () => {
  it('estimates, and says how many private notes stay out', async () => {
    const { ana, client, lessonId, clip } = await withClip()
    await ana.comments.add({ lessonId, atMs: 2500, text: 'shown' })
    await ana.comments.add({ lessonId, atMs: 2600, text: 'mine', private: true })
    await ana.comments.add({ lessonId, atMs: 9000, text: 'later', private: true })
    const options = { clipId: clip.id, style: 'overlay' as const }
    expect(await ana.exports.estimate(options)).toMatchObject({
      durationMs: expect.closeTo(2000, -2),
      comments: 1,
      privateLeftOut: 1,
      missingGlyphs: [],
    })
    expect(await client.exports.estimate(options)).toMatchObject({ comments: 1, privateLeftOut: 0 })
  })

  it('shows one picture as it will be', async () => {
    const { ana, lessonId, clip } = await withClip()
    const picture = async () => {
      const { pngBase64 } = await ana.exports.preview({ clipId: clip.id, atMs: 3000, style: 'overlay' })
      return Buffer.from(pngBase64, 'base64')
    }
    const plain = await picture()
    expect(plain.subarray(1, 4).toString()).toBe('PNG')
    await ana.comments.add({ lessonId, atMs: 2500, toMs: 3500, text: 'shown' })
    expect((await picture()).equals(plain)).toBe(false)
  })

  it('runs as a job for each clip, and one that fails stops no other', async () => {
    const { core, ana, person, clip } = await withClip()
    const gone = await addLesson(core.library(), person.id)
    const missing = await ana.clips.add({ lessonId: gone, title: 'gone', fromMs: 0, toMs: 1000 })
    const dir = join(await temporaryFolder('out'), 'made here')
    const { jobIds } = await ana.exports.start({ clipIds: [missing.id, clip.id, clip.id], dir })
    expect(jobIds).toHaveLength(2)
    const [failed, made] = await Promise.all(jobIds.map(id => jobEnded(ana, id)))
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'media.missing' } })
    expect(made).toMatchObject({ state: 'done', kind: 'export', subject: { clipId: clip.id } })
    const result = exportedClip.parse(made?.result)
    expect(result).toMatchObject({ clipId: clip.id, verified: true })
    expect(await readdir(dir)).toEqual([result.file.slice(dir.length + 1)])
  })

  it('needs a whole path, and writes to the settings’ folder where none is named', async () => {
    const { ana, clip } = await withClip()
    const start = (dir?: string) =>
      ana.exports.start({ clipIds: [clip.id], ...(dir !== undefined && { dir }) })
    await expect(start('out')).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(ana.exports.start({ clipIds: ['clip:none'] })).rejects.toMatchObject({ code: 'notFound' })
    const exportDir = await temporaryFolder('out')
    await ana.settings.set({ exportDir })
    const { dir, jobIds } = await start()
    expect(dir).toBe(exportDir)
    for (const id of jobIds) await ana.jobs.cancel({ id })
    expect((await jobEnded(ana, jobIds[0] ?? '')).state).toMatch(/cancelled|done/)
  })
})
