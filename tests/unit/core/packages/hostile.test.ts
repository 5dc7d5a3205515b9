import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../electron/contract/errors.ts'
import { consentIdOf } from '../../../../electron/core/library/consent.ts'
import { statementOf } from '../../../../electron/core/library/signing.ts'
import { openPackage } from '../../../../electron/core/packages/openPackage.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { type RawEntry, rawZip } from '../../../fixtures/rawZip.ts'
import { addLesson, packageLesson as lessonId, merge, pack, unpack } from '../../../fixtures/twoSchools.ts'
import { everyByte } from '../library/testLibrary.ts'
import { mutate } from './mutants.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A sound package, and a library elsewhere that knows its author. */
async function sound() {
  const here = await openTestCore()
  const ana = await here.joined('Ana', 'coach')
  await addLesson(here, ana.person.id)
  for (const text of ['one', 'two', 'three'])
    await ana.client.comments.add({ lessonId, atMs: 1000, text: `${text} ${'words '.repeat(20)}` })
  await ana.client.consent.set({ lessonId, state: 'given' })
  const { file } = await pack(ana.client)
  return { file, entries: await unpack(file), ana, here }
}

interface Listed {
  records: Array<{ kind: string; sha256: string; bytes: number }>
  media: object[]
}

/** The package with its records changed and its list put right again, as a forger would. */
function forged(
  entries: ReadonlyMap<string, Buffer>,
  change: (text: string, kind: string) => string,
  relist: (manifest: Listed) => object = manifest => manifest,
): Buffer {
  const manifest: Listed = JSON.parse(String(entries.get('manifest.json')))
  const files: RawEntry[] = []
  const records = manifest.records.map(({ kind, sha256 }) => {
    const data = Buffer.from(change(String(entries.get(`records/${sha256}.json`)), kind))
    files.push({ name: `records/${digest(data)}.json`, data })
    return { kind, sha256: digest(data), bytes: data.length }
  })
  const list = relist({ ...manifest, records })
  return rawZip([...files, { name: 'manifest.json', data: Buffer.from(JSON.stringify(list)) }])
}

/** A file of records with other records in it, its checksum right, signed by nobody or by `key`. */
function rewritten(
  text: string,
  change: (records: string) => string,
  signer?: ReturnType<typeof forger>,
): string {
  const start = text.indexOf(',"records":') + ',"records":'.length
  const list = change(text.slice(start, text.lastIndexOf('}')))
  const head = JSON.parse(`${text.slice(0, start - ',"records":'.length)}}`)
  const { key: _, sig: __, ...rest } = head
  const sha256 = digest(Buffer.from(list))
  const sealed = signer ? signer(head.writer, sha256) : {}
  return `${JSON.stringify({ ...rest, sha256, ...sealed }).slice(0, -1)},"records":${list}}\n`
}

function forger() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'jwk' }).x
  return (writer: string, sha256: string) => {
    const statement = statementOf({ place: `lesson-${lessonId.slice('lesson:'.length)}`, writer, sha256 })
    return { key, sig: sign(null, statement, privateKey).toString('base64url') }
  }
}

/** The package with its conversation changed, all checksums put right. */
const inWords = (
  entries: Parameters<typeof forged>[0],
  change: (records: string) => string,
  signer?: ReturnType<typeof forger>,
) => forged(entries, (words, kind) => (kind === 'conversation' ? rewritten(words, change, signer) : words))

