import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './processAlive.ts'

/** The process that made it is in its name, so that whoever comes later can tell whether it is still used. */
const pattern = /^debrief-scratch-(\d+)-/

/**
 * Runs `work` with a fresh folder, for this user alone, that is gone afterwards, whatever happens.
 * @param parent default: the system's folder for such
 */
export async function withScratch<T>(work: (dir: string) => Promise<T>, parent = tmpdir()): Promise<T> {
  const dir = await mkdtemp(join(parent, `debrief-scratch-${process.pid}-`))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Removes the folders of processes that ended before they could: drawn comments and hidden pictures do not stay behind. */
export async function sweepScratch({
  parent = tmpdir(),
  alive = isAlive,
}: {
  readonly parent?: string
  readonly alive?: (pid: number) => boolean
} = {}): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid] = pattern.exec(name) ?? []
    if (pid === undefined || alive(Number(pid))) continue
    try {
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 })
    } catch (error) {
      // Of another user of this machine, and theirs to remove.
      const theirs =
        error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
      if (!theirs) throw error
    }
  }
}
