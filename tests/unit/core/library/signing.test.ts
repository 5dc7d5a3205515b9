import { generateKeyPairSync, sign } from 'node:crypto'
import { cp, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Signer, vouchingOf } from '../../../../electron/core/library/signing.ts'
import { signWriterFile, writerFileCodec } from '../../../../electron/core/library/writerFile.ts'
import { ana, ben, comment, lesson } from './records.ts'
import { testFolders, texts } from './testLibrary.ts'

const folders = testFolders()
const folder = 'lessons/ONE'

/** A key pair, and with `by` the statement of another one that both are of one machine. */
function signer(by?: Signer): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = String(publicKey.export({ format: 'jwk' }).x)
  return {
    key,
    sign: statement => sign(null, statement, privateKey).toString('base64url'),
    ...(by && { voucher: { key: by.key, signature: by.sign(vouchingOf(key)) } }),
  }
}

const elsewhere = (name: string) => join(folders.home, '..', name)
const doubts = async (library: Awaited<ReturnType<typeof folders.open>>) =>
  Object.fromEntries(
    (await library.conversation(lesson)).comments.map(({ record, doubt }) => [record.text, doubt]),
  )

describe('what others wrote', () => {
  it('is sure when it is signed by the key that first signed their words', async () => {
    const there = await folders.open({ home: elsewhere('bens'), signer: signer() })
    await there.write(ben, [{ put: comment('B', 'signed'), lessonId: lesson }])
    const here = await folders.open({ signer: signer() })
    expect(await doubts(here)).toEqual({ signed: undefined })
    await there.write(ben, [{ put: comment('C', 'signed later'), lessonId: lesson }])
    await here.refresh()
    expect(await doubts(here)).toEqual({ signed: undefined, 'signed later': undefined })
  })

  it('from before anything was signed is shown as it is; what has no signature later is doubted', async () => {
    const bens = await folders.open({ home: elsewhere('bens'), now: () => 1000 })
    await bens.write(ben, [{ put: comment('A', 'old'), lessonId: lesson }])
    await bens.close()
    const here = await folders.open({ signer: signer(), now: () => 5000 })
    expect(await doubts(here)).toEqual({ old: undefined })
    const signed = await folders.open({ home: elsewhere('bens 2'), signer: signer(), now: () => 2000 })
    await signed.write(ben, [{ put: comment('B', 'signed'), lessonId: lesson }])
    const unsigned = await folders.open({ home: elsewhere('forger'), now: () => 3000 })
    await unsigned.write(ben, [{ put: comment('C', 'said to be by Ben'), lessonId: lesson }])
    await here.refresh()
    expect(await doubts(here)).toEqual({ old: undefined, signed: undefined, 'said to be by Ben': 'unsigned' })
  })

  it('in the name of someone known, from another machine, is doubted until someone here recognises that machine', async () => {
    const bens = await folders.open({ home: elsewhere('bens'), signer: signer() })
    await bens.write(ben, [{ put: comment('A', 'at school'), lessonId: lesson }])
    const key = signer()
    const here = await folders.open({ signer: key })
    await doubts(here)
    const laptop = await folders.open({ home: elsewhere('laptop'), signer: signer() })
    await laptop.write(ben, [{ put: comment('B', 'at home'), lessonId: lesson }])
    await here.refresh()
    expect(await doubts(here)).toEqual({ 'at school': undefined, 'at home': 'unknownKey' })
    await here.recognise(lesson, 'comment:B')
    expect(await doubts(here)).toEqual({ 'at school': undefined, 'at home': undefined })
    await here.close()
    expect(await doubts(await folders.open({ signer: key }))).toMatchObject({ 'at home': undefined })
  })

  it('in my own name, from another machine, is doubted here as well', async () => {
    const here = await folders.open({ signer: signer() })
    await here.write(ana, [{ put: comment('A', 'mine'), lessonId: lesson }])
    const forger = await folders.open({ home: elsewhere('forger'), signer: signer() })
    await forger.write(ana, [{ put: comment('B', 'not mine'), lessonId: lesson }])
    await here.refresh()
    expect(await doubts(here)).toEqual({ mine: undefined, 'not mine': 'unknownKey' })
  })

  it('from a second key of their machine is sure where the first one vouches for it, and only then', async () => {
    const first = signer()
    const bens = await folders.open({ home: elsewhere('bens'), signer: first })
    await bens.write(ben, [{ put: comment('A', 'in the window'), lessonId: lesson }])
    const here = await folders.open({ signer: signer() })
    await doubts(here)
    const shell = await folders.open({ home: elsewhere('bens shell'), signer: signer(first) })
    await shell.write(ben, [{ put: comment('B', 'on the command line'), lessonId: lesson }])
    const liar = await folders.open({
      home: elsewhere('liar'),
      signer: { ...signer(), voucher: { key: first.key, signature: first.sign(vouchingOf('another')) } },
    })
    await liar.write(ben, [{ put: comment('C', 'a lie'), lessonId: lesson }])
    await here.refresh()
    expect(await doubts(here)).toEqual({
      'in the window': undefined,
      'on the command line': undefined,
      'a lie': 'unknownKey',
    })
  })

  it('and someone changed afterwards, or laid into another lesson, is doubted', async () => {
    const bens = await folders.open({ home: elsewhere('bens'), signer: signer() })
    await bens.write(ben, [{ put: comment('A', 'as it was'), lessonId: lesson }])
    const here = await folders.open({ signer: signer() })
    await doubts(here)
    const [name = ''] = await folders.files(folder)
    const path = join(folders.dir, folder, name)
    const file = writerFileCodec.decode(await readFile(path))
    const changed = signWriterFile(
      {
        ...file,
        records: new Map(
          [...file.records].map(([id, stored]) => [
            id,
            { ...stored, line: stored.line.replace('as it was', 'as it is') },
          ]),
        ),
      },
      'lesson-ONE',
      signer(),
    )
    // The checksum is right and the key is Ben's own, but the signature is the one of other words.
    const head = JSON.parse(`${Buffer.from(changed.bytes).toString().split(',"records":')[0]}}`)
    const bytes = Buffer.from(changed.bytes)
      .toString()
      .replace(head.key, file.seal?.key ?? '')
      .replace(head.sig, file.seal?.signature ?? '')
    await writeFile(`${path}.part`, bytes)
    await rename(`${path}.part`, path)
    await here.refresh()
    expect(await doubts(here)).toEqual({ 'as it is': 'broken' })
  })
})