describe('a hostile package', () => {
  it('is refused whole, with a sentence, and nothing is written anywhere', async () => {
    const { file, entries } = await sound()
    const bytes = await readFile(file)
    const text = (value: string) => Buffer.from(value)
    const listed = [...entries].map(([name, data]) => ({ name, data }))
    const [first] = listed.filter(({ name }) => name.startsWith('records/'))
    const others = listed.filter(({ name }) => name !== first?.name)
    const one = (change: Partial<RawEntry>) =>
      rawZip([...others, { ...(first ?? { name: '', data: text('') }), ...change }])
    const packages: Record<string, Buffer> = {
      'no zip at all': text('hello'),
      'an empty file': text(''),
      'cut in half': bytes.subarray(0, bytes.length >> 1),
      'a way out': rawZip([...listed, { name: '../../escaped.txt', data: text('x') }]),
      'a way out with backslashes': rawZip([...listed, { name: '..\\..\\escaped.txt', data: text('x') }]),
      'an absolute name': rawZip([...listed, { name: '/escaped.txt', data: text('x') }]),
      'a drive letter': rawZip([...listed, { name: 'C:\\escaped.txt', data: text('x') }]),
      'a NUL in a name': rawZip([...listed, { name: 'records/a\0.json', data: text('x') }]),
      'a file nobody named': rawZip([
        ...listed,
        { name: `records/${'0'.repeat(64)}.json`, data: text('{}') },
      ]),
      'the same file twice': rawZip([...listed, ...listed.slice(0, 1)]),
      'a twin that differs in case': rawZip([...listed, { name: 'MANIFEST.json', data: text('{}') }]),
      'a link': one({ mode: 0o120777 }),
      'a device': one({ mode: 0o020666 }),
      'a locked file': one({ flags: 1 }),
      'a size that is a lie': one({ claimedSize: 7 }),
      'a bomb': rawZip([
        ...others,
        { name: first?.name ?? '', data: Buffer.alloc(30 * 2 ** 20), deflate: true },
      ]),
      'a bomb for a manifest': rawZip([
        { name: 'manifest.json', data: Buffer.alloc(300 * 2 ** 20), deflate: true },
      ]),
      'files over each other': (() => {
        const whole = rawZip([{ name: 'manifest.json', data: text('{}') }])
        return Buffer.concat([whole.subarray(0, whole.length - 22), whole.subarray(whole.length - 22)])
      })(),
      'no list': rawZip(listed.filter(({ name }) => name !== 'manifest.json')),
      'a list of lists': rawZip([
        { name: 'manifest.json', data: text('['.repeat(200_000) + ']'.repeat(200_000)) },
      ]),
      'a prototype in the list': rawZip([
        { name: 'manifest.json', data: text('{"__proto__":{"polluted":1}}') },
      ]),
      'more than it says': forged(
        entries,
        words => words,
        manifest => ({ ...manifest, extra: true }),
      ),
      'a recording that is not there': forged(
        entries,
        words => words,
        manifest => ({
          ...manifest,
          media: [
            {
              recordingId: 'recording:X',
              kind: 'original',
              entry: 'media/0',
              sha256: '0'.repeat(64),
              bytes: 5,
            },
          ],
        }),
      ),
      'words changed after signing': forged(entries, words => words.replace('"atMs":1000', '"atMs":1001')),
      'words changed, checksum put right': forged(entries, (words, kind) =>
        kind === 'conversation' ? putRight(words.replace('"atMs":1000', '"atMs":1001')) : words,
      ),
      'a prototype in a record': inWords(entries, list =>
        list.replace('"atMs"', '"__proto__":{"polluted":1},"atMs"'),
      ),
      'a prototype in disguise': inWords(entries, list =>
        list.replace('"atMs"', '"\\u005f_proto__":{"polluted":1},"atMs"'),
      ),
      'a field that is nested too deeply, behind one of the same name': inWords(entries, list =>
        list.replace('"atMs"', `"atMs":${'['.repeat(50)}${']'.repeat(50)},"atMs"`),
      ),
      'a field that is nested too deeply': inWords(entries, list =>
        list.replace('"atMs"', `"x":${'['.repeat(50)}${']'.repeat(50)},"atMs"`),
      ),
      'a field nested so deeply that a reader would fall over': inWords(entries, list =>
        list.replace('"atMs"', `"x":${'[1,'.repeat(90_000)}1${']'.repeat(90_000)},"atMs"`),
      ),
      'a record that is none': inWords(entries, list => list.replace('"atMs":1000', '"atMs":-1')),
      'words about another lesson': inWords(entries, list =>
        list.replaceAll(`"${lessonId}"`, '"lesson:OTHER"'),
      ),
      'a consent for another lesson': forged(entries, (words, kind) =>
        kind === 'catalog'
          ? rewritten(words, list => list.replaceAll(consentIdOf(lessonId), 'consent:OTHER'))
          : words,
      ),
      'a lesson among the words': inWords(entries, list => list.replaceAll('"comment', '"person')),
    }
    const there = await openTestCore()
    const cem = await there.joined('Cem')
    await merge(cem.client, file)
    const work = await temporaryFolder('hostile')
    const before = await everyByte(there.core.library().dir)
    for (const [name, content] of Object.entries(packages)) {
      const evil = join(work, 'evil.debrief')
      await writeFile(evil, content)
      const refusal = merge(cem.client, evil)
      await expect(refusal, name).rejects.toMatchObject({
        code: 'package.refused',
        message: expect.stringMatching(/^This package was refused: .+\. Nothing of it was taken in/),
      })
      expect(await everyByte(there.core.library().dir), name).toBe(before)
      expect(await readdir(work), name).toEqual(['evil.debrief'])
    }
    expect({}).not.toHaveProperty('polluted')
  })

  it('cannot put words into the mouth of someone known here, signed by another key or by none', async () => {
    const { file, entries } = await sound()
    const there = await openTestCore()
    const cem = await there.joined('Cem')
    await merge(cem.client, file)
    const work = await temporaryFolder('forged')
    for (const signer of [undefined, forger()]) {
      const evil = join(work, 'evil.debrief')
      const later = (list: string) =>
        list.replace(/"rev":"[0-9a-f]{12}/g, `"rev":"${(Date.now() + 1000).toString(16).padStart(12, '0')}`)
      await writeFile(
        evil,
        inWords(entries, list => later(list.replaceAll('words', 'never said')), signer),
      )
      expect(await cem.client.packages.preview({ file: evil })).toMatchObject({
        doubts: { count: 3, people: ['Ana'] },
      })
      await expect(merge(cem.client, evil)).rejects.toMatchObject({ code: 'package.refused' })
      const said = await cem.client.comments.list({ lessonId })
      expect(said.map(({ text }) => text).join()).not.toContain('never said')
    }
    // Whoever knows better may take it in all the same, and sees the mark.
    await merge(cem.client, join(work, 'evil.debrief'), { acceptUnverified: true })
    const said = await cem.client.comments.list({ lessonId })
    expect(said.every(({ doubt }) => doubt === 'unknownKey')).toBe(true)
  })

  it('made by 2,000 random changes never crashes the reader, never gets past it unseen, and costs no memory', async () => {
    const { file, entries } = await sound()
    const base = await readFile(file)
    const work = await temporaryFolder('mutants')
    const mutant = join(work, 'mutant.debrief')
    const scratch = join(work, 'scratch')
    const manifestText = String(entries.get('manifest.json'))
    const recordTexts = [...entries].filter(([name]) => name.startsWith('records/'))
    const original = digest(Buffer.from(recordTexts.map(([, data]) => data.toString()).join()))
    const at = fc.nat({ max: base.length - 1 })
    const change = fc.oneof(
      fc.record({ flip: at, bits: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ cut: at, length: fc.nat({ max: 400 }) }),
      fc.record({ repeat: at, length: fc.nat({ max: 400 }), to: at }),
      fc.record({ insert: at, bytes: fc.uint8Array({ maxLength: 40 }) }),
      fc.record({ number: at, value: fc.constantFrom(0, 1, 0x7fffffff, 0xffffffff, 0xfffffffe) }),
      fc.record({
        json: fc.nat({ max: manifestText.length - 1 }),
        with: fc.constantFrom('[', '{', '"', ',', '9', '-', '\\', ' ', 'e', 'null', '1e99'),
      }),
    )
    const heapBefore = process.memoryUsage().rss
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async changes => {
        await writeFile(mutant, mutate(base, entries, changes))
        try {
          const opened = await openPackage(mutant, { scratch })
          await opened.close()
          accepted += 1
          // What is taken for sound is what Ana signed, to the byte.
          const content = Buffer.from(
            recordTexts
              .map(([name]) =>
                String(
                  opened.brought.files.find(({ bytes }) => name.includes(digest(bytes)))?.bytes ??
                    entries.get(name),
                ),
              )
              .join(),
          )
          expect(digest(content)).toBe(original)
        } catch (error) {
          if (!(error instanceof DebriefError)) throw error
          expect(['package.refused', 'library.newer', 'package.locked']).toContain(error.code)
        }
      }),
      { numRuns: 2000, seed: 20_261_126 },
    )
    expect(accepted).toBeLessThan(1000)
    expect(process.memoryUsage().rss - heapBefore).toBeLessThan(300 * 2 ** 20)
    expect(await readdir(work)).toEqual(['mutant.debrief'])
  }, 120_000)
})

function putRight(text: string): string {
  const start = text.indexOf(',"records":') + ',"records":'.length
  const list = text.slice(start, text.lastIndexOf('}'))
  return text.replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${digest(Buffer.from(list))}"`)
}
