import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../../../electron/contract/records/envelope.ts'
import { formatRev } from '../../../../electron/core/library/clock.ts'
import { storedFrom } from '../../../../electron/core/library/storedRecord.ts'
import {
  decodeWriterFile,
  emptyWriterFile,
  UnreadableFile,
  type WriterFile,
  writerFileCodec,
} from '../../../../electron/core/library/writerFile.ts'
import { anyVersion, commentRecord, writer } from './records.ts'

const me = writer('a')
const rev = formatRev(1, 0, me)

function fileOf(records: readonly AnyRecord[]): WriterFile {
  const stored = records.flatMap(record => storedFrom(record) ?? [])
  return { ...emptyWriterFile(me), records: new Map(stored.map(one => [one.record.id, one])) }
}

/** A file as another program may write it, with a checksum that fits. */
function bytesOf(list: string, head: object = {}): Buffer {
  const sha256 = createHash('sha256').update(list).digest('hex')
  const header = JSON.stringify({ format: 'debrief-records', version: 1, writer: me, sha256, ...head })
  return Buffer.from(`${header.slice(0, -1)},"records":${list}}\n`)
}

describe('a writer file', () => {
  it('gives back every record, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(anyVersion), fc.string({ unit: 'binary' }), (records, text) => {
        const words = { ...commentRecord('W', text, rev), text }
        const file = fileOf([...records, words])
        const back = writerFileCodec.decode(Buffer.from(writerFileCodec.encode(file)))
        expect([...back.records].map(([id, { line }]) => [id, line])).toEqual(
          [...file.records].map(([id, { line }]) => [id, line]),
        )
        expect(back.records.get('comment:W')?.record).toMatchObject({ text })
      }),
      { numRuns: 40 },
    )
  })

  it('is one header and one record a line', () => {
    const text = Buffer.from(
      writerFileCodec.encode(
        fileOf([commentRecord('A', 'a\nb', rev), commentRecord('B', ',"records":', rev)]),
      ),
    ).toString()
    const lines = text.split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(
      /^\{"format":"debrief-records","version":1,"writer":"a{26}","sha256":"[0-9a-f]{64}","records":\[$/,
    )
    expect(JSON.parse(text)).toMatchObject({ records: [{ id: 'comment:A' }, { id: 'comment:B' }] })
  })

  it('is refused when any byte is gone or changed', () => {
    const whole = Buffer.from(writerFileCodec.encode(fileOf([commentRecord('A', 'words', rev)])))
    for (let length = 0; length < whole.length - 2; length += 1) {
      expect(() => writerFileCodec.decode(whole.subarray(0, length))).toThrow(UnreadableFile)
    }
    for (let at = whole.indexOf('"records":') + 10; at < whole.length - 2; at += 1) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => writerFileCodec.decode(changed), `byte ${at}`).toThrow(UnreadableFile)
    }
  })

  it.each(['{}', '[]', 'null', '"debrief"', '{"half":', '{"records":[]}', ''])('is not %j', text => {
    expect(() => writerFileCodec.decode(Buffer.from(text))).toThrow(UnreadableFile)
  })

  it('keeps unknown records, unknown fields and what is no record, byte for byte', () => {
    const strange =
      '{"id":"mood:1","type":"mood","rev":"' +
      rev +
      '","by":"person:ANA","createdAtMs":1,"big":12345678901234567890,"__proto__":{"x":1}}'
    const extended = `${JSON.stringify(commentRecord('A', 'words', rev)).slice(0, -1)},"sticker":{"a":1.50}}`
    const list = `[\n${strange},\n${extended},\n{"no":"record"},\n42\n]`
    const file = writerFileCodec.decode(bytesOf(list))
    expect(file.records.get('mood:1')?.shown).toBeUndefined()
    expect(file.records.get('comment:A')?.shown).not.toHaveProperty('sticker')
    expect(file.loose).toHaveLength(2)
    expect(Buffer.from(writerFileCodec.encode(file)).toString()).toContain(list)
  })

  it('is read alike whether its records stand on lines of their own or not, and told of where anything may be nested', () => {
    const line = fc.oneof(
      anyVersion.map(record => JSON.stringify(record)),
      fc.jsonValue().map(value => JSON.stringify(value)),
      fc.jsonValue().map(sticker => JSON.stringify({ ...commentRecord('S', 'words', rev), sticker })),
      fc.constantFrom('{"id":"comment:A"', '[\n1,\n2]', '1,2', '', '"a', '}', ']', '[[[]]]', ' {} '),
    )
    const outcome = (list: string) => {
      const told: string[] = []
      try {
        const file = decodeWriterFile(bytesOf(list), {
          unparsed: () => undefined,
          parsed: json => told.push(json),
        })
        const records = [...file.records.values()].map(({ record, shown, damage }) => ({
          record,
          shown,
          damage,
        }))
        const loose = file.loose.map(each => JSON.parse(each))
        // What is told of nothing has nothing in it that its schema does not know.
        for (const one of file.records.values())
          if (!told.some(json => json.includes(one.line))) expect(one.shown).toEqual(one.record)
        return { records, loose }
      } catch (error) {
        if (error instanceof UnreadableFile) return 'unreadable'
        throw error
      }
    }
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), lines => {
        expect(outcome(`[\n${lines.join(',\n')}\n]`)).toEqual(outcome(`[ ${lines.join(',\n ')} ]`))
      }),
      { numRuns: 500 },
    )
  })

  it('is looked at before it is parsed where a line is long, or its list is laid out otherwise', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const look = (json: string) => {
      if (json.includes('[[[[')) throw new Error(`too deep at ${json.length}`)
    }
    const guard = { unparsed: look, parsed: look }
    expect(() => decodeWriterFile(bytesOf(`[\n${deep}\n]`), guard)).toThrow('too deep at 10000')
    expect(() => decodeWriterFile(bytesOf(`[\n${'['.repeat(50)}${']'.repeat(50)}\n]`), guard)).toThrow(
      'too deep at 100',
    )
    expect(() => decodeWriterFile(bytesOf(`[\n${'[\n'.repeat(5000)}`), guard)).toThrow(UnreadableFile)
    expect(() => decodeWriterFile(bytesOf(`[${deep}]`), guard)).toThrow('too deep')
  })

  it('is read whatever white space another program put into it', () => {
    const list = JSON.stringify([commentRecord('A', 'words', rev)], null, 2)
    expect(writerFileCodec.decode(bytesOf(list)).records.get('comment:A')?.shown).toMatchObject({
      text: 'words',
    })
  })

  it('says what is wrong with a record of a known type', () => {
    const list = JSON.stringify([{ ...commentRecord('A', 'words', rev), kind: 'shrug' }])
    const stored = writerFileCodec.decode(bytesOf(list)).records.get('comment:A')
    expect(stored).toMatchObject({ shown: undefined, damage: expect.stringContaining('kind') })
  })

  it('of a newer format is read as far as it is known, whatever its checksum counts', () => {
    const list = JSON.stringify([commentRecord('A', 'words', rev)])
    const file = writerFileCodec.decode(bytesOf(list, { version: 2, sha256: 'another way' }))
    expect(file).toMatchObject({ version: 2 })
    expect(file.records.get('comment:A')?.shown).toMatchObject({ text: 'words' })
  })
})
