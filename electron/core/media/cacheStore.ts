import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { CacheEmptied, CacheInfo } from '../../contract/api/cache.ts'

export interface CacheStoreParts {
  /** The cache's folder; in it one folder for each recording, named by its identity. */
  readonly dir: string
  limitBytes(): number
  /** Identities that work is being done for, or that someone looks at. */
  inUse(): ReadonlySet<string>
  nowMs(): number
}

interface Entry {
  readonly hash: string
  readonly bytes: number
  readonly usedAtMs: number
}

/** Someone who looked at a recording so lately may look on. */
const lookedAtMs = 10 * 60_000
/** The time of use need not be written oftener. */
const touchEveryMs = 60_000
const isIdentity = (name: string) => /^[0-9a-f]{64}$/.test(name)

const missingIs =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value
    throw error
  }

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(missingIs([]))
  let bytes = 0
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += await sizeOf(path)
    // Renamed or removed while we count: it is counted next time.
    else bytes += await stat(path).then(({ size }) => size, missingIs(0))
  }
  return bytes
}

/**
 * Keeps what was made of recordings within a limit: what nobody looked at for longest goes first, and is made again when it is needed. What
 * is in use is never touched.
 */
export function createCacheStore({ dir, limitBytes, inUse, nowMs }: CacheStoreParts) {
  const touched = new Map<string, number>()
  let turn: Promise<unknown> = Promise.resolve()
  /** One at a time: two would count the same bytes as freed. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  const entries = async (): Promise<Entry[]> => {
    const names = (await readdir(dir).catch(missingIs<string[]>([]))).filter(isIdentity)
    return Promise.all(
      names.map(async hash => {
        const folder = join(dir, hash)
        const usedAtMs = await stat(folder).then(({ mtimeMs }) => mtimeMs, missingIs(0))
        return { hash, bytes: await sizeOf(folder), usedAtMs: Math.max(usedAtMs, touched.get(hash) ?? 0) }
      }),
    )
  }
  const isUsed = ({ hash }: Entry, busy: ReadonlySet<string>) =>
    busy.has(hash) || nowMs() - (touched.get(hash) ?? 0) < lookedAtMs
  const total = (all: readonly Entry[]) => all.reduce((sum, { bytes }) => sum + bytes, 0)

  /** Removes the longest unused until `left` bytes are left. */
  const removeDownTo = async (left: number): Promise<CacheEmptied> => {
    const all = await entries()
    let bytes = total(all)
    let freedBytes = 0
    for (const entry of all.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
      // Asked for each anew: someone may have opened a lesson meanwhile.
      if (bytes <= left || isUsed(entry, inUse())) continue
      await rm(join(dir, entry.hash), { recursive: true, force: true })
      bytes -= entry.bytes
      freedBytes += entry.bytes
    }
    return { freedBytes, keptBytes: bytes }
  }

  return {
    /** Someone looks at what was made of a recording. */
    async touch(hash: string): Promise<void> {
      const last = touched.get(hash) ?? 0
      const now = nowMs()
      touched.set(hash, now)
      if (now - last < touchEveryMs) return
      await utimes(join(dir, hash), new Date(now), new Date(now)).catch(missingIs(undefined))
    },
    info: async (): Promise<CacheInfo> => {
      const all = await entries()
      const busy = inUse()
      return {
        dir,
        bytes: total(all),
        inUseBytes: total(all.filter(entry => isUsed(entry, busy))),
        limitBytes: limitBytes(),
      }
    },
    /** Makes room where there is too much. */
    trim: () => inTurn(() => removeDownTo(limitBytes())),
    /** Removes all that nobody uses now. */
    empty: () => inTurn(() => removeDownTo(0)),
  }
}
export type CacheStore = ReturnType<typeof createCacheStore>
