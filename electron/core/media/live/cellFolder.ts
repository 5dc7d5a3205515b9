import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DebriefError } from '../../../contract/errors.ts'
import { partPathOf } from '../../jobs/partFile.ts'

/** What all cells of a folder have in common: cells of another making do not fit between them. */
export const cellPlan = z.object({
  version: z.literal(1),
  cellMs: z.int(),
  cells: z.int(),
  /** The arguments that make them, without the place where a run begins. */
  made: z.string(),
})
export type CellPlan = z.infer<typeof cellPlan>

/** The finished stretches of a live copy, on disk: they outlive cancelling, closing and a crash. */
export interface CellFolder {
  /** The cells that are there. */
  readonly have: ReadonlySet<number>
  head(): Promise<Buffer | undefined>
  keepHead(head: Buffer): Promise<void>
  /** With what stands in for holes (`stopgaps`), as a page gets it, or without. */
  read(cell: number, stopgaps: boolean): Promise<Buffer>
  keep(cell: number, own: Buffer, stopgaps: Buffer): Promise<void>
  remove(): Promise<void>
}

const nameOf = (cell: number) => `${String(cell).padStart(6, '0')}.m4s`
const headName = 'head.mp4'
const planName = 'plan.json'
/** Two lengths before the bytes: of the cell itself, and of its stopgaps. What does not add up was cut off by a power failure. */
const prefixBytes = 8

const noRoom = (dir: string, cause: unknown): unknown => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return cause
  return new DebriefError(
    'disk.full',
    'There is no room for the playable copy. The recording itself is safe. Make room, or empty the cache in the settings.',
    { subject: dir },
    cause,
  )
}

/** Opens a folder of cells, and empties it where it was made for something else. */
export async function openCellFolder(dir: string, plan: CellPlan): Promise<CellFolder> {
  const have = new Set<number>()
  const write = async (name: string, bytes: string | Buffer) => {
    const out = join(dir, name)
    const part = partPathOf(out)
    try {
      await writeFile(part, bytes, { flush: true })
      await rename(part, out)
    } catch (error) {
      await rm(part, { force: true })
      throw noRoom(dir, error)
    }
  }
  const fits = async (): Promise<boolean> => {
    const text = await readFile(join(dir, planName), 'utf8').catch(() => '')
    return text === JSON.stringify(plan)
  }
  if (!(await fits())) {
    await rm(dir, { recursive: true, force: true })
    await mkdir(dir, { recursive: true })
    await write(planName, JSON.stringify(plan))
  }
  for (const name of await readdir(dir)) {
    const cell = /^(\d{6})\.m4s$/.exec(name)?.[1]
    if (cell === undefined) continue
    const path = join(dir, name)
    const { size } = await stat(path)
    if (size >= prefixBytes) have.add(Number(cell))
    else await rm(path, { force: true })
  }

  return {
    have,
    head: () =>
      readFile(join(dir, headName)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      }),
    keepHead: head => write(headName, head),
    async read(cell, stopgaps) {
      const bytes = await readFile(join(dir, nameOf(cell)))
      const own = bytes.readUInt32BE(0)
      const all = own + bytes.readUInt32BE(4)
      if (bytes.length !== prefixBytes + all) throw new Error(`cell ${cell} of ${dir} is not whole`)
      return bytes.subarray(prefixBytes, prefixBytes + (stopgaps ? all : own))
    },
    async keep(cell, own, stopgaps) {
      const prefix = Buffer.alloc(prefixBytes)
      prefix.writeUInt32BE(own.length, 0)
      prefix.writeUInt32BE(stopgaps.length, 4)
      await write(nameOf(cell), Buffer.concat([prefix, own, stopgaps]))
      have.add(cell)
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
