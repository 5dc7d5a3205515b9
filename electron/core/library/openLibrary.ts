import { join, resolve } from 'node:path'
import { type FileSystem, nodeFileSystem } from './fileSystem.ts'
import type { Library } from './library.types.ts'
import { LIBRARY_VERSION, openHeader } from './libraryHeader.ts'
import { LibraryStore } from './libraryStore.ts'
import type { Signer } from './signing.ts'

export interface OpenOptions {
  /** The library folder. */
  readonly dir: string
  /** The folder of local app data: writers, private notes, backups, quarantine. */
  readonly home: string
  /** ms since 1970 */
  readonly now?: () => number
  /** Makes the folder a library where it is none yet. */
  readonly create?: boolean
  readonly fs?: FileSystem
  /** Whether changes by others are noticed by themselves; `poll` for drives that tell of none. */
  readonly watch?: boolean | 'poll'
  /**
   * Sweeps left-overs and mends broken files of our own (default). Pass false where another process of this machine
   * holds the library's lock: then only reading is safe.
   */
  readonly repair?: boolean
  /** For looking only: nothing is written into the folder. */
  readonly lookOnly?: boolean
  readonly wait?: (ms: number) => Promise<unknown>
  /** Signs what is shared in the name of this installation. */
  readonly signer?: Signer
}

/**
 * Opens a library folder. One process a machine at a time may write: take the lock (lock.ts) before.
 * @throws DebriefError library.notFound, library.unreadable, disk.full, disk.failed
 */
export async function openLibrary(options: OpenOptions): Promise<Library> {
  const fs = options.fs ?? nodeFileSystem
  const dir = resolve(options.dir)
  const home = resolve(options.home)
  const wait = options.wait ? { wait: options.wait } : {}
  const header = await openHeader(fs, {
    dir,
    create: (options.create ?? false) && !options.lookOnly,
    ...wait,
  })
  const store = new LibraryStore({
    fs,
    dir,
    home,
    libraryId: header.libraryId,
    newer: header.version > LIBRARY_VERSION ? header.version : undefined,
    now: options.now ?? Date.now,
    repair: options.repair ?? true,
    lookOnly: options.lookOnly ?? false,
    watch: options.watch ?? true,
    backups: join(home, 'backups', header.libraryId),
    quarantine: join(home, 'quarantine', header.libraryId),
    ...(options.signer && { signer: options.signer }),
    ...wait,
  })
  await store.open()
  return store
}
