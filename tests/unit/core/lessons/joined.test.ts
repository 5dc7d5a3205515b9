import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportedClip } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { openTestCore, type TestClient, temporaryFolder } from '../../../fixtures/openTestCore.ts'

/** Real footage as a GoPro would have split it, out of order and with a file that is not of it. */
async function card(): Promise<{ folder: string; parts: string[]; other: string }> {
  const folder = await temporaryFolder('card')
  const args = ['-c', 'copy', '-f', 'segment', '-segment_time', '10', '-reset_timestamps', '1']
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-i',
    corpusFile('googlework-short.mp4'),
    ...args,
    join(folder, 'cut%d.mp4'),
  ])
  const parts = [0, 1, 2, 3].map(nth => join(folder, `GX0${nth + 1}0042.MP4`))
  for (const [nth, part] of parts.entries()) renameSync(join(folder, `cut${nth}.mp4`), part)
  const other = join(folder, 'GX010043.MP4')
  copyFileSync(corpusFile('rails-rotated.mp4'), other)
  return { folder, parts, other }
}

async function importing(client: TestClient, files: string[], join = true) {
  const { jobId } = await client.recordings.import({ files, join })
  const job = await jobEnded(client, jobId)
  return job.state === 'done' ? importResult.parse(job.result) : job.error
}

async function joinedLesson() {
  const test = await openTestCore()
  const { client: ana } = await test.joined('Ana')
  const files = await card()
  const result = await importing(ana, [...files.parts].reverse().concat(files.other))
  if (!result || 'code' in result) throw new Error(result?.message)
  return { ...test, ...files, ana, result }
}

describe.skipIf(!corpusDir)('a recording that a camera split', () => {
  it('is one recording as long as all of them, beside what does not belong to it; twice is once', async () => {
    const { ana, parts, other, result } = await joinedLesson()
    expect(result.failed).toEqual([])
    expect(result.imported.map(each => [each.file, each.parts])).toEqual([
      [parts[0], parts],
      [other, undefined],
    ])
    const lengths = await ana.lessons.list()
    const joined = lengths.find(each => each.id === result.imported[0]?.lessonId)
    expect(joined?.durationMs).toBeGreaterThan(34_900)
    expect(joined?.recordings).toMatchObject([{ file: parts[0], missing: false, source: 'live', width: 320 }])
    const again = await importing(ana, parts)
    expect(again).toMatchObject({ imported: [{ existing: true, lessonId: joined?.id }] })
    expect(await ana.lessons.list()).toHaveLength(2)
  }, 120_000)

  it('plays, is drawn and is cut across the seam', async () => {
    const { core, ana, result } = await joinedLesson()
    const { recordingId = 'recording:none', lessonId = 'lesson:none' } = result.imported[0] ?? {}
    const live = await core.liveCopy(recordingId)
    const bytes: Buffer[] = []
    for await (const piece of live?.cell(5, new AbortController().signal) ?? []) bytes.push(piece)
    expect(Buffer.concat(bytes).length).toBeGreaterThan(5000)
    const strips = await ana.strips.open({ id: recordingId })
    expect((await jobEnded(ana, strips.jobId ?? '')).result).toMatchObject({
      filmstripBytes: expect.toSatisfy((size: number) => size > 10_000),
      waveformBytes: expect.toSatisfy((size: number) => size > 6000),
    })
    const clip = await ana.clips.add({ lessonId, title: 'across', fromMs: 8000, toMs: 13_000 })
    await ana.comments.add({ lessonId, atMs: 9000, toMs: 12_000, text: 'on both sides' })
    const dir = await temporaryFolder('out')
    const { jobIds } = await ana.exports.start({ clipIds: [clip.id], dir })
    const job = await jobEnded(ana, jobIds[0] ?? '')
    expect(job.error).toBeUndefined()
    expect(exportedClip.parse(job.result)).toMatchObject({
      verified: true,
      durationMs: expect.closeTo(5000, -2),
    })
  }, 180_000)

  it('is missing while one of its files is, and is found by that file alone', async () => {
    const { ana, folder, parts, result } = await joinedLesson()
    const seen = async () =>
      (await ana.lessons.list()).find(each => each.id === result.imported[0]?.lessonId)?.recordings[0]
    mkdirSync(join(folder, 'elsewhere'))
    const moved = join(folder, 'elsewhere', 'renamed.mp4')
    renameSync(parts[2] ?? '', moved)
    expect(await seen()).toMatchObject({ missing: true, source: null, file: parts[2] })
    const id = result.imported[0]?.recordingId ?? 'recording:none'
    await expect(ana.recordings.relink({ id, file: corpusFile('rails-rotated.mp4') })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    expect(await ana.recordings.relink({ id, file: moved })).toMatchObject({ missing: false, source: 'live' })
  }, 120_000)

  it('refuses to join what is not alike, and to copy what is joined', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const files = [corpusFile('googlework-short.mp4'), corpusFile('rails-rotated.mp4')]
    expect(await importing(ana, files)).toMatchObject({ code: 'input.invalid' })
    expect(await ana.lessons.list()).toEqual([])
  }, 60_000)
})
