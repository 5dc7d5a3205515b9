import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isPartPath } from './partFile.ts'
import { isAlive } from './processAlive.ts'

const entry = z.object({ pid: z.int(), run: z.string(), parts: z.array(z.string()) })

/** What each running job may leave behind, on disk before it begins to write it; one file a job, one writer a file. */
export interface Journal {
  /** Durable when the promise resolves. */
  note(jobId: string, parts: readonly string[]): Promise<void>
  forget(jobId: string): Promise<void>
  /** Removes what jobs of processes that are gone left behind. @returns the files that were removed */
  recover(): Promise<readonly string[]>
}

export interface JournalOptions {
  readonly dir: string
  /** Tells this run from an earlier one whose process number this one got. */
  readonly run: string
  readonly pid?: number
  readonly alive?: (pid: number) => boolean
}

export function openJournal({ dir, run, pid = process.pid, alive = isAlive }: JournalOptions): Journal {
  const fileOf = (jobId: string) => join(dir, `${run}-${jobId.replace(/[^0-9A-Za-z]/g, '-')}.json`)

  const read = async (file: string) => {
    try {
      return entry.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // Cut short by the crash that it should tell of, or removed by another process: it names nothing we could remove.
      return undefined
    }
  }

  return {
    async note(jobId, parts) {
      await mkdir(dir, { recursive: true })
      await writeFile(fileOf(jobId), JSON.stringify({ pid, run, parts }), { flush: true })
    },
    forget: jobId => rm(fileOf(jobId), { force: true }),
    async recover() {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const removed: string[] = []
      for (const name of names.filter(each => each.endsWith('.json') && !each.endsWith('.work.json'))) {
        const file = join(dir, name)
        const left = await read(file)
        const ours = left?.run === run
        if (ours || (left && left.pid !== pid && alive(left.pid))) continue
        for (const part of left?.parts.filter(isPartPath) ?? []) {
          await rm(part, { force: true })
          removed.push(part)
        }
        await rm(file, { force: true })
      }
      return removed
    },
  }
}
