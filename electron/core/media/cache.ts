import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaIdentity } from '../../contract/records/recording.ts'
import { sweepParts } from '../jobs/partFile.ts'

/** What is made from recordings, on this machine only; every file in it can be deleted and is made again when needed. */
export interface MediaCache {
  readonly dir: string
  folderOf(identity: MediaIdentity): string
  posterOf(identity: MediaIdentity): string
  proxyOf(identity: MediaIdentity): string
  /** The folder with the parts of a proxy that is being made. */
  cellsOf(identity: MediaIdentity): string
  /** Removes unfinished files that no process writes to any more. @returns how many */
  sweep(nowMs?: number): Promise<number>
}

/** An encoder that still lives writes more often than this. */
const idleMs = 10 * 60_000

/** Paths in `<home>/cache/<identity>/`, by what a recording is and not by where it lies. */
export function mediaCache(home: string): MediaCache {
  const dir = join(home, 'cache')
  const folderOf = (identity: MediaIdentity) => join(dir, identity.hash)
  return {
    dir,
    folderOf,
    posterOf: identity => join(folderOf(identity), 'poster.jpg'),
    proxyOf: identity => join(folderOf(identity), 'proxy.mp4'),
    cellsOf: identity => join(folderOf(identity), 'cells'),
    async sweep(nowMs = Date.now()) {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      let removed = 0
      for (const name of names.filter(each => /^[0-9a-f]{64}$/.test(each))) {
        const folder = join(dir, name)
        removed += await sweepParts(folder, { idleMs, nowMs })
        removed += await sweepParts(join(folder, 'cells'), { idleMs, nowMs })
        if ((await readdir(folder)).includes('proxy.mp4'))
          await rm(join(folder, 'cells'), { recursive: true, force: true })
      }
      return removed
    },
  }
}
