import { join } from 'node:path'
import { Low } from 'lowdb'
import type { WriterId } from '../../contract/records/envelope.ts'
import { diskError, readError } from './diskError.ts'
import { DurableAdapter } from './durableAdapter.ts'
import { ensureFolder, isLeftOver } from './durableWrite.ts'
import {
  errorName,
  type FileStamp,
  type FileSystem,
  type FolderEntry,
  sameStamp,
  unlessMissing,
} from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import { mergeVersions } from './merge.ts'
import { FORMAT_VERSION } from './migrations.ts'
import {
  blockedFileError,
  foreignFileProblem,
  looseEntriesProblem,
  newerFileError,
  newerFileProblem,
} from './problems.ts'
import type { BrokenFile, Rescue } from './rescue.ts'
import { createSerial } from './serial.ts'
import type { StoredRecord } from './storedRecord.ts'
import { emptyWriterFile, UnreadableFile, type WriterFile, writerFileCodec } from './writerFile.ts'

/** A change of a file this close to our reading of it may leave no mark in its time of change. */
const RACY_MS = 2000

export interface FolderOptions {
  readonly fs: FileSystem
  /** Absolute path; need not exist yet. */
  readonly folder: string
  /** How problems name the folder: relative to the library or to local app data, with `/`. */
  readonly label: string
  /** How backups name the folder. */
  readonly place: string
  readonly private: boolean
  /** Whether this installation alone writes the writer's file here. */
  owns(writer: WriterId): boolean
  now(): number
  /** The caller holds the library's lock, so left-overs may be swept and broken files of our own mended. */
  readonly repair: boolean
  readonly wait?: (ms: number) => Promise<unknown>
  rescue(broken: BrokenFile): Promise<Rescue>
  /** Called with the bytes of each saved file. */
  saved(writer: WriterId, bytes: Uint8Array): void
}

interface Replica {
  readonly name: string
  stamp: FileStamp | undefined
  /** The file's time of change lies far enough back for the stamp to tell every later change. */
  settled: boolean
  file: WriterFile | undefined
  problems: readonly LibraryProblem[]
  blocked: boolean
}

/** The writer files of one place: the catalog, a lesson's folder, or a lesson's private folder. */
export class RecordFolder {
  readonly #options: FolderOptions
  readonly #replicas = new Map<string, Replica>()
  readonly #serial = createSerial()

  constructor(options: FolderOptions) {
    this.#options = options
  }

  get private(): boolean {
    return this.#options.private
  }

