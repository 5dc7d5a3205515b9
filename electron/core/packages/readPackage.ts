import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { inflateRawSync } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { DebriefError } from '../../contract/errors.ts'
import { errorName } from '../library/fileSystem.ts'
import { jsonDepth, MOST_DEPTH, riskyField } from '../library/jsonGuard.ts'
import {
  caps,
  MANIFEST,
  type Manifest,
  manifest,
  newerPackage,
  recordsEntry,
  refused,
} from './packageFormat.ts'

/** A package whose outside was checked: every entry is one that its manifest names, and none is larger than it says. */
export interface ReadPackage {
  readonly manifest: Manifest
  /** The bytes of each file of records, by their hash, which was checked. */
  readonly records: ReadonlyMap<string, Buffer>
  /** The bytes of a recording; fails where they are not those that the manifest names. */
  media(item: Manifest['media'][number], to: NodeJS.WritableStream, signal?: AbortSignal): Promise<void>
  close(): void
}

/**
 * Opens a package without writing anything. Names in it are never taken for paths: they are only compared with those that the manifest
 * gives.
 * @param file absolute path of the zip file @param shown how failures name it
 * @throws DebriefError package.refused, library.newer, notFound, media.noPermission
 */
export async function readPackage(file: string, shown = file): Promise<ReadPackage> {
  const zip = await openZip(file, shown)
  try {
    const entries = await listEntries(zip, shown)
    const known = await readManifest(zip, entries, shown)
    const records = await readRecords(zip, entries, known, shown)
    return {
      manifest: known,
      records,
      media: (item, to, signal) => readMedia(zip, entries, item, { to, shown, ...(signal && { signal }) }),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw asRefusal(error, shown)
  }
}

/** Whatever the zip reader stumbles over is the package's fault. */
function asRefusal(error: unknown, shown: string): unknown {
  if (error instanceof DebriefError) return error
  if (error instanceof Error && /relative path|absolute path|fileName/.test(error.message))
    return refused(shown, 'a file in it has a name that would lead elsewhere', error)
  if (error instanceof Error && errorName(error) === undefined) return refused(shown, 'it is damaged', error)
  if (error instanceof Error && /^(Z_|ERR_)/.test(errorName(error) ?? ''))
    return refused(shown, 'it is damaged', error)
  return error
}

async function openZip(file: string, shown: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true })
  } catch (error) {
    const name = errorName(error)
    if (name === 'ENOENT' || name === 'ENOTDIR')
      throw new DebriefError(
        'notFound',
        `There is no file ${shown}. Nothing was changed.`,
        { subject: shown },
        error,
      )
    if (name === 'EACCES' || name === 'EPERM')
      throw new DebriefError(
        'media.noPermission',
        `The system does not let Debrief read ${shown}. Nothing was changed. Allow it to be read, then try again.`,
        { subject: shown },
        error,
      )
    throw refused(shown, 'it is no Debrief package, or was cut off on its way', error)
  }
}

type Entries = ReadonlyMap<string, Entry>

const FILE_TYPE = 0xf000
const REGULAR = 0x8000

async function listEntries(zip: ZipFile, shown: string): Promise<Entries> {
  if (zip.entryCount > caps.entries) throw refused(shown, 'it holds more files than any lesson needs')
  const entries = new Map<string, Entry>()
  let packedBytes = 0
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    if (entries.has(name)) throw refused(shown, 'it holds the same file twice')
    if (!/^(manifest\.json|records\/[0-9a-f]{64}\.json|media\/\d{1,2})$/.test(name))
      throw refused(shown, 'it holds a file that does not belong into a package')
    const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE
    if (type !== 0 && type !== REGULAR) throw refused(shown, 'it holds a link instead of a file')
    if (entry.isEncrypted()) throw refused(shown, 'a file in it is locked in a way that Debrief does not use')
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      throw refused(shown, 'a file in it is packed in a way that Debrief does not use')
    if (name.startsWith('media/') && entry.compressionMethod !== 0)
      throw refused(shown, 'a recording in it is packed in a way that Debrief does not use')
    const { compressedSize, uncompressedSize } = entry
    if (uncompressedSize > caps.ratioFromBytes && uncompressedSize > compressedSize * caps.ratio)
      throw refused(shown, 'a file in it swells up when it is unpacked')
    packedBytes += compressedSize
    entries.set(name, entry)
  }
  if (packedBytes > zip.fileSize) throw refused(shown, 'files in it lie over each other')
  return entries
}

