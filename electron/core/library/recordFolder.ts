import { join } from 'node:path'
import { Low } from 'lowdb'
import { DebriefError } from '../../contract/errors.ts'
import type { WriterId } from '../../contract/records/envelope.ts'
import { diskError } from './diskError.ts'
import { DurableAdapter } from './durableAdapter.ts'
import { ensureFolder, sweepLeftOvers, writeDurably } from './durableWrite.ts'
import { errorName, type FileStamp, sameStamp, stampOrNothing, unlessMissing } from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import { LostFiles } from './lostFiles.ts'
import { FORMAT_VERSION } from './migrations.ts'
import { isInOurHand, sealOf, vet, withKept } from './ownFile.ts'
import {
  blockedFileError,
  foreignFileProblem,
  looseEntriesProblem,
  newerFileError,
  newerFileProblem,
} from './problems.ts'
import {
  type FolderOptions,
  isCandidate,
  type Listing,
  listFolder,
  listingOf,
  type Replica,
} from './replica.ts'
import { createSerial } from './serial.ts'
import type { Seal } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'
import {
  emptyWriterFile,
  mergeFiles,
  signWriterFile,
  UnreadableFile,
  type WriterFile,
  writerFileCodec,
} from './writerFile.ts'

/** A change of a file this close to our reading of it may leave no mark in its time of change. */
const RACY_MS = 2000

/** The writer files of one place: the catalog, a lesson's folder, or a lesson's private folder. */
export class RecordFolder {
  readonly private: boolean
  /** How backups and signatures name the folder. */
  readonly place: string
  readonly #options: FolderOptions
  readonly #replicas = new Map<string, Replica>()
  readonly #serial = createSerial()
  readonly #lost: LostFiles

  constructor(options: FolderOptions) {
    this.#options = options
    this.private = options.private
    this.place = options.place
    this.#lost = new LostFiles(options, name => this.#ownerOf(name))
  }

