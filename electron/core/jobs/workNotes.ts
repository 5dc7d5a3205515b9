import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { jobKinds } from '../../contract/api/jobs.ts'
import type { Unfinished } from './jobs.types.ts'
import { isAlive } from './processAlive.ts'

const note = z.object({ pid: z.int(), run: z.string(), kind: z.enum(jobKinds), resume: z.unknown() })
const ending = '.work.json'

/** What each job that can be begun anew is about, on disk until it is over; one file a job. */
export function openWorkNotes({ dir, run, pid = process.pid }: { dir: string; run: string; pid?: number }) {
  const fileOf = (jobId: string) => join(dir, `${jobId.replace(/[^0-9A-Za-z]/g, '-')}${ending}`)
  const read = async (file: string) => {
    try {
      return note.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // Cut short by the crash, or of another version: it says nothing that could be begun.
      return undefined
    }
  }
  return {
    async write(jobId: string, { kind, resume }: Unfinished): Promise<void> {
      await mkdir(dir, { recursive: true })
      await writeFile(fileOf(jobId), JSON.stringify({ pid, run, kind, resume }), { flush: true })
    },
    forget: (jobId: string): Promise<void> => rm(fileOf(jobId), { force: true }),
    /** Those of processes that are gone; each is given out once. */
    async take(): Promise<Unfinished[]> {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const taken: Unfinished[] = []
      // Job ids sort by the time they were made.
      for (const name of names.filter(each => each.endsWith(ending)).toSorted()) {
        const file = join(dir, name)
        const left = await read(file)
        if (left && (left.run === run || (left.pid !== pid && isAlive(left.pid)))) continue
        await rm(file, { force: true })
        if (left) taken.push({ kind: left.kind, resume: left.resume })
      }
      return taken
    },
  }
}
