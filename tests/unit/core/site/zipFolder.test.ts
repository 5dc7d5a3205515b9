import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromBuffer } from 'yauzl'
import { checkFree, freePlace } from '../../../../electron/core/site/places.ts'
import { zipFolder } from '../../../../electron/core/site/zipFolder.ts'
import { temporaryFolder } from '../../../fixtures/openTestCore.ts'

const namesIn = (zip: Buffer): Promise<string[]> =>
  new Promise((done, fail) => {
    fromBuffer(zip, { lazyEntries: false }, (error, opened) => {
      if (error) return fail(error)
      const names: string[] = []
      opened.on('entry', ({ fileName }) => names.push(fileName))
      opened.on('end', () => done(names))
      opened.on('error', fail)
    })
  })

async function folderWithPage() {
  const folder = await temporaryFolder('site')
  await mkdir(join(folder, 'media'))
  await writeFile(join(folder, 'index.html'), '<p>words</p>'.repeat(1000))
  await writeFile(join(folder, 'media', '001.mp4'), 'm'.repeat(5000))
  return folder
}

describe('a clip library as one zip', () => {
  it('holds one folder, packs the page, and leaves recordings as they are', async () => {
    const out = join(await temporaryFolder('out'), 'plc.zip')
    const seen: number[] = []
    await zipFolder(await folderWithPage(), out, {
      top: 'Größe “½”',
      signal: new AbortController().signal,
      passed: bytes => seen.push(bytes),
    })
    const zip = await readFile(out)
    expect(await namesIn(zip)).toEqual(['Größe “½”/index.html', 'Größe “½”/media/001.mp4'])
    expect(zip.length).toBeGreaterThan(5000)
    expect(zip.length).toBeLessThan(7000)
    expect(seen.at(-1)).toBe(zip.length)
  })

  it('stops when it is cancelled', async () => {
    const out = join(await temporaryFolder('out'), 'plc.zip')
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(
      zipFolder(await folderWithPage(), out, { top: 'plc', signal, passed: () => undefined }),
    ).rejects.toThrow()
  })
})

describe('where a clip library is written', () => {
  it('overwrites neither a folder with something in it nor a zip', async () => {
    const parent = await temporaryFolder('out')
    expect(await freePlace(parent, 'PLC: autumn', true)).toBe(join(parent, 'PLC autumn.zip'))
    await writeFile(join(parent, 'PLC autumn.zip'), '')
    expect(await freePlace(parent, 'PLC: autumn', true)).toBe(join(parent, 'PLC autumn (2).zip'))
    await expect(checkFree(join(parent, 'PLC autumn.zip'), true)).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('there already'),
    })
    await expect(checkFree(parent, false)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(checkFree('plc.zip', true)).rejects.toMatchObject({ code: 'input.invalid' })
    await mkdir(join(parent, 'empty'))
    await checkFree(join(parent, 'empty'), false)
    await checkFree(join(parent, 'new'), false)
  })
})
