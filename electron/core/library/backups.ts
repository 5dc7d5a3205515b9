import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type WriterId, writerId } from '../../contract/records/envelope.ts'
import { ensureFolder, writeWhole } from './durableWrite.ts'
import { errorName, type FileSystem, unlessMissing } from './fileSystem.ts'
import { createSerial } from './serial.ts'
import { mergeFiles, UnreadableFile, type WriterFile, writerFileCodec } from './writerFile.ts'

const NEWEST = 5
const DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

/** An empty file named by the content that is about to be saved: after a kill between a save and its backup it tells that the save was ours. */
const MARK = '.saving'
const markOf = (bytes: Uint8Array): string =>
  `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}${MARK}`

/** Names tell when a backup was made: 14 digits of ms since 1970 and a count. */
const namePattern = /^(\d{14})-\d{4}\.json$/

/**
 * Which backups of one writer file stay: the newest five, and the last of each of the fourteen newest days that have any.
 * @param names file names as this module gives them; others are left out of the answer
 */
export function backupsToDrop(names: readonly string[]): readonly string[] {
  const ours = names.filter(name => namePattern.test(name)).sort((a, b) => (a < b ? 1 : -1))
  const keep = new Set(ours.slice(0, NEWEST))
  const days = new Set<number>()
  for (const name of ours) {
    const day = Math.floor(Number(name.slice(0, 14)) / DAY_MS)
    if (days.has(day)) continue
    if (days.size === DAYS) break
    days.add(day)
    keep.add(name)
  }
  return ours.filter(name => !keep.has(name))
}

export interface BackupOptions {
  readonly fs: FileSystem
  /** `<home>/backups/<libraryId>` */
  readonly folder: string
  now(): number
  /** Told when a backup cannot be made, and with undefined when one could be made again. */
  failed(error: unknown): void
}

/** Copies of our own writer files in local app data, made behind the saves and never in their way. */
export class Backups {
  readonly #options: BackupOptions
  readonly #serial = createSerial()
  readonly #waiting = new Map<string, { folder: string; bytes: Uint8Array }>()
  /** By folder, the oldest first. */
  readonly #marks = new Map<string, string[]>()
  #count = 0

  constructor(options: BackupOptions) {
    this.#options = options
  }

  /** Notes that these bytes are about to be saved. Where that fails, the save goes on without it. */
  async mark(place: string, writer: WriterId, bytes: Uint8Array): Promise<void> {
    const { fs, failed } = this.#options
    const folder = this.#folder(place, writer)
    const name = markOf(bytes)
    const marks = this.#marks.get(folder) ?? []
    this.#marks.set(folder, [...marks.filter(one => one !== name), name])
    try {
      await ensureFolder(fs, folder, 0o700)
      await writeWhole(fs, join(folder, name), new Uint8Array(), 0o600)
    } catch (error) {
      if (errorName(error) !== 'EEXIST') failed(error)
    }
  }

  /**
   * Keeps the bytes as the newest backup. Of several for one file that wait, only the last is made.
   * @param place which folder of the library the file lies in
   */
  keep(place: string, writer: WriterId, bytes: Uint8Array): void {
    const folder = this.#folder(place, writer)
    const first = !this.#waiting.has(folder)
    this.#waiting.set(folder, { folder, bytes })
    if (first) void this.#serial(() => this.#write(folder))
  }

  /** Waits until every backup is made. */
  flush(): Promise<void> {
    return this.#serial(async () => undefined)
  }

