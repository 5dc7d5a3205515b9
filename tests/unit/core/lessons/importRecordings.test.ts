import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportRequest, ImportResult } from '../../../../electron/contract/api/lessons.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { openTestCore, type TestClient, temporaryFolder } from '../../../fixtures/openTestCore.ts'

async function importing(client: TestClient, request: ImportRequest): Promise<ImportResult> {
  const { jobId } = await client.recordings.import(request)
  const job = await jobEnded(client, jobId)
  if (job.state !== 'done') throw new Error(`${job.state}: ${job.error?.message}`)
  return importResult.parse(job.result)
}

describe.skipIf(!corpusDir)('importing', () => {
  it('links a recording and names its lesson after the file', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const file = corpusFile('googlework-short.mp4')
    const { imported, failed } = await importing(ana, { files: [file], teacher: 'Ben', grade: '4' })
    expect(failed).toEqual([])
    const [lesson] = await client.lessons.list()
    expect(imported).toMatchObject([
      { file, lessonId: lesson?.id, title: 'googlework-short', existing: false },
    ])
    expect(lesson).toMatchObject({ title: 'googlework-short', teacher: 'Ben', grade: '4', comments: 0 })
    expect(lesson?.date).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(lesson?.recordings).toMatchObject([{ file, missing: false, source: 'original', offsetMs: 0 }])
    expect(lesson?.durationMs).toBe(imported[0]?.durationMs)
    expect(await readdir(core.library().dir)).not.toContain('media')
  })

  it('gives each file its outcome, in the order of the files, and goes on', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    const gone = join(folder, 'gone.mp4')
    const text = join(folder, 'text.mp4')
    await writeFile(text, 'Dear parents, the recording is attached.')
    const files = [
      corpusFile('zero-byte.mp4'),
      corpusFile('rails-rotated.mp4'),
      text,
      gone,
      'relative.mp4',
      corpusFile('apple-voice-memo.m4a'),
    ]
    const { imported, failed } = await importing(ana, { files })
    expect(imported.map(each => each.file)).toEqual([files[1], files[5]])
    expect(failed.map(({ file, code }) => [file, code])).toEqual([
      [files[0], 'media.empty'],
      [files[2], 'media.notRecording'],
      [gone, 'media.missing'],
      ['relative.mp4', 'input.invalid'],
    ])
    for (const { message } of failed) expect(message).toMatch(/^[A-Z“].{20,}[.!]$/s)
    expect(await client.lessons.list()).toHaveLength(2)
  })

  it('finds a recording that the library has, also under another name and within one batch', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    const twin = join(folder, 'twin.mp4')
    const file = corpusFile('rails-rotated.mp4')
    await copyFile(file, twin)
    const first = await importing(ana, { files: [file, twin] })
    expect(first.imported.map(each => each.existing).sort()).toEqual([false, true])
    expect(new Set(first.imported.map(each => each.lessonId)).size).toBe(1)
    const again = await importing(ana, { files: [twin] })
    expect(again.imported).toMatchObject([{ existing: true, lessonId: first.imported[0]?.lessonId }])
    expect(await client.lessons.list()).toHaveLength(1)
  })

  it('searches folders, leaves out what is hidden or called otherwise, and follows no circle', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    await mkdir(join(folder, 'week 2', '.hidden'), { recursive: true })
    const file = join(folder, 'week 2', 'Lesson_one.MP4')
    await copyFile(corpusFile('rails-rotated.mp4'), file)
    await copyFile(corpusFile('rails-no-audio.mp4'), join(folder, 'week 2', '.hidden', 'no.mp4'))
    await writeFile(join(folder, 'notes.txt'), 'x')
    await symlink(folder, join(folder, 'round'))
    const { imported, failed } = await importing(ana, { files: [folder] })
    expect(failed).toEqual([])
    expect(imported).toMatchObject([{ file, title: 'Lesson one' }])
    await mkdir(join(folder, 'empty'))
    const none = await importing(ana, { files: [join(folder, 'empty')] })
    expect(none.failed).toMatchObject([{ code: 'media.notRecording' }])
  })

  it('copies where that is asked for, and the copy outlives the original', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    const file = join(folder, 'Ünï “a:b” ☃.mp4')
    await copyFile(corpusFile('rails-rotated.mp4'), file)
    await importing(ana, { files: [file], copy: true })
    await rm(file)
    const [lesson] = await client.lessons.list()
    const copy = lesson?.recordings[0]
    expect(copy).toMatchObject({ missing: false })
    const [kept, original] = await Promise.all(
      [copy?.file ?? '', corpusFile('rails-rotated.mp4')].map(path => readFile(path)),
    )
    expect(original && kept?.equals(original)).toBe(true)
    expect(await readdir(join(core.library().dir, 'media'))).toHaveLength(1)
    expect(core.library().all('recording')[0]?.path).toMatch(/^media\//)
  })

  it('adds an angle to a lesson', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const first = await importing(ana, { files: [corpusFile('rails-rotated.mp4')] })
    const lessonId = first.imported[0]?.lessonId ?? 'lesson:none'
    const angle = await importing(ana, { files: [corpusFile('googlework-short.mp4')], lessonId })
    expect(angle.imported).toMatchObject([{ lessonId }])
    const lessons = await client.lessons.list()
    expect(lessons).toHaveLength(1)
    expect(lessons[0]?.recordings).toHaveLength(2)
    expect(lessons[0]?.durationMs).toBe(angle.imported[0]?.durationMs)
  })

  it('takes a title with one file only', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const files = [corpusFile('rails-rotated.mp4'), corpusFile('rails-no-audio.mp4')]
    const { jobId } = await ana.recordings.import({ files, title: 'One' })
    expect(await jobEnded(ana, jobId)).toMatchObject({ state: 'failed', error: { code: 'input.invalid' } })
    expect(await client.lessons.list()).toEqual([])
  })

  it('cancelled leaves no half of a copy', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const files = [corpusFile('avalon-sheephead.mov'), corpusFile('googlework-short.mp4')]
    const { jobId } = await ana.recordings.import({ files, copy: true })
    await client.jobs.cancel({ id: jobId })
    expect(await jobEnded(ana, jobId)).toMatchObject({ state: 'cancelled' })
    const media = await readdir(join(core.library().dir, 'media')).catch(() => [])
    expect(media).toHaveLength((await client.lessons.list()).length)
  })

  it('asks who speaks', async () => {
    const { client } = await openTestCore()
    await expect(
      client.recordings.import({ files: [corpusFile('rails-rotated.mp4')] }),
    ).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  it.skipIf(process.getuid?.() === 0)('says so where the system forbids to look', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('closed')
    await chmod(folder, 0)
    const { failed } = await importing(ana, { files: [folder] })
    expect(failed).toMatchObject([{ code: 'media.noPermission' }])
  })
})

