import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { alignment } from '../../../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { openTestCore, type TestClient, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { make } from '../media/madeMedia.ts'

async function add(client: TestClient, file: string, lessonId?: LessonId): Promise<LessonId> {
  const { jobId } = await client.recordings.import({ files: [file], ...(lessonId && { lessonId }) })
  expect((await jobEnded(client, jobId)).state).toBe('done')
  const [lesson] = await client.lessons.list()
  if (!lesson) throw new Error('nothing was imported')
  return lesson.id
}

/** A lesson whose second recording begins four seconds and a bit after the first. */
async function withAngles(second = ['-ss', '4.25', '-t', '20', '-i', corpusFile('googlework-short.mp4')]) {
  const { joined } = await openTestCore()
  const { client } = await joined('Ana')
  const dir = await temporaryFolder('angles')
  const lessonId = await add(client, corpusFile('googlework-short.mp4'))
  await add(client, make(join(dir, 'pupils.m4a'), ...second, '-vn', '-ac', '1', '-ar', '22050'), lessonId)
  const angles = async () => (await client.lessons.find({ id: lessonId })).recordings
  const [first, other] = await angles()
  if (!first || !other) throw new Error('there are not two')
  return { client, lessonId, angles, first, other }
}

describe.skipIf(!corpusDir)('the angles of a lesson', () => {
  it('are lined up by their sound', async () => {
    const { client, other, first, angles } = await withAngles()
    expect(other).toMatchObject({ offsetMs: 0 })
    expect(other).not.toHaveProperty('alignedBy')
    const { jobId } = await client.recordings.align({ id: other.id })
    // Who asks twice hears of the same job.
    expect((await client.recordings.align({ id: other.id })).jobId).toBe(jobId)
    const job = await jobEnded(client, jobId)
    expect(job).toMatchObject({ kind: 'align', state: 'done' })
    const heard = alignment.parse(job.result)
    expect(heard).toMatchObject({ recordingId: other.id, withId: first.id, shared: true, beforeMs: 0 })
    expect(Math.abs(heard.offsetMs - 4_250)).toBeLessThanOrEqual(20)
    expect((await angles())[1]).toMatchObject({ offsetMs: heard.offsetMs, alignedBy: 'sound' })
  })

  it('that share no sound stay where they are, and that is remembered', async () => {
    const strangers = await withAngles(['-t', '20', '-i', corpusFile('opencast-testspeech.mp4')])
    const { jobId } = await strangers.client.recordings.align({ id: strangers.other.id })
    const { result } = await jobEnded(strangers.client, jobId)
    expect(alignment.parse(result)).toMatchObject({ shared: false, offsetMs: 0 })
    expect((await strangers.angles())[1]).toMatchObject({ offsetMs: 0, alignedBy: 'nothing' })
  })

  it('can be stopped while they are listened to', async () => {
    const { client, other, angles } = await withAngles()
    const { jobId } = await client.recordings.align({ id: other.id })
    await client.jobs.cancel({ id: jobId })
    expect((await jobEnded(client, jobId)).state).toBe('cancelled')
    expect((await angles())[1]).not.toHaveProperty('alignedBy')
  })

  it('are named and moved by hand, but the first is the clock', async () => {
    const { client, other, first, lessonId } = await withAngles()
    expect(await client.recordings.update({ id: other.id, name: ' Pupils’ camera ' })).toMatchObject({
      name: 'Pupils’ camera',
      offsetMs: 0,
    })
    expect(await client.recordings.update({ id: other.id, offsetMs: -1_500 })).toMatchObject({
      name: 'Pupils’ camera',
      offsetMs: -1_500,
      alignedBy: 'hand',
    })
    const back = await client.recordings.update({ id: other.id, offsetMs: 0, alignedBy: null, name: null })
    expect(back).not.toHaveProperty('name')
    expect(back).not.toHaveProperty('alignedBy')
    await client.recordings.update({ id: other.id, offsetMs: 30_000 })
    expect((await client.lessons.find({ id: lessonId })).durationMs).toBe(30_000 + other.durationMs)
    await expect(client.recordings.update({ id: first.id, offsetMs: 40 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(client.recordings.align({ id: first.id })).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await client.recordings.update({ id: first.id, name: 'Teacher' })).toMatchObject({
      name: 'Teacher',
    })
  })

  it('are taken out and brought back, but for the last', async () => {
    const { client, other, first, angles } = await withAngles()
    await client.recordings.update({ id: other.id, offsetMs: 4_250 })
    await client.recordings.remove({ id: first.id })
    // The clock stays the same one: what was said keeps its moment.
    expect(await angles()).toMatchObject([{ id: other.id, offsetMs: 4_250 }])
    await expect(client.recordings.remove({ id: other.id })).rejects.toMatchObject({ code: 'input.invalid' })
    await client.recordings.restore({ id: first.id })
    expect(await angles()).toMatchObject([{ id: first.id }, { id: other.id }])
  })

  it('a clip shows the one it names, and refuses one of another lesson', async () => {
    const { client, lessonId, other } = await withAngles()
    const clip = { lessonId, title: 'Hands', fromMs: 5_000, toMs: 8_000 }
    const made = await client.clips.add({ ...clip, recordingId: other.id })
    expect(made.recordingId).toBe(other.id)
    expect(await client.clips.update({ id: made.id, title: 'Hands up' })).toMatchObject({
      recordingId: other.id,
    })
    expect(await client.clips.update({ id: made.id, recordingId: null })).not.toHaveProperty('recordingId')
    await expect(client.clips.add({ ...clip, recordingId: 'recording:none' })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})
