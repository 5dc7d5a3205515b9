import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { partPathOf } from '../../electron/core/jobs/partFile.ts'
import { createHost } from '../../electron/host/createHost.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'
import { openTestHost, type TestHost } from '../fixtures/openTestHost.ts'

const authorization = (host: TestHost) => ({ authorization: `Bearer ${host.host.token}` })

describe('an upload over HTTP', () => {
  it('is kept in the library under its own name', async () => {
    const host = await openTestHost()
    const name = 'Übung – 3. Klasse "Brüche".mp4'
    const answer = await host.send({
      method: 'PUT',
      path: `/upload?name=${encodeURIComponent(name)}`,
      headers: authorization(host),
      body: 'the bytes',
    })
    expect(answer.status).toBe(201)
    const { path } = JSON.parse(answer.body.toString())
    expect(dirname(path)).toBe(host.core.uploadFolder())
    expect(basename(path)).toBe('Übung – 3. Klasse Brüche.mp4')
    expect(await readFile(path, 'utf8')).toBe('the bytes')
  })

  it('says what is wrong with one that is empty, in the words of the contract', async () => {
    const host = await openTestHost()
    const answer = await host.send({
      method: 'PUT',
      path: '/upload?name=a.mp4',
      headers: authorization(host),
    })
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'media.empty' })
  })

  it('leaves nothing when it is cut off', async () => {
    const host = await openTestHost()
    const folder = host.core.uploadFolder()
    const written = async () => (await readdir(folder).catch(() => [])).length
    const request = httpRequest({
      host: '127.0.0.1',
      port: host.host.port,
      method: 'PUT',
      path: '/upload?name=lesson.mp4',
      headers: { ...authorization(host), 'content-length': '1000000' },
    })
    request.on('error', () => undefined)
    request.write('the first bytes')
    while ((await written()) === 0) await turn()
    request.destroy()
    while ((await written()) > 0) await turn()
    expect(await written()).toBe(0)
  })

  it('that a crash cut off is taken away at the next start, but not one that is still being written', async () => {
    const { core } = await openTestCore()
    const folder = core.uploadFolder()
    await mkdir(folder, { recursive: true })
    const [old, fresh] = [partPathOf(join(folder, 'old.mp4')), partPathOf(join(folder, 'fresh.mp4'))]
    for (const part of [old, fresh]) await writeFile(part, 'half')
    await utimes(old, 0, 0)
    await writeFile(join(folder, 'whole.mp4'), 'whole')
    const host = await createHost({ core, uiDir: '.' })
    await host.close()
    expect((await readdir(folder)).sort()).toEqual([basename(fresh), 'whole.mp4'].sort())
  })
})
