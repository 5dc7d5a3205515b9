import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { RecordingId } from '../../contract/records/recording.ts'
import type { JobContext } from '../jobs/jobs.types.ts'
import type { Carried } from '../library/carry.types.ts'
import { diskError } from '../library/diskError.ts'
import { syncFolder } from '../library/durableWrite.ts'
import { nodeFileSystem } from '../library/fileSystem.ts'
import { MANIFEST, type Manifest, recordsEntry } from './packageFormat.ts'
import { lock } from './passphrase.ts'

export interface Contents {
  readonly head: Pick<Manifest, 'madeAtMs' | 'by' | 'lesson'>
  readonly carried: Carried
  readonly media: ReadonlyArray<{
    readonly recordingId: RecordingId
    readonly kind: 'proxy' | 'original'
    readonly path: string
  }>
}

interface WriteOptions {
  readonly passphrase?: string | undefined
  readonly job: Pick<JobContext, 'signal' | 'partFor' | 'report'>
}

/** Every package of the same contents is the same, byte for byte. */
const stamp = { mtime: new Date(Date.UTC(2000, 0, 1)), forceDosTimestamp: true }

/**
 * Writes a package; it appears under its name when it is whole and on the disk.
 * @param out absolute; what is there is replaced
 * @returns the manifest as it was written, and the size of the file
 * @throws DebriefError disk.full, disk.failed, cancelled
 */
export async function writePackage(
  out: string,
  contents: Contents,
  { passphrase, job }: WriteOptions,
): Promise<{ manifest: Manifest; sizeBytes: number }> {
  const part = await job.partFor(out)
  try {
    const zip = new ZipFile()
    const failed = new AbortController()
    zip.on('error', error => failed.abort(error))
    const signal = AbortSignal.any([job.signal, failed.signal])
    const packed = zip.outputStream as Readable
    const filling = fill(zip, contents, { ...job, signal })
    const stream = passphrase === undefined ? packed : await lock(packed, passphrase)
    const [manifest] = await Promise.all([
      filling,
      pipeline(stream, createWriteStream(part, { flags: 'wx', mode: 0o644 }), { signal }),
    ])
    await sync(part)
    const { size } = await stat(part)
    await rename(part, out)
    await syncFolder(nodeFileSystem, dirname(out))
    return { manifest, sizeBytes: size }
  } catch (error) {
    await rm(part, { force: true })
    if (job.signal.aborted) throw error
    throw diskError(error, out)
  }
}

async function fill(
  zip: ZipFile,
  { head, carried, media }: Contents,
  { signal, report }: Pick<JobContext, 'signal' | 'report'>,
): Promise<Manifest> {
  const records = [
    ...carried.conversation.map(bytes => ({ kind: 'conversation' as const, bytes: Buffer.from(bytes) })),
    { kind: 'catalog' as const, bytes: Buffer.from(carried.catalog) },
  ].map(each => ({ ...each, sha256: createHash('sha256').update(each.bytes).digest('hex') }))
  for (const { sha256, bytes } of records) zip.addBuffer(bytes, recordsEntry(sha256), stamp)
  const sizes = await Promise.all(media.map(async ({ path }) => (await stat(path)).size))
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0)
  let doneBytes = 0
  const listed: Manifest['media'] = []
  for (const [index, { recordingId, kind, path }] of media.entries()) {
    const bytes = sizes[index] ?? 0
    const entry = `media/${index}`
    const sha256 = await addFile(zip, { path, entry, bytes, signal }, part => {
      doneBytes += part
      if (totalBytes > 0) report({ progress: doneBytes / totalBytes })
    })
    listed.push({ recordingId, kind, entry, sha256, bytes })
  }
  const manifest: Manifest = {
    format: 'debrief-package',
    version: 1,
    ...head,
    records: records.map(({ kind, sha256, bytes }) => ({ kind, sha256, bytes: bytes.length })),
    media: listed,
  }
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST, stamp)
  zip.end()
  return manifest
}

/** Adds one file as it is and waits until all of it went through. @returns its hash */
function addFile(
  zip: ZipFile,
  { path, entry, bytes, signal }: { path: string; entry: string; bytes: number; signal: AbortSignal },
  passed: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  const counting = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part)
      passed(part.length)
      done(null, part)
    },
  })
  zip.addReadStream(counting, entry, { ...stamp, compress: false, size: bytes })
  return pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), counting, { signal }).then(() =>
    hash.digest('hex'),
  )
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