  async #write(key: string): Promise<void> {
    const next = this.#waiting.get(key)
    if (!next) return
    this.#waiting.delete(key)
    const { fs, now, failed } = this.#options
    try {
      await ensureFolder(fs, next.folder, 0o700)
      this.#count = (this.#count + 1) % 10_000
      const name = `${String(Math.max(0, now())).padStart(14, '0')}-${String(this.#count).padStart(4, '0')}.json`
      // Not synced: the file itself is on the disk, and a backup that was cut off is told by its checksum.
      await writeWhole(fs, join(next.folder, name), next.bytes, 0o600)
      const names = (await fs.list(next.folder)).map(entry => entry.name)
      for (const old of [...backupsToDrop(names), ...this.#marksToDrop(next, names)])
        await unlessMissing(fs.remove(join(next.folder, old)))
      failed(undefined)
    } catch (error) {
      failed(error)
    }
  }

  /** Marks of what was backed up just now or saved before it, those of a process that was killed among them. */
  #marksToDrop(
    { folder, bytes }: { folder: string; bytes: Uint8Array },
    names: readonly string[],
  ): readonly string[] {
    const marks = this.#marks.get(folder) ?? []
    const later = marks.slice(marks.indexOf(markOf(bytes)) + 1)
    this.#marks.set(folder, later)
    return names.filter(name => name.endsWith(MARK) && !later.includes(name))
  }

  /** The newest backup that is whole. */
  async newest(place: string, writer: WriterId): Promise<WriterFile | undefined> {
    const { fs } = this.#options
    const folder = this.#folder(place, writer)
    const entries = (await unlessMissing(fs.list(folder))) ?? []
    const names = entries.map(entry => entry.name).filter(name => namePattern.test(name))
    for (const name of names.sort((a, b) => (a < b ? 1 : -1))) {
      const file = await this.#whole(join(folder, name))
      if (file?.writer === writer) return file
    }
    return undefined
  }

  /**
   * Whether these bytes are what we saved last, so that nobody but us wrote the file since: the newest backup holds just these, or we were cut
   * off before it was made.
   */
  async isOurLast(place: string, writer: WriterId, bytes: Buffer): Promise<'backedUp' | 'marked' | 'no'> {
    const { fs } = this.#options
    const folder = this.#folder(place, writer)
    const names = ((await unlessMissing(fs.list(folder))) ?? []).map(({ name }) => name)
    const newest = names
      .filter(name => namePattern.test(name))
      .sort()
      .at(-1)
    const kept = newest === undefined ? undefined : await unlessMissing(fs.read(join(folder, newest)))
    if (kept?.equals(bytes)) return 'backedUp'
    return names.some(name => name.endsWith(MARK)) && names.includes(markOf(bytes)) ? 'marked' : 'no'
  }

  /** Everything the backups hold of a writer in a place: after a clock was set back, the newest by name is not the last. */
  async everything(place: string, writer: WriterId): Promise<WriterFile | undefined> {
    const { fs } = this.#options
    const folder = this.#folder(place, writer)
    const entries = (await unlessMissing(fs.list(folder))) ?? []
    const files: WriterFile[] = []
    for (const name of entries
      .map(entry => entry.name)
      .filter(one => namePattern.test(one))
      .sort()) {
      const file = await this.#whole(join(folder, name))
      if (file?.writer === writer) files.push(file)
    }
    const newest = files.at(-1)
    return newest && { ...newest, records: mergeFiles(files) }
  }

  /** The writers of whom there are backups in a place. */
  async writersIn(place: string): Promise<readonly WriterId[]> {
    const entries = (await unlessMissing(this.#options.fs.list(this.#options.folder))) ?? []
    return entries
      .filter(({ name }) => name.startsWith(`${place}.`))
      .map(({ name }) => writerId.safeParse(name.slice(place.length + 1)))
      .flatMap(({ data }) => (data === undefined ? [] : [data]))
  }

  /** Whether this machine has backups of anything in the library. */
  async isThere(): Promise<boolean> {
    const entries = await unlessMissing(this.#options.fs.list(this.#options.folder))
    return entries !== undefined && entries.length > 0
  }

  async #whole(path: string): Promise<WriterFile | undefined> {
    const bytes = await unlessMissing(this.#options.fs.read(path))
    if (bytes === undefined) return undefined
    try {
      return writerFileCodec.decode(bytes)
    } catch (error) {
      // A backup cut off by a power cut: the one before it is tried.
      if (error instanceof UnreadableFile) return undefined
      throw error
    }
  }

  #folder(place: string, writer: WriterId): string {
    return join(this.#options.folder, `${place}.${writer}`)
  }
}