  /** Each replica with the name people know it by. */
  replicas(): ReadonlyArray<{ label: string; file: WriterFile; seal: Seal | undefined }> {
    return [...this.#replicas.values()].flatMap(({ name, file, seal }) =>
      file ? [{ label: this.#label(name), file, seal }] : [],
    )
  }

  problems(): readonly LibraryProblem[] {
    return [...this.#replicas.values()].flatMap(({ name, file, problems }) => {
      const loose = file?.loose.length ?? 0
      return loose > 0 ? [...problems, looseEntriesProblem(this.#label(name), loose)] : problems
    })
  }

  /**
   * Reads what is new or has changed since. Any `*.json` that holds a writer's records counts, whatever its name.
   * @param listed what was just found in the folder; a file that changed since is read again at the next look
   */
  refresh(listed?: Listing): Promise<void> {
    return this.#serial(() => this.#refresh(listed))
  }

  /** What lies in the folder now; reads none of it. */
  listing(): Promise<Listing> {
    return listingOf(this.#options.fs, this.#options.folder)
  }

  async #refresh(listed?: Listing): Promise<void> {
    const entries = listed?.entries ?? (await listFolder(this.#options.fs, this.#options.folder))
    const present = new Set(entries.filter(isCandidate).map(entry => entry.name))
    // Asked before reading, by which a number may be given up: what was left under it is ours to clear away.
    const ours = new Set([...present].filter(name => this.#ownerOf(name) !== undefined))
    for (const name of present) await this.#read(name, listed?.stamps.get(name))
    for (const name of [...this.#replicas.keys()]) {
      // Our own file may be gone for a moment while a sync tool replaces it; the next save writes it again.
      if (!present.has(name) && this.#ownerOf(name) === undefined) this.#replicas.delete(name)
    }
    if (!this.#options.repair) return
    await this.#bringBack(present)
    const { fs, folder } = this.#options
    const names = entries.map(entry => entry.name)
    await sweepLeftOvers(fs, folder, names, name => ours.has(name) || this.#ownerOf(name) !== undefined)
  }

  /** Writes again what of ours the folder has lost. */
  async #bringBack(present: ReadonlySet<string>): Promise<void> {
    for (const { name, writer, saved } of await this.#lost.find(present, this.#replicas)) {
      const unread = { stamp: undefined, settled: false, problems: [], blocked: false }
      if (saved) this.#replicas.set(name, { name, file: saved, seal: sealOf(saved, this.place), ...unread })
      try {
        await this.#save(writer, new Map(), new Set())
      } catch (error) {
        // It stays in memory, in sight, and in the backups; the next looks try again.
        if (!(error instanceof DebriefError)) throw error
      }
    }
  }

  async #read(name: string, seen?: FileStamp): Promise<void> {
    const { fs, now } = this.#options
    const path = join(this.#options.folder, name)
    const known = this.#replicas.get(name)
    const readAtMs = now()
    let stamp: FileStamp | undefined
    let bytes: Buffer | undefined
    try {
      stamp = seen ?? (await unlessMissing(fs.stamp(path)))
      if (stamp === undefined) return
      if (known?.settled && known.stamp && sameStamp(known.stamp, stamp)) return
      bytes = await unlessMissing(fs.read(path))
      if (bytes === undefined) return
      const file = writerFileCodec.decode(bytes)
      const memory = this.#replicas.get(`${file.writer}.json`)?.file
      const vetted = await vet(this.#options, { name, file, bytes, memory })
      if (vetted?.kind === 'forged' && this.#ownerOf(name) !== undefined)
        throw new UnreadableFile('it was changed by another program, so your signature does not fit it')
      const kept = vetted?.kind === 'ours' && this.#ownerOf(name) !== undefined ? vetted.lost : []
      this.#replicas.set(name, {
        name,
        stamp,
        settled: Math.abs(readAtMs - Number(stamp.mtimeNs / 1_000_000n)) > RACY_MS,
        file: withKept(file, kept),
        seal: sealOf(file, this.#options.place),
        problems: file.version > FORMAT_VERSION ? [newerFileProblem(this.#label(name), file.version)] : [],
        blocked: false,
      })
      if (vetted?.kind === 'cloned') await this.#split(name, file, vetted.lost, known !== undefined)
    } catch (error) {
      await this.#readFailed(name, stamp, bytes, error)
    }
  }

  /** Another machine writes under our id: from now on we have one of our own, and what of ours it wrote over is written again. */
  async #split(
    name: string,
    file: WriterFile,
    lost: readonly StoredRecord[],
    certain: boolean,
  ): Promise<void> {
    const writers = this.#options.writers?.()
    if (!writers || !this.#options.repair) return
    const heir = await writers.split(file.writer)
    await this.#read(`${heir}.json`)
    const saved = this.#replicas.get(`${heir}.json`)?.file
    // A sync tool's copy under another name may be deleted by anyone, so all that is in it is taken in.
    const isCopy = name !== `${file.writer}.json` && isInOurHand(file, this.#options)
    const put = new Map([...(isCopy ? file.records.values() : []), ...lost].map(one => [one.record.id, one]))
    for (const id of saved?.records.keys() ?? []) put.delete(id)
    if (put.size > 0) await this.#save(heir, put, new Set())
    this.#options.cloned?.(this.#label(name), certain)
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
      const [blocked, seal] = [writer !== undefined, known?.seal]
      this.#replicas.set(name, { name, stamp, settled: false, file: known?.file, seal, problems, blocked })
      return
    }
    const { folder, place, rescue: mend } = this.#options
    const path = join(folder, name)
    const memory = known?.file
    const rescue = await mend({ path, label, place, writer, bytes, reason, memory, mode: this.#mode() })
    this.#replicas.set(name, {
      name,
      stamp: await stampOrNothing(this.#options.fs, path),
      // What only a passing refusal of the system kept from us is tried again at every look.
      settled: !rescue.blocked,
      file: rescue.file,
      seal: rescue.file && sealOf(rescue.file, place),
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
    asked: WriterId,
    put: ReadonlyMap<string, StoredRecord>,
    drop: ReadonlySet<string>,
  ): Promise<void> {
    const { fs, folder, signer } = this.#options
    await this.#lookBefore(asked)
    // The look may have found another machine under our id.
    const writer = this.#options.writers?.()?.heirOf(asked) ?? asked
    const name = `${writer}.json`
    const path = join(folder, name)
    const before = this.#replicas.get(name)
    if (before?.blocked) throw blockedFileError(path)
    if (before?.file && before.file.version > FORMAT_VERSION) throw newerFileError(path)
    // A copy of our file under another name (a sync tool's conflict) is taken in, so that it may be deleted.
    const copies = [...this.#replicas.values()].flatMap(({ file }) => {
      const fits = file?.writer === writer && file.version <= FORMAT_VERSION
      return fits && (file === before?.file || isInOurHand(file, this.#options)) ? [file] : []
    })
    const records = new Map(mergeFiles(copies))
    for (const id of drop) records.delete(id)
    for (const [id, stored] of put) records.set(id, stored)
    const file: WriterFile = { ...emptyWriterFile(writer), records, loose: before?.file?.loose ?? [] }
    await ensureFolder(fs, folder, this.#options.private ? 0o700 : 0o755)
    const signed = signWriterFile(file, this.#options.place, this.private ? undefined : signer)
    const codec = { encode: () => signed.bytes, decode: writerFileCodec.decode }
    const adapter = new DurableAdapter<WriterFile>(fs, path, codec, {
      mode: this.#mode(),
      ...(this.#options.wait ? { wait: this.#options.wait } : {}),
    })
    await this.#options.saving(writer, signed.bytes)
    await new Low<WriterFile>(adapter, signed.file).write()
    await this.#hold(name, signed.file, before?.problems ?? [])
    if (adapter.written) this.#options.saved(writer, adapter.written)
  }

  /**
   * Lays another writer's file down as it is, under a name that no writer's own file has. It is not read again: what was written is known.
   * @throws DebriefError disk.full, disk.failed
   */
  lay(name: string, bytes: Uint8Array, file: WriterFile): Promise<void> {
    return this.#serial(async () => {
      const { fs, folder, wait } = this.#options
      await ensureFolder(fs, folder)
      await writeDurably(fs, join(folder, name), bytes, wait ? { wait } : {})
      await this.#hold(name, file, [])
    })
  }

  /** What was just written under a name, so that it need not be read. */
  async #hold(name: string, file: WriterFile, problems: readonly LibraryProblem[]): Promise<void> {
    const { fs, folder, place } = this.#options
    const stamp = await stampOrNothing(fs, join(folder, name))
    const seal = sealOf(file, place)
    this.#replicas.set(name, { name, stamp, settled: true, file, seal, problems, blocked: false })
  }

  /** Reads the writer's file again where something else changed it since. */
  async #lookBefore(writer: WriterId): Promise<void> {
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
  }

  #mode(): number {
    return this.#options.private ? 0o600 : 0o644
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