describe.skipIf(!corpusDir)('what was dropped on a page', () => {
  it('is moved into the library, and removed where it is refused or known', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const incoming = core.uploadFolder()
    await mkdir(incoming, { recursive: true })
    const drop = async (name: string) => {
      const file = join(incoming, name)
      await copyFile(corpusFile(name), file)
      return file
    }
    const files = [await drop('rails-rotated.mp4'), await drop('zero-byte.mp4')]
    const { imported, failed } = await importing(ana, { files })
    expect([imported.length, failed.length]).toEqual([1, 1])
    await importing(ana, { files: [await drop('rails-rotated.mp4')] })
    expect(await readdir(incoming)).toEqual([])
    const [lesson] = await client.lessons.list()
    expect(lesson?.title).toBe('rails-rotated')
    expect(lesson?.recordings).toMatchObject([{ missing: false }])
  })
})

describe.skipIf(!corpusDir)('a recording', () => {
  it('that moved is found again where people say it is, and nothing else is taken for it', async () => {
    const { client, joined, core, home, close } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    const file = join(folder, 'a.mp4')
    await copyFile(corpusFile('rails-rotated.mp4'), file)
    const { imported } = await importing(ana, { files: [file] })
    const id = imported[0]?.recordingId ?? 'recording:none'
    const moved = join(folder, 'b.mp4')
    await copyFile(file, moved)
    await rm(file)
    const seen = async (at: TestClient) => (await at.lessons.list())[0]?.recordings[0]
    expect(await seen(client)).toMatchObject({ missing: true, source: null, file })
    await expect(core.mediaFile(id, 'original')).rejects.toMatchObject({ code: 'media.missing' })
    await expect(
      client.recordings.relink({ id, file: corpusFile('rails-no-audio.mp4') }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await client.recordings.relink({ id, file: moved })).toMatchObject({ missing: false, file: moved })
    await close()
    const again = await openTestCore({ home })
    expect(await seen(again.client)).toMatchObject({ missing: false, file: moved })
  })

  it('that moved is found again where it is imported from', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const folder = await temporaryFolder('recordings')
    const [file, moved] = [join(folder, 'a.mp4'), join(folder, 'b.mp4')]
    await copyFile(corpusFile('rails-rotated.mp4'), file)
    await importing(ana, { files: [file] })
    await rename(file, moved)
    expect((await importing(ana, { files: [moved] })).imported).toMatchObject([{ existing: true }])
    const seen = async () => (await client.lessons.list()).map(lesson => lesson.recordings)
    expect(await seen()).toMatchObject([[{ missing: false, file: moved }]])
    await mkdir(core.uploadFolder(), { recursive: true })
    const dropped = join(core.uploadFolder(), 'c.mp4')
    await rename(moved, dropped)
    await importing(ana, { files: [dropped] })
    expect(await seen()).toMatchObject([[{ missing: false, file: expect.stringContaining('c.mp4') }]])
    expect(await readdir(core.uploadFolder())).toEqual([])
  })

  it('that Chromium cannot show gets a playable copy', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const { imported } = await importing(ana, { files: [corpusFile('mpeg4-sp-176x144.mp4')] })
    const id = imported[0]?.recordingId ?? 'recording:none'
    const seen = async () => (await client.lessons.list())[0]?.recordings[0]
    expect(await seen()).toMatchObject({ playable: false, proxyNeeded: true, proxy: 'none', source: 'live' })
    expect(await core.mediaFile(id, 'proxy')).toBeUndefined()
    const one = await client.recordings.makeProxy({ id })
    expect(await jobEnded(client, one.jobId)).toMatchObject({ state: 'done', kind: 'proxy' })
    expect(await seen()).toMatchObject({ proxy: 'ready', source: 'proxy' })
    expect((await core.mediaFile(id, 'proxy'))?.path).toMatch(/proxy\.mp4$/)
    const two = await client.recordings.makeProxy({ id })
    expect(await jobEnded(client, two.jobId)).toMatchObject({ state: 'done' })
  })

  it('has a poster when it is asked for; sound has none', async () => {
    const { client, joined, core } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const files = [corpusFile('rails-rotated.mp4'), corpusFile('apple-voice-memo.m4a')]
    const { imported } = await importing(ana, { files })
    const paths = await Promise.all(imported.map(each => core.mediaFile(each.recordingId, 'poster')))
    expect((await readFile(paths[0]?.path ?? '')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(paths[1]).toBeUndefined()
    const lessons = await client.lessons.list()
    expect(lessons.map(each => [each.title, each.recordings[0]?.hasPoster]).sort()).toEqual([
      ['apple-voice-memo', false],
      ['rails-rotated', true],
    ])
  })
})
