import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mediaAddress } from '../../electron/contract/api/doors.ts'
import { createHost } from '../../electron/host/createHost.ts'
import type { HostedCore, MediaFile } from '../../electron/host/hostedCore.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { openTestHost, sendRaw, type TestHost } from '../fixtures/openTestHost.ts'

/** A host whose recordings are the files that a test lays down: what is tried is the way of the bytes, not the library. */
async function serving(find: (part: string) => MediaFile | undefined) {
  const { core } = await openTestHost()
  const hosted: HostedCore = { ...core, mediaFile: async (_, part) => find(part) }
  const host = await createHost({ core: hosted, uiDir: '.' })
  const path = mediaAddress('recording:1', 'original', core.mediaKey)
  return {
    host,
    path,
    ask: (headers: Record<string, string> = {}, method = 'GET', at = path) =>
      sendRaw(host.port, { method, path: at, headers }),
  }
}

async function recordingOf(bytes: Uint8Array, name = 'lesson.mov') {
  const file = join(await temporaryFolder('media'), name)
  await writeFile(file, bytes)
  const served = await serving(() => ({ path: file }))
  return { ...served, file }
}

describe('the bytes of a recording', () => {
  const bytes = randomBytes(700_001)

  it('come whole where no part is asked for', async () => {
    const { ask } = await recordingOf(bytes)
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.headers['content-length']).toBe(String(bytes.length))
    expect(answer.headers['accept-ranges']).toBe('bytes')
    expect(answer.headers['content-type']).toBe('video/mp4')
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.body.equals(bytes)).toBe(true)
  })

  it.each([
    ['bytes=0-', 0, 700_000],
    ['bytes=0-0', 0, 0],
    ['bytes=300000-', 300_000, 700_000],
    ['bytes=100-599999', 100, 599_999],
    ['bytes=-1000', 699_001, 700_000],
    ['bytes=699999-9999999', 699_999, 700_000],
  ])('come by the part that %s names', async (range, first, last) => {
    const { ask } = await recordingOf(bytes)
    const answer = await ask({ range })
    expect(answer.status).toBe(206)
    expect(answer.headers['content-range']).toBe(`bytes ${first}-${last}/700001`)
    expect(answer.headers['content-length']).toBe(String(last - first + 1))
    expect(answer.body.equals(bytes.subarray(first, last + 1))).toBe(true)
  })

  it('are refused beyond their end', async () => {
    const { ask } = await recordingOf(bytes)
    const answer = await ask({ range: 'bytes=700001-' })
    expect(answer.status).toBe(416)
    expect(answer.headers['content-range']).toBe('bytes */700001')
  })

  it('are only measured by HEAD', async () => {
    const { ask } = await recordingOf(bytes)
    const whole = await ask({}, 'HEAD')
    expect([whole.status, whole.headers['content-length'], whole.body.length]).toEqual([200, '700001', 0])
    const part = await ask({ range: 'bytes=10-19' }, 'HEAD')
    expect([part.status, part.headers['content-length'], part.body.length]).toEqual([206, '10', 0])
  })

  it('start anew where the file became another one behind the same name', async () => {
    const { ask, file } = await recordingOf(bytes)
    const etag = String((await ask({}, 'HEAD')).headers.etag)
    expect((await ask({ range: 'bytes=5-', 'if-range': etag })).status).toBe(206)
    expect((await ask({ 'if-none-match': etag })).status).toBe(304)
    await writeFile(file, randomBytes(500))
    const after = await ask({ range: 'bytes=5-', 'if-range': etag })
    expect([after.status, after.body.length]).toEqual([200, 500])
  })

  it('of an empty file are none', async () => {
    const { ask } = await recordingOf(new Uint8Array())
    const answer = await ask()
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '0', 0])
    expect((await ask({ range: 'bytes=0-' })).status).toBe(416)
  })

  it('that are gone are said to be missing', async () => {
    const { ask, file } = await recordingOf(bytes)
    await rename(file, `${file}.moved`)
    const answer = await ask()
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'media.missing' })
  })

  it('are not found under a part that there is not', async () => {
    const { ask, path } = await recordingOf(bytes)
    expect((await ask({}, 'GET', path.replace('original', 'other'))).status).toBe(404)
  })

  it('of what gets its name while it is being asked for come under that name', async () => {
    const folder = await temporaryFolder('media')
    const part = join(folder, 'filmstrip.strip.0123456789ab.debrief-part.strip')
    const whole = join(folder, 'filmstrip.strip')
    await writeFile(part, bytes)
    await rename(part, whole)
    const { ask } = await serving(() => ({ path: part, movesTo: whole }))
    const answer = await ask({ range: 'bytes=600000-' })
    expect([answer.status, answer.body.equals(bytes.subarray(600_000))]).toEqual([206, true])
  })

  it.each(['filmstrip', 'waveform'])('have the part %s too, behind the same key', async part => {
    const file = join(await temporaryFolder('media'), `${part}.strip`)
    await writeFile(file, 'packets')
    const { ask, path } = await serving(asked => (asked === part ? { path: file } : undefined))
    const at = path.replace('original', part)
    expect((await ask({}, 'GET', at)).body.toString()).toBe('packets')
    expect((await ask({}, 'GET', at.replace(/key=.*/, 'key=wrong'))).status).toBe(401)
  })
})

async function importOne(host: TestHost, file: string) {
  const { api } = await host.joined('Ana', 'coach')
  const { jobId } = await api.recordings.import({ files: [file] })
  for await (const event of await api.events.stream()) {
    const job =
      event.type === 'connected'
        ? await api.jobs.get({ id: jobId })
        : event.type === 'job.changed' && event.job
    if (job && job.id === jobId && job.state === 'done') break
  }
  const [lesson] = await api.lessons.list()
  const recording = lesson?.recordings[0]
  if (!recording) throw new Error('nothing was imported')
  return { api, recording }
}

describe.skipIf(!corpusDir)('a real recording', () => {
  it('is served by its id alone, and never by its place', async () => {
    const host = await openTestHost()
    const { recording } = await importOne(host, corpusFile('mdn-flower.webm'))
    const path = mediaAddress(recording.id, 'original', host.core.mediaKey)
    const answer = await host.send({ path, headers: { range: 'bytes=0-3' } })
    expect(answer.status).toBe(206)
    expect(answer.headers['content-type']).toBe('video/webm')
    expect(answer.body.toString('hex')).toBe('1a45dfa3')
    const byPlace = mediaAddress(corpusFile('mdn-flower.webm'), 'original', host.core.mediaKey)
    expect((await host.send({ path: byPlace })).status).toBe(404)
  })
})
