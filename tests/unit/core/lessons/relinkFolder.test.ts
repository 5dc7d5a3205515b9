import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe.skipIf(!corpusDir)('recordings that moved', () => {
  it('are found again all at once by what they are, not by their names, and words about them are there all the time', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const was = await temporaryFolder('was')
    const names = ['apple-voice-memo.m4a', 'mdn-flower.webm', 'opencast-silent.mp4']
    for (const name of names) await copyFile(corpusFile(name), join(was, name))
    const { jobId } = await ana.recordings.import({ files: names.map(name => join(was, name)) })
    await jobEnded(ana, jobId)
    const [first] = await ana.lessons.list()
    await ana.comments.add({ lessonId: first?.id ?? 'lesson:none', atMs: 100, text: 'kept' })

    // Two are on another drive under other names; one is nowhere, and another file has its name.
    const drive = await temporaryFolder('drive')
    await mkdir(join(drive, 'school', 'lessons'), { recursive: true })
    await rename(join(was, names[0] ?? ''), join(drive, 'a.bin'))
    await rename(join(was, names[1] ?? ''), join(drive, 'school', 'lessons', 'b.webm'))
    await rm(join(was, names[2] ?? ''))
    await writeFile(join(drive, names[2] ?? ''), 'another file of that name')
    const missing = async () =>
      (await ana.lessons.list()).filter(({ recordings }) => recordings[0]?.missing).map(({ title }) => title)
    expect(await missing()).toHaveLength(3)
    expect(await ana.comments.list({ lessonId: first?.id ?? 'lesson:none' })).toHaveLength(1)

    const search = async (dir: string) => jobEnded(ana, (await ana.recordings.relinkFolder({ dir })).jobId)
    expect(await search(drive)).toMatchObject({ state: 'done', result: { found: 2, stillMissing: 1 } })
    expect(await missing()).toEqual(['opencast-silent'])
    expect(await search(drive)).toMatchObject({ result: { found: 0, stillMissing: 1 } })
    expect(await search(join(drive, 'none'))).toMatchObject({
      state: 'failed',
      error: { code: 'input.invalid' },
    })
  }, 120_000)
})
