import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HeldByHost } from '../../../../electron/core/app/openLibraries.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe('the program', () => {
  it('says what it is, and what this shell can do', async () => {
    const { client, core } = await openTestCore({ shell: { chooseFiles: async () => ['a'] } })
    const info = await client.app.info()
    expect(info).toMatchObject({
      version: '0.0.0-test',
      capabilities: { dialogs: false, reveal: false, dropPaths: false },
      library: { dir: core.library().dir, readOnly: false, problems: [] },
    })
    expect(info.mediaKey).toBe(core.mediaKey)
    expect(await client.shell.chooseFiles()).toEqual(['a'])
    await expect(client.shell.reveal({ path: 'x' })).rejects.toMatchObject({ code: 'capability.absent' })
    await expect(client.shell.chooseFolder()).rejects.toMatchObject({ code: 'capability.absent' })
  })

  it('names what the doctor found, and is well on a machine with ffmpeg', async () => {
    const { client } = await openTestCore()
    const { ok, checks } = await client.app.doctor()
    expect(ok).toBe(true)
    expect(checks.map(check => check.name)).toEqual([
      'ffmpeg',
      'ffprobe',
      'encoders',
      'filters',
      'data folder',
      'library folder',
      'HDR filters',
      'browser',
      'Electron',
      'fonts',
    ])
    for (const check of checks) expect(check.ok || check.hint).toBeTruthy()
  })

  it('makes an unforeseen failure a sentence with a reference to the log', async () => {
    const chooseFiles = async (): Promise<string[]> => {
      throw new Error('the dialog broke 41f7')
    }
    const { client, home } = await openTestCore({ shell: { chooseFiles } })
    const failure = await client.shell.chooseFiles().then(
      () => undefined,
      error => error,
    )
    expect(failure).toMatchObject({ code: 'internal', status: 500 })
    expect(failure.message).not.toContain('41f7')
    const log = await readFile(join(home, 'log', 'errors.log'), 'utf8')
    expect(log).toContain(failure.data.ref)
    expect(log).toContain('the dialog broke 41f7')
  })
})

describe('one library', () => {
  it('is held by one host, which others are told of', async () => {
    const libraryDir = await temporaryFolder('library')
    const home = await temporaryFolder('home')
    const host = await openTestCore({ libraryDir, home, lock: 'host' })
    const address = { url: 'http://127.0.0.1:9', token: 't' }
    await host.core.publish(address)
    const second = openTestCore({ libraryDir, home })
    await expect(second).rejects.toBeInstanceOf(HeldByHost)
    await expect(second).rejects.toMatchObject({ address })
    await host.close()
    expect((await openTestCore({ libraryDir, home })).core.library().id).toBe(host.core.library().id)
  })

  it('gives way to another, which is then the one of the settings', async () => {
    const { client, core, home, close } = await openTestCore({ lock: 'host' })
    const before = core.library()
    const ana = await client.people.join({ name: 'Ana' })
    await client.settings.set({ present: [ana.id], speaker: ana.id })
    const dir = join(await temporaryFolder('libraries'), 'school')
    let anaIsHere = false
    const stream = await client.events.stream()
    const seen: string[] = []
    const reading = (async () => {
      for await (const event of stream) {
        seen.push(event.type)
        if (event.type !== 'library.opened') continue
        // Whoever hears it may ask at once, in Ana's name.
        anaIsHere = core.isLocalPerson(ana.id)
        break
      }
    })()
    await client.app.openLibrary({ dir })
    await reading
    expect(seen[0]).toBe('connected')
    expect(anaIsHere).toBe(true)
    expect(core.library().id).not.toBe(before.id)
    await close()
    const again = await openTestCore({ home, libraryDir: dir })
    expect(again.core.library().id).toBe(core.library().id)
    const old = await openTestCore({ home, libraryDir: before.dir })
    expect(old.core.library().id).toBe(before.id)
  })
})

describe('events', () => {
  it('tell what changed, first of all that one is connected, and end when the listener goes', async () => {
    const { client, joined, core } = await openTestCore()
    const { person, client: ana } = await joined('Ana')
    const lessonId = await addLesson(core.library(), person.id)
    const stop = new AbortController()
    const stream = await client.events.stream(undefined, { signal: stop.signal })
    expect(await stream.next()).toMatchObject({ value: { type: 'connected' } })
    await ana.comments.add({ lessonId, atMs: 1, text: 'x' })
    expect(await stream.next()).toMatchObject({ value: { type: 'lesson.changed', lessonId } })
    stop.abort()
    await expect(stream.next().then(({ done }) => done)).resolves.toBe(true)
  })
})

describe('the file list', () => {
  it('shows folders, then recordings, by name, and leaves out all else', async () => {
    const { client } = await openTestCore()
    const dir = await temporaryFolder('files')
    for (const name of ['b', 'A 10', 'A 2', '.hidden']) await mkdir(join(dir, name))
    for (const name of ['z.MP4', 'a.mov', 'notes.txt', '.x.mp4']) await writeFile(join(dir, name), 'x')
    await symlink(join(dir, 'gone'), join(dir, 'broken.mp4'))
    const list = await client.files.list({ dir })
    expect(list.entries.map(entry => entry.name)).toEqual(['A 2', 'A 10', 'b', 'a.mov', 'z.MP4'])
    expect(list.entries.at(-1)).toMatchObject({ kind: 'file', sizeBytes: 1, path: join(dir, 'z.MP4') })
    expect(list.places[0]?.name).toBe('Home')
    await expect(client.files.list({ dir: join(dir, 'nope') })).rejects.toMatchObject({ code: 'notFound' })
    expect((await client.files.list({ dir: '/' })).parent).toBeNull()
  })
})
