import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type WriterId, writerId } from '../../contract/records/envelope.ts'
import type { Codec } from './durableAdapter.ts'
import { mergeVersions } from './merge.ts'
import { FORMAT_VERSION, migrate } from './migrations.ts'
import { type Seal, type Signer, statementOf } from './signing.ts'
import { isPlainlyKnown, type StoredRecord, storedFrom } from './storedRecord.ts'

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

  decode: bytes => decodeWriterFile(bytes),
}

/**
 * @param guard throws to refuse what it is shown
 * @throws UnreadableFile
 */
export function decodeWriterFile(bytes: Buffer, guard?: Guard): WriterFile {
  const text = bytes.toString('utf8')
  const { head, lines, raws } = read(text, guard)
  const { version, writer } = head
  const start = bytes.indexOf(RECORDS_KEY) + RECORDS_KEY.length
  const digest = sha256(bytes.subarray(start, bytes.lastIndexOf('}')))
  // A newer format may count its checksum otherwise.
  if (version <= FORMAT_VERSION && digest !== head.sha256) {
    throw new UnreadableFile('its checksum does not fit its content')
  }
  const { key, sig, voucher } = head
  const seal = key !== undefined && sig !== undefined && { key, signature: sig, sha256: digest }
  return {
    version,
    writer,
    ...(seal && {
      seal: { ...seal, ...(voucher && { voucher: { key: voucher.key, signature: voucher.sig } }) },
    }),
    ...sortOut(migrate(version, raws), version === FORMAT_VERSION ? lines : [], guard),
  }
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

/** Looks at JSON from elsewhere: at all in which anything may be nested. */
export interface Guard {
  /** Before it is parsed, where it is long enough to do harm then. */
  unparsed(json: string): void
  parsed(json: string, value: unknown): void
}

/** A line of this many characters cannot be nested deeply enough to do harm when it is parsed. */
const SHORT = 4096

/** Something opens behind the record's own bracket: among its words, or in a field that another of its name hides. */
const OPENING = /.[[{]/s

interface Read {
  readonly head: z.infer<typeof header>
  /** JSON of each record; empty where the file is laid out otherwise than one record a line. */
  readonly lines: readonly string[]
  readonly raws: readonly unknown[]
}

function read(text: string, guard?: Guard): Read {
  if (text.length === 0) throw new UnreadableFile('it is empty')
  const byLine = readByLine(text, guard)
  if (byLine) return byLine
  guard?.unparsed(text)
  const value = parseJson(text)
  const head = headOf(value)
  guard?.parsed(text, value)
  return { head, lines: [], raws: head.records }
}

/**
 * A file as Debrief writes it, a record a line: each is parsed by itself, so that none reaches beyond its line.
 * @returns undefined where it is laid out in another way, or damaged
 */
function readByLine(text: string, guard: Guard | undefined): Read | undefined {
  const lines = linesOf(text)
  const start = text.indexOf(RECORDS_KEY)
  if (start < 0 || lines.length === 0 || text.slice(text.lastIndexOf('}') + 1).trim() !== '') return undefined
  const head = `${text.slice(0, start)}${RECORDS_KEY}[]}`
  guard?.unparsed(head)
  try {
    const value: unknown = JSON.parse(head)
    guard?.parsed(head, value)
    const raws = lines.map((line): unknown => {
      if (line.length > SHORT) guard?.unparsed(line)
      return JSON.parse(line)
    })
    return { head: headOf(value), lines, raws }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function headOf(value: unknown): z.infer<typeof header> {
  const parsed = header.safeParse(value)
  if (!parsed.success) throw new UnreadableFile('it is not a file of records')
  return parsed.data
}

function parseJson(text: string): unknown {
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

function sortOut(
  raws: readonly unknown[],
  lines: readonly string[],
  guard?: Guard,
): Pick<WriterFile, 'records' | 'loose'> {
  const fits = lines.length === raws.length
  const loose: string[] = []
  const stored: StoredRecord[] = []
  raws.forEach((raw, index) => {
    const line = (fits ? lines[index] : undefined) ?? JSON.stringify(raw)
    const record = storedFrom(raw, line)
    if (guard && !(record && isPlainlyKnown(record) && !OPENING.test(line))) guard.parsed(line, raw)
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
