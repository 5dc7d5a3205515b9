import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const pattern = /\.[0-9a-f]{12}\.debrief-part(\.[0-9A-Za-z]{1,8})?$/

/**
 * The name under which `out` is written until it is whole: in the same folder, so that the last rename cannot fail half-way, and
 * with the same ending, by which programs tell formats.
 */
export function partPathOf(out: string): string {
  const ending = /\.[0-9A-Za-z]{1,8}$/.exec(out)?.[0] ?? ''
  const name = basename(out).slice(0, 180)
  return join(dirname(out), `${name}.${randomBytes(6).toString('hex')}.debrief-part${ending}`)
}

/** Whether a file is one of ours that was never finished. Nothing else is ever deleted when tidying up. */
export function isPartPath(path: string): boolean {
  return pattern.test(path)
}

/**
 * Removes unfinished files of a folder that nobody has written to for `idleMs` (another process may be writing one now).
 * @returns how many were removed; a folder that is not there holds none
 */
export async function sweepParts(
  dir: string,
  { idleMs, nowMs }: { idleMs: number; nowMs: number },
): Promise<number> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  let removed = 0
  for (const name of names.filter(isPartPath)) {
    const path = join(dir, name)
    const stats = await stat(path).catch(() => undefined)
    if (!stats || nowMs - stats.mtimeMs < idleMs) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
