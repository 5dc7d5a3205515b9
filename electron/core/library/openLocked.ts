import { resolve } from 'node:path'
import { nodeFileSystem } from './fileSystem.ts'
import type { Library } from './library.types.ts'
import { openHeader } from './libraryHeader.ts'
import { acquireLock, type LibraryLock, type LockOptions, type LockOutcome } from './lock.ts'
import { type OpenOptions, openLibrary } from './openLibrary.ts'

export type LockedLibrary =
  | { readonly library: Library; readonly lock: LibraryLock }
  | Extract<LockOutcome, { heldBy: unknown }>

/**
 * Takes the library's lock and opens the library, or says which host has it. Close the library before releasing the lock.
 * @throws DebriefError library.locked, library.notFound, library.unreadable, disk.full, disk.failed
 */
export async function openLocked(
  options: OpenOptions & Pick<LockOptions, 'kind' | 'waitMs' | 'attach'>,
): Promise<LockedLibrary> {
  const home = resolve(options.home)
  const { kind, waitMs, attach, ...rest } = options
  const header = await openHeader(options.fs ?? nodeFileSystem, {
    dir: resolve(options.dir),
    create: options.create ?? false,
  })
  const outcome = await acquireLock({
    home,
    libraryId: header.libraryId,
    kind,
    waitMs,
    ...(attach ? { attach } : {}),
  })
  if ('heldBy' in outcome) return outcome
  try {
    return { library: await openLibrary(rest), lock: outcome.lock }
  } catch (error) {
    await outcome.lock.release()
    throw error
  }
}