describe('a file of our own', () => {
  it('that someone slipped words into is put back as we signed it, and what was slipped in is never signed', async () => {
    const mine = signer()
    const here = await folders.open({ signer: mine })
    await here.write(ana, [{ put: comment('A', 'mine'), lessonId: lesson }])
    const [name = ''] = await folders.files(folder)
    const path = join(folders.dir, folder, name)
    const whole = await readFile(path)
    const file = writerFileCodec.decode(whole)
    const stranger = await folders.open({
      dir: elsewhere('other library'),
      home: elsewhere('x'),
      create: true,
    })
    await stranger.write(ana, [{ put: comment('B', 'slipped in'), lessonId: lesson }])
    const [other = ''] = (await import('node:fs')).readdirSync(join(elsewhere('other library'), folder))
    const slipped = writerFileCodec.decode(await readFile(join(elsewhere('other library'), folder, other)))
    const forged = writerFileCodec.encode({
      ...file,
      records: new Map([...file.records, ...slipped.records]),
    })
    await writeFile(path, forged)
    await here.refresh()
    expect(await texts(here)).toEqual(['mine'])
    expect(await readFile(path)).toEqual(whole)
    expect(here.problems()).toMatchObject([{ kind: 'unreadable' }])

    await writeFile(path.replace('.json', ' (conflicted copy).json'), forged)
    await here.write(ana, [{ put: comment('C', 'mine too'), lessonId: lesson }])
    await here.refresh()
    const saved = writerFileCodec.decode(await readFile(path))
    expect([...saved.records.keys()].sort()).toEqual(['comment:A', 'comment:C'])
    expect(await doubts(here)).toEqual({ mine: undefined, 'mine too': undefined, 'slipped in': 'unsigned' })
  })
})

describe('a writer that another machine has too', () => {
  it('is split when both write: nothing is lost, whoever wrote over whom', async () => {
    const key = signer()
    const first = await folders.open({ signer: key })
    await first.write(ana, [{ put: comment('A', 'before the copy'), lessonId: lesson }])
    await first.close()
    await cp(folders.home, elsewhere('copied home'), { recursive: true })
    const one = await folders.open({ signer: key })
    const two = await folders.open({ signer: key, home: elsewhere('copied home') })
    await texts(one)
    await texts(two)
    await one.write(ana, [{ put: comment('B', 'by the first'), lessonId: lesson }])
    const [name = ''] = await folders.files(folder)
    const path = join(folders.dir, folder, name)
    const firstHand = await readFile(path)
    await two.write(ana, [{ put: comment('C', 'by the copy'), lessonId: lesson }])
    // As a sync tool does that knows of no conflict: the last one wins.
    await writeFile(path, firstHand)
    await one.refresh()
    await two.refresh()
    await one.write(ana, [{ put: comment('D', 'by the first again'), lessonId: lesson }])
    await two.write(ana, [{ put: comment('E', 'by the copy again'), lessonId: lesson }])
    const everything = [
      'before the copy',
      'by the copy',
      'by the copy again',
      'by the first',
      'by the first again',
    ]
    for (const library of [one, two, await folders.open({ home: elsewhere('third'), signer: signer() })]) {
      await library.refresh()
      expect(await texts(library)).toEqual(everything)
      expect(Object.values(await doubts(library)).filter(Boolean)).toEqual([])
    }
    expect([...one.problems(), ...two.problems()].some(({ kind }) => kind === 'cloned')).toBe(true)
  })

  it('is noticed at the next start as well, on a machine that opens the library for each act only', async () => {
    const key = signer()
    const act = async (home: string, id: string) => {
      const library = await folders.open({ signer: key, home })
      await library.write(ana, [{ put: comment(id, id), lessonId: lesson }])
      await library.close()
    }
    await act(folders.home, 'A')
    await cp(folders.home, elsewhere('copied home'), { recursive: true })
    for (const id of ['B', 'C', 'D']) {
      await act(folders.home, `${id}1`)
      await act(elsewhere('copied home'), `${id}2`)
    }
    const files = await folders.files(folder)
    expect(files.length).toBeGreaterThan(1)
    expect(await texts(await folders.open({ home: elsewhere('third') }))).toEqual([
      'A',
      'B1',
      'B2',
      'C1',
      'C2',
      'D1',
      'D2',
    ])
  })
})
