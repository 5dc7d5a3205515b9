import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveUpload, type Upload } from '../../../electron/host/upload.ts'
import { temporaryFolder } from '../../fixtures/openTestCore.ts'

const streamOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece))
      controller.close()
    },
  })

async function uploading(name: string, body: ReadableStream<Uint8Array>, more: Partial<Upload> = {}) {
  const folder = more.folder ?? join(await temporaryFolder('upload'), 'media')
  const saved = saveUpload({
    folder,
    name,
    body,
    sizeBytes: undefined,
    signal: new AbortController().signal,
    ...more,
  })
  return { folder, saved }
}

describe('saveUpload', () => {
  it('keeps what was sent under the name it had', async () => {
    const { folder, saved } = await uploading('Tuesday lesson.MOV', streamOf('one ', 'two'), { sizeBytes: 7 })
    expect(await saved).toBe(join(folder, 'Tuesday lesson.MOV'))
    expect(await readFile(await saved, 'utf8')).toBe('one two')
    expect(await readdir(folder)).toEqual(['Tuesday lesson.MOV'])
  })

  it.each([
    '../../escape.mp4',
    '..\\..\\escape.mp4',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    '..',
    '.hidden.mp4',
    'nul.mp4',
    'a\u0000b.mp4',
    `${'ä'.repeat(400)}.mp4`,
    `lesson.${'x'.repeat(300)}`,
    'line\nbreak.mp4',
    '',
  ])('makes a safe name of %j, inside the folder', async name => {
    const { folder, saved } = await uploading(name, streamOf('x'))
    const path = await saved
    expect(dirname(path)).toBe(folder)
    expect(Buffer.byteLength(basename(path))).toBeLessThan(200)
    expect(basename(path)).not.toMatch(/^\.|^nul\./i)
    expect(await readdir(folder)).toEqual([basename(path)])
  })

  it('keeps the ending of a name that is too long', async () => {
    const { saved } = await uploading(`${'long '.repeat(100)}.mp4`, streamOf('x'))
    expect(await saved).toMatch(/\.mp4$/)
  })

  it('replaces no file that is there', async () => {
    const folder = await temporaryFolder('upload')
    await writeFile(join(folder, 'lesson.mp4'), 'first')
    const { saved } = await uploading('lesson.mp4', streamOf('second'), { folder })
    expect(basename(await saved)).toBe('lesson (2).mp4')
    expect(await readFile(join(folder, 'lesson.mp4'), 'utf8')).toBe('first')
  })

  it.each([
    ['an empty file', streamOf(), undefined, 'media.empty'],
    ['fewer bytes than were said', streamOf('only'), 100, 'cancelled'],
    ['more bytes than any recording has', streamOf('x'), 2 ** 53 - 1, 'input.invalid'],
  ])('refuses %s and leaves nothing', async (_, body, sizeBytes, code) => {
    const { folder, saved } = await uploading('lesson.mp4', body, { sizeBytes })
    await expect(saved).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing when the page goes away in the middle', async () => {
    const gone = new AbortController()
    const endless = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('the first half'))
      },
    })
    const { folder, saved } = await uploading('lesson.mp4', endless, { signal: gone.signal })
    gone.abort()
    await expect(saved).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing when the sender breaks down', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('connection reset'))
      },
    })
    const { folder, saved } = await uploading('lesson.mp4', broken)
    await expect(saved).rejects.toThrow('connection reset')
    expect(await readdir(folder)).toEqual([])
  })

  it('says so where the folder is none', async () => {
    const parent = await temporaryFolder('upload')
    await writeFile(join(parent, 'media'), 'a file')
    const { saved } = await uploading('lesson.mp4', streamOf('x'), { folder: join(parent, 'media') })
    await expect(saved).rejects.toMatchObject({ code: 'disk.failed' })
    expect(await readdir(parent)).toEqual(['media'])
  })
})
