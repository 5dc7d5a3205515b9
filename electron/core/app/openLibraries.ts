import { DebriefError } from '../../contract/errors.ts'
import type { EventBus } from '../events.ts'
import { nodeFileSystem } from '../library/fileSystem.ts'
import type { Library } from '../library/library.types.ts'
import { openHeader } from '../library/libraryHeader.ts'
import { type Address, acquireLock, type LibraryLock } from '../library/lock.ts'
import { openLibrary } from '../library/openLibrary.ts'
import type { Signer } from '../library/signing.ts'

export interface LibrariesOptions {
  /** The folder for everything local. */
  readonly home: string
  /** `host`: held as long as this process runs, others attach to it; `brief`: a short call that others wait for. */
  readonly lock: 'host' | 'brief'
  /** How long to wait for others to finish. */
  readonly waitMs: number
  readonly watch: boolean
  readonly now: () => number
  readonly bus: EventBus
  /** Signs what is shared. */
  readonly signer: Signer
  /** For looking only. */
  readonly lookOnly: boolean
}

/** Another process of this machine hosts the library and can be reached at `address`: attach to it instead. */
export class HeldByHost extends DebriefError {
  readonly address: Address
  constructor(dir: string, address: Address) {
    super(
      'library.locked',
      'Debrief is already open with this library on this machine. Use that window, or close it and try again.',
      { subject: dir },
    )
    this.address = address
  }
}

/** The open library. There is always exactly one; another takes its place when people choose so. */
export interface LibraryHolder {
  current(): Library
  /**
   * Opens the library in `dir` (made where there is none) and closes the one before; where that fails, the one before stays.
   * Says nothing of it: nobody sits there yet.
   */
  swap(dir: string): Promise<Library>
  /** Tells others where this process can be reached, for this library and every later one. */
  publish(address: Address): Promise<void>
  close(): Promise<void>
}

interface Opened {
  readonly library: Library
  readonly lock: LibraryLock
}

async function openLocked(dir: string, options: LibrariesOptions): Promise<Opened> {
  const { home, lock: kind, waitMs, watch, now, signer, lookOnly } = options
  const { libraryId } = await openHeader(nodeFileSystem, { dir, create: !lookOnly })
  const outcome = await acquireLock({ home, libraryId, kind, waitMs })
  if ('heldBy' in outcome) throw new HeldByHost(dir, outcome.heldBy)
  try {
    const library = await openLibrary({ dir, home, now, create: true, watch, signer, lookOnly })
    return { library, lock: outcome.lock }
  } catch (error) {
    await outcome.lock.release()
    throw error
  }
}

async function closeLocked({ library, lock }: Opened): Promise<void> {
  try {
    await library.close()
  } finally {
    await lock.release()
  }
}

/** @throws HeldByHost; DebriefError library.locked, library.unreadable, disk.full, disk.failed */
export async function holdLibrary(dir: string, options: LibrariesOptions): Promise<LibraryHolder> {
  const { bus } = options
  let opened = await openLocked(dir, options)
  let stop = opened.library.subscribe(bus.publish)
  let address: Address | undefined
  let swapping = false

  return {
    current: () => opened.library,
    swap: async next => {
      if (next === opened.library.dir) return opened.library
      if (swapping)
        throw new DebriefError(
          'library.locked',
          'Another library is being opened just now. Try again in a moment.',
        )
      swapping = true
      try {
        const fresh = await openLocked(next, options)
        if (address) await fresh.lock.publish(address)
        const before = opened
        stop()
        opened = fresh
        stop = fresh.library.subscribe(bus.publish)
        await closeLocked(before)
      } finally {
        swapping = false
      }
      return opened.library
    },
    publish: async given => {
      address = given
      await opened.lock.publish(given)
    },
    close: async () => {
      stop()
      await closeLocked(opened)
    },
  }
}