async function readManifest(zip: ZipFile, entries: Entries, shown: string): Promise<Manifest> {
  const entry = entries.get(MANIFEST)
  if (!entry) throw refused(shown, 'it has no list of what is in it, so it is no Debrief package')
  const value = parseJson(await readWhole(zip, entry, caps.manifestBytes, shown), shown)
  if (isNewer(value)) throw newerPackage(shown)
  const parsed = manifest.safeParse(value)
  if (!parsed.success) throw refused(shown, 'the list of what is in it is not as it should be', parsed.error)
  const listed = [
    MANIFEST,
    ...parsed.data.records.map(({ sha256 }) => recordsEntry(sha256)),
    ...parsed.data.media.map(({ entry: name }) => name),
  ]
  if (new Set(listed).size !== listed.length) throw refused(shown, 'its list names the same file twice')
  if (listed.length !== entries.size || listed.some(name => !entries.has(name)))
    throw refused(shown, 'its list and its files do not fit each other')
  return parsed.data
}

function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('format' in value))
    return false
  return value.format === 'debrief-package' && typeof value.version === 'number' && value.version > 1
}

/** JSON that is neither too deep nor made to reach into other objects. */
export function parseJson(bytes: Buffer, shown: string): unknown {
  if (jsonDepth(bytes) > MOST_DEPTH) throw refused(shown, 'what is in it is nested deeper than any record')
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw refused(shown, 'what is in it cannot be read', error)
  }
  checkFields(value, shown)
  return value
}

export function checkFields(value: unknown, shown: string): void {
  if (riskyField(value) !== undefined)
    throw refused(shown, 'what is in it was made to reach into the program')
}

async function readRecords(
  zip: ZipFile,
  entries: Entries,
  { records }: Manifest,
  shown: string,
): Promise<Map<string, Buffer>> {
  const all = new Map<string, Buffer>()
  let totalBytes = 0
  for (const { sha256, bytes } of records) {
    const entry = entries.get(recordsEntry(sha256))
    if (!entry) throw refused(shown, 'its list and its files do not fit each other')
    totalBytes += bytes
    if (totalBytes > caps.allRecordsBytes) throw refused(shown, 'it holds more words than any lesson')
    if (entry.uncompressedSize !== bytes) throw refused(shown, 'its list and its files do not fit each other')
    const content = await readWhole(zip, entry, caps.recordsBytes, shown)
    if (createHash('sha256').update(content).digest('hex') !== sha256)
      throw refused(shown, 'a file in it was changed after it was made')
    all.set(sha256, content)
  }
  return all
}

async function readWhole(zip: ZipFile, entry: Entry, capBytes: number, shown: string): Promise<Buffer> {
  if (entry.uncompressedSize > capBytes) throw refused(shown, 'a file in it is larger than any lesson needs')
  // Packed it is hardly ever larger, and then not worth keeping in one piece.
  if (entry.compressionMethod !== 8 || entry.compressedSize > entry.uncompressedSize + SLACK_BYTES)
    return await collect(await zip.openReadStreamPromise(entry), entry.uncompressedSize)
  const stream = await zip.openReadStreamPromise(entry, { decompress: false })
  const packed = await collect(stream, entry.compressedSize)
  // In one go, into one piece of memory of the size that it names.
  const whole = inflateRawSync(packed, {
    maxOutputLength: Math.max(1, entry.uncompressedSize),
    chunkSize: Math.max(64, entry.uncompressedSize + 1),
  })
  if (whole.length !== entry.uncompressedSize) throw refused(shown, 'it is damaged')
  return whole
}

/** What packing adds at most to words that cannot be packed. */
const SLACK_BYTES = 64 * 1024

/** @param sizeBytes as the entry says; yauzl sees to it that no more comes */
async function collect(stream: Readable, sizeBytes: number): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(sizeBytes)
  let at = 0
  for await (const part of stream) at += (part as Buffer).copy(whole, at)
  return whole.subarray(0, at)
}

interface MediaOptions {
  readonly to: NodeJS.WritableStream
  readonly shown: string
  readonly signal?: AbortSignal
}

async function readMedia(
  zip: ZipFile,
  entries: Entries,
  { entry: name, sha256, bytes }: Manifest['media'][number],
  { to, shown, signal }: MediaOptions,
): Promise<void> {
  const entry = entries.get(name)
  if (!entry || entry.uncompressedSize !== bytes)
    throw refused(shown, 'its list and its files do not fit each other')
  const hash = createHash('sha256')
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    stream.on('data', (part: Buffer) => hash.update(part))
    await pipeline(stream, to, { ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw asRefusal(error, shown)
  }
  if (hash.digest('hex') !== sha256) throw refused(shown, 'a recording in it was changed after it was made')
}
