import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type WriterId, writerId } from '../../contract/records/envelope.ts'
import type { Codec } from './durableAdapter.ts'
import { mergeVersions } from './merge.ts'
import { FORMAT_VERSION, migrate } from './migrations.ts'
import { type Seal, type Signer, statementOf } from './signing.ts'
import { type StoredRecord, storedFrom } from './storedRecord.ts'

/** What one writer said in one place (the catalog, or one lesson). */
export interface WriterFile {
  /** Format version it was read in; a greater one than ours is shown as far as it is known and never written. */
  readonly version: number
  readonly writer: WriterId
  readonly records: ReadonlyMap<string, StoredRecord>
  /** JSON of entries that are no records at all; kept as they are. */
  readonly loose: readonly string[]
  /** Its writer's signature; absent in files from before Debrief signed them. */
  readonly seal?: WrittenSeal | undefined
}

/** A signature as a header has it; which place it was made for is known to who reads the file. */
export type WrittenSeal = Pick<Seal, 'key' | 'signature' | 'sha256' | 'voucher'>

/** The bytes are not a whole writer file: cut off, changed, or something else altogether. */
export class UnreadableFile extends Error {
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause })
    this.name = 'UnreadableFile'
  }
}

const FORMAT = 'debrief-records'
const RECORDS_KEY = ',"records":'

const header = z.object({
  format: z.literal(FORMAT),
  version: z.int().positive(),
  writer: writerId,
  sha256: z.string(),
  key: z.string().max(100).optional(),
  sig: z.string().max(200).optional(),
  voucher: z.object({ key: z.string().max(100), sig: z.string().max(200) }).optional(),
  records: z.array(z.unknown()),
})

export function emptyWriterFile(writer: WriterId): WriterFile {
  return { version: FORMAT_VERSION, writer, records: new Map(), loose: [] }
}

/** docs/data-format.md describes the bytes: one header, one record a line, a checksum over the list as it is written. */
export const writerFileCodec: Codec<WriterFile> = {
  encode(file) {
    const list = listOf(file)
    const digest = sha256(list)
    // What was signed once stays signed as long as not a byte of it changes.
    return layOut(file, list, digest, file.seal?.sha256 === digest ? file.seal : undefined)
  },

  decode(bytes) {
    const text = bytes.toString('utf8')
    const parsed = header.safeParse(parseJson(text))
    if (!parsed.success) throw new UnreadableFile('it is not a file of records')
    const { version, writer } = parsed.data
    const start = bytes.indexOf(RECORDS_KEY) + RECORDS_KEY.length
    const list = bytes.subarray(start, bytes.lastIndexOf('}'))
    const digest = sha256(list)
    // A newer format may count its checksum otherwise.
    if (version <= FORMAT_VERSION && digest !== parsed.data.sha256) {
      throw new UnreadableFile('its checksum does not fit its content')
    }
    const { key, sig, voucher } = parsed.data
    const seal = key !== undefined && sig !== undefined && { key, signature: sig, sha256: digest }
    return {
      version,
      writer,
      ...(seal && {
        seal: { ...seal, ...(voucher && { voucher: { key: voucher.key, signature: voucher.sig } }) },
      }),
      ...sortOut(migrate(version, parsed.data.records), version === FORMAT_VERSION ? linesOf(text) : []),
    }
  },
}

/** A file in its writer's own hand: its bytes, and itself with the signature that they carry. */
export function signWriterFile(
  file: WriterFile,
  place: string,
  signer: Signer | undefined,
): { readonly file: WriterFile; readonly bytes: Uint8Array } {
  const list = listOf(file)
  const digest = sha256(list)
  const { seal: _, ...unsigned } = file
  if (!signer) return { file: unsigned, bytes: layOut(unsigned, list, digest, undefined) }
  const signature = signer.sign(statementOf({ place, writer: file.writer, sha256: digest }))
  const { key, voucher } = signer
  const seal = { key, signature, sha256: digest, ...(voucher && { voucher }) }
  return { file: { ...unsigned, seal }, bytes: layOut(file, list, digest, seal) }
}

function listOf(file: WriterFile): Buffer {
  const lines = [...file.records.values()].map(stored => stored.line)
  return Buffer.from(`[\n${[...lines, ...file.loose].join(',\n')}\n]`, 'utf8')
}

function layOut(
  { writer }: WriterFile,
  list: Buffer,
  digest: string,
  seal: WrittenSeal | undefined,
): Uint8Array {
  const head = JSON.stringify({
    format: FORMAT,
    version: FORMAT_VERSION,
    writer,
    sha256: digest,
    ...(seal && { key: seal.key, sig: seal.signature }),
    ...(seal?.voucher && { voucher: { key: seal.voucher.key, sig: seal.voucher.signature } }),
  })
  return Buffer.concat([
    Buffer.from(`${head.slice(0, -1)}${RECORDS_KEY}`, 'utf8'),
    list,
    Buffer.from('}\n', 'utf8'),
  ])
}

function parseJson(text: string): unknown {
  if (text.length === 0) throw new UnreadableFile('it is empty')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableFile('it is cut off or damaged', error)
  }
}

/** The text of each record: a line break inside a record is written `\n`, so the lines part the records. */
function linesOf(file: string): readonly string[] {
  const text = file.slice(file.indexOf(RECORDS_KEY) + RECORDS_KEY.length, file.lastIndexOf('}'))
  if (!text.startsWith('[\n') || !text.endsWith('\n]')) return []
  return text.slice(2, -2).split(',\n')
}

function sortOut(raws: readonly unknown[], lines: readonly string[]): Pick<WriterFile, 'records' | 'loose'> {
  const fits = lines.length === raws.length
  const loose: string[] = []
  const stored: StoredRecord[] = []
  raws.forEach((raw, index) => {
    const line = (fits ? lines[index] : undefined) ?? JSON.stringify(raw)
    const record = storedFrom(raw, line)
    if (record) stored.push(record)
    else loose.push(line)
  })
  return { records: mergeVersions([stored], ({ record }) => record), loose }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The newest version of each record over several files. */
export function mergeFiles(files: readonly WriterFile[]): ReadonlyMap<string, StoredRecord> {
  return mergeVersions(
    files.map(file => file.records.values()),
    stored => stored.record,
  )
}