  /** Each replica with the name people know it by. */
  replicas(): ReadonlyArray<{ label: string; file: WriterFile }> {
    return [...this.#replicas.values()].flatMap(({ name, file }) =>
      file ? [{ label: this.#label(name), file }] : [],
    )
  }

  problems(): readonly LibraryProblem[] {
    return [...this.#replicas.values()].flatMap(({ name, file, problems }) => {
      const loose = file?.loose.length ?? 0
      return loose > 0 ? [...problems, looseEntriesProblem(this.#label(name), loose)] : problems
    })
  }

  /** Reads what is new or has changed since. Any `*.json` that holds a writer's records counts, whatever its name. */
  refresh(): Promise<void> {
    return this.#serial(() => this.#refresh())
  }

  /** Equal as long as none of the files changes; reads none. */
  async fingerprint(): Promise<string> {
    const { fs, folder } = this.#options
    const names = (await this.#list()).filter(isCandidate).map(entry => entry.name)
    const stamps = names.sort().map(async name => {
      const stamp = await unlessMissing(fs.stamp(join(folder, name)))
      return stamp ? `${name} ${stamp.mtimeNs} ${stamp.size} ${stamp.ino}` : name
    })
    try {
      return (await Promise.all(stamps)).join('\n')
    } catch (error) {
      throw readError(error, folder)
    }
  }

  async #list(): Promise<readonly FolderEntry[]> {
    const { fs, folder } = this.#options
    try {
      return (await unlessMissing(fs.list(folder))) ?? []
    } catch (error) {
      throw readError(error, folder)
    }
  }

  async #refresh(): Promise<void> {
    const entries = await this.#list()
    const present = new Set(entries.filter(isCandidate).map(entry => entry.name))
    for (const name of present) await this.#read(name)
    for (const name of [...this.#replicas.keys()]) {
      // Our own file may be gone for a moment while a sync tool replaces it; the next save writes it again.
      if (!present.has(name) && this.#ownerOf(name) === undefined) this.#replicas.delete(name)
    }
    if (this.#options.repair) await this.#sweep(entries.map(entry => entry.name))
  }

  /** Removes what our own writers' interrupted saves left behind. */
  async #sweep(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const target = /^\.([0-9a-z]{26}\.json)\./.exec(name)?.[1]
      if (target === undefined || this.#ownerOf(target) === undefined || !isLeftOver(name, target)) continue
      await unlessMissing(this.#options.fs.remove(join(this.#options.folder, name)))
    }
  }

  async #read(name: string): Promise<void> {
    const { fs, now } = this.#options
    const path = join(this.#options.folder, name)
    const known = this.#replicas.get(name)
    const readAtMs = now()
    let stamp: FileStamp | undefined
    let bytes: Buffer | undefined
    try {
      stamp = await unlessMissing(fs.stamp(path))
      if (stamp === undefined) return
      if (known?.settled && known.stamp && sameStamp(known.stamp, stamp)) return
      bytes = await unlessMissing(fs.read(path))
      if (bytes === undefined) return
      const file = writerFileCodec.decode(bytes)
      this.#replicas.set(name, {
        name,
        stamp,
        settled: Math.abs(readAtMs - Number(stamp.mtimeNs / 1_000_000n)) > RACY_MS,
        file: this.#joinOwn(name, known?.file, file),
        problems: file.version > FORMAT_VERSION ? [newerFileProblem(this.#label(name), file.version)] : [],
        blocked: false,
      })
    } catch (error) {
      await this.#readFailed(name, stamp, bytes, error)
    }
  }

  /** What we saved ourselves is never forgotten because a sync tool put an older version of our file back. */
  #joinOwn(name: string, known: WriterFile | undefined, file: WriterFile): WriterFile {
    if (!known || this.#ownerOf(name) === undefined || file.version > FORMAT_VERSION) return file
    return { ...file, records: mergeFiles([file, known]) }
  }

  async #readFailed(
    name: string,
    stamp: FileStamp | undefined,
    bytes: Buffer | undefined,
    error: unknown,
  ): Promise<void> {
    const reason = error instanceof UnreadableFile ? error.message : (errorName(error) ?? String(error))
    const label = this.#label(name)
    const known = this.#replicas.get(name)
    const writer = this.#ownerOf(name)
    if (writer === undefined || !this.#options.repair) {
      // The last good version stays; the file is read again when it changes.
      const problems = [foreignFileProblem(label, reason)]
      const blocked = writer !== undefined
      this.#replicas.set(name, { name, stamp, settled: false, file: known?.file, problems, blocked })
      return
    }
    const path = join(this.#options.folder, name)
    const { place, rescue: mend } = this.#options
    const memory = known?.file
    const rescue = await mend({ path, label, place, writer, bytes, reason, memory, mode: this.#mode() })
    this.#replicas.set(name, {
      name,
      stamp: await this.#stampOrNothing(path),
      // What only a passing refusal of the system kept from us is tried again at every look.
      settled: !rescue.blocked,
      file: rescue.file,
      problems: [rescue.problem],
      blocked: rescue.blocked,
    })
  }

  /**
   * Saves records in the writer's file: `put` by id, and without those of `drop`. Nothing in memory changes unless the
   * bytes are on the disk.
   * @throws DebriefError library.newer, library.unreadable, disk.full, disk.failed
   */
  save(writer: WriterId, put: ReadonlyMap<string, StoredRecord>, drop: ReadonlySet<string>): Promise<void> {
    return this.#serial(() => this.#save(writer, put, drop))
  }

  async #save(
    writer: WriterId,
    put: ReadonlyMap<string, StoredRecord>,
    drop: ReadonlySet<string>,
  ): Promise<void> {
    const { fs, folder } = this.#options
    const name = `${writer}.json`
    const path = join(folder, name)
    try {
      const onDisk = await unlessMissing(fs.stamp(path))
      const known = this.#replicas.get(name)
      const same = known?.stamp !== undefined && onDisk !== undefined && sameStamp(known.stamp, onDisk)
      if (onDisk && (!same || known?.blocked)) await this.#read(name)
    } catch (error) {
      throw diskError(error, path)
    }
    const before = this.#replicas.get(name)
    if (before?.blocked) throw blockedFileError(path)
    if (before?.file && before.file.version > FORMAT_VERSION) throw newerFileError(path)

    // A copy of our file under another name (a sync tool's conflict) is taken in, so that it may be deleted.
    const copies = [...this.#replicas.values()].flatMap(({ file }) => {
      return file && file.writer === writer && file.version <= FORMAT_VERSION ? [file] : []
    })
    const records = new Map(mergeFiles(copies))
    for (const id of drop) records.delete(id)
    for (const [id, stored] of put) records.set(id, stored)
    const file: WriterFile = {
      ...emptyWriterFile(writer),
      records,
      loose: before?.file?.loose ?? [],
    }
    await ensureFolder(fs, folder, this.#options.private ? 0o700 : 0o755)
    const adapter = new DurableAdapter(fs, path, writerFileCodec, {
      mode: this.#mode(),
      ...(this.#options.wait ? { wait: this.#options.wait } : {}),
    })
    const low = new Low<WriterFile>(adapter, file)
    await low.write()
    this.#replicas.set(name, {
      name,
      stamp: await this.#stampOrNothing(path),
      settled: true,
      file: low.data,
      problems: before?.problems ?? [],
      blocked: false,
    })
    if (adapter.written) this.#options.saved(writer, adapter.written)
  }

  #mode(): number {
    return this.#options.private ? 0o600 : 0o644
  }

  /** Without a stamp the file is read again at the next look, which costs time and nothing else. */
  async #stampOrNothing(path: string): Promise<FileStamp | undefined> {
    try {
      return await this.#options.fs.stamp(path)
    } catch (error) {
      if (errorName(error) === undefined) throw error
      return undefined
    }
  }

  /** The writer of ours whose file is called `name`. */
  #ownerOf(name: string): WriterId | undefined {
    const writer = name.slice(0, -'.json'.length)
    return /^[0-9a-z]{26}$/.test(writer) && this.#options.owns(writer) ? writer : undefined
  }

  #label(name: string): string {
    return `${this.#options.label}/${name}`
  }
}

/** Names with a leading dot are temporary files, or macOS's shadows of files on foreign disks. */
function isCandidate({ name, folder }: FolderEntry): boolean {
  return !folder && !name.startsWith('.') && name.endsWith('.json')
}

function mergeFiles(files: readonly WriterFile[]): ReadonlyMap<string, StoredRecord> {
  return mergeVersions(
    files.map(file => file.records.values()),
    stored => stored.record,
  )
}
