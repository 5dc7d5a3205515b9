import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { readBrought } from '../library/brought.ts'
import type { Brought } from '../library/carry.types.ts'
import type { StoredRecord } from '../library/storedRecord.ts'
import { type Manifest, newerPackage, refused } from './packageFormat.ts'
import { isLocked, unlock } from './passphrase.ts'
import { type ReadPackage, readPackage } from './readPackage.ts'

/** A package whose every record was read and checked; nothing of it is in the library yet. */
export interface OpenedPackage extends Pick<ReadPackage, 'media'> {
  readonly manifest: Manifest
  readonly brought: Brought
  readonly encrypted: boolean
  /** Also takes away what was unlocked. */
  close(): Promise<void>
}

export interface OpenOptions {
  readonly passphrase?: string | undefined
  /** Where an unlocked copy lies while it is open: a folder of this user alone. */
  readonly scratch: string
  readonly signal?: AbortSignal
}

/** @throws DebriefError package.refused, package.locked, library.newer, notFound, media.noPermission, disk.full, cancelled */
export async function openPackage(file: string, options: OpenOptions): Promise<OpenedPackage> {
  if (!(await isLocked(file))) return await openUnlocked(file, file, false)
  await mkdir(options.scratch, { recursive: true, mode: 0o700 })
  const unlocked = join(options.scratch, `${ulid()}.zip`)
  const drop = () => rm(unlocked, { force: true })
  try {
    await unlock(file, unlocked, options)
    const opened = await openUnlocked(unlocked, file, true)
    return {
      ...opened,
      close: async () => {
        await opened.close()
        await drop()
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

async function openUnlocked(zip: string, shown: string, encrypted: boolean): Promise<OpenedPackage> {
  const read = await readPackage(zip, shown)
  try {
    const brought = broughtBy(read, shown)
    return { manifest: read.manifest, brought, encrypted, media: read.media, close: async () => read.close() }
  } catch (error) {
    read.close()
    throw error
  }
}

function broughtBy({ manifest, records }: ReadPackage, shown: string): Brought {
  const bytesOf = (kind: Manifest['records'][number]['kind']): Buffer[] =>
    manifest.records
      .filter(each => each.kind === kind)
      .map(({ sha256 }) => {
        const bytes = records.get(sha256)
        if (!bytes) throw refused(shown, 'its list and its files do not fit each other')
        return bytes
      })
  const { id: lessonId } = manifest.lesson
  const brought = readBrought(
    {
      lessonId,
      conversation: bytesOf('conversation'),
      catalog: bytesOf('catalog'),
      hashes: new Map([...records].map(([sha256, bytes]) => [bytes, sha256])),
    },
    { refused: (why, cause) => refused(shown, why, cause), newer: () => newerPackage(shown) },
  )
  if (!brought.catalog.some(({ record }) => record.id === lessonId))
    throw refused(shown, 'it does not hold the lesson that it names')
  checkMedia(manifest, brought.catalog, shown)
  return brought
}

function checkMedia({ media }: Manifest, catalog: readonly StoredRecord[], shown: string): void {
  for (const { recordingId, kind, bytes } of media) {
    const recording = catalog.find(({ record }) => record.id === recordingId)?.shown
    if (recording?.type !== 'recording') throw refused(shown, 'it holds a recording that it does not name')
    if (kind === 'original' && bytes !== recording.identity.sizeBytes)
      throw refused(shown, 'a recording in it is not the one that it names')
  }
  const kinds = media.map(({ recordingId, kind }) => `${recordingId} ${kind}`)
  if (new Set(kinds).size !== kinds.length) throw refused(shown, 'it holds the same recording twice')
}
