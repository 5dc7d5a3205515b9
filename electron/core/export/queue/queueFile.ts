import { join } from 'node:path'
import { z } from 'zod'
import { exportOptions } from '../../../contract/api/clips.ts'
import { clipId } from '../../../contract/records/clip.ts'
import { personId } from '../../../contract/records/person.ts'
import { ensureFolder, writeDurably } from '../../library/durableWrite.ts'
import { type FileSystem, nodeFileSystem } from '../../library/fileSystem.ts'

/** One file that is still to be written, with all that it takes to write it after a restart. */
export const queuedExport = z.object({
  id: z.string(),
  /** Absolute; exports wait until their library is open. */
  libraryDir: z.string(),
  title: z.string(),
  clipIds: z.array(clipId).min(1),
  lessonId: z.string(),
  /** Absolute folder. */
  dir: z.string(),
  /** Absolute file into which all clips go; else the one clip gets a file of its own. */
  reel: z.string().optional(),
  options: exportOptions,
  /** Who asked: an export shows what they may see. */
  caller: z.object({ speaker: personId.optional(), present: z.array(personId) }),
})
export type QueuedExport = z.infer<typeof queuedExport>

const stored = z.object({
  format: z.literal(1),
  paused: z.boolean(),
  /** In the order in which they are written. */
  exports: z.array(z.unknown()),
})

export interface QueueState {
  readonly paused: boolean
  readonly exports: readonly QueuedExport[]
}

export interface QueueFile {
  /** What was still to be done; nothing where there is no file, or none that can be read. */
  read(): Promise<QueueState>
  /** Durable when the promise resolves; saves come one after the other. @throws DebriefError disk.full, disk.failed */
  save(state: QueueState): Promise<void>
}

const nothing: QueueState = { paused: false, exports: [] }

/** @param home Debrief's folder for local data */
export function openQueueFile(home: string, fs: FileSystem = nodeFileSystem): QueueFile {
  const dir = join(home, 'exports')
  const file = join(dir, 'queue.json')
  let turn: Promise<unknown> = Promise.resolve()
  return {
    async read() {
      const bytes = await fs.read(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (!bytes) return nothing
      let json: unknown
      try {
        json = JSON.parse(Buffer.from(bytes).toString('utf8'))
      } catch {
        // The list is a convenience: clips and comments are elsewhere, and a broken list must not keep Debrief from opening.
        return nothing
      }
      const found = stored.safeParse(json).data
      if (!found) return nothing
      const exports = found.exports.flatMap(each => queuedExport.safeParse(each).data ?? [])
      return { paused: found.paused, exports }
    },
    save(state) {
      const next = turn.then(async () => {
        await ensureFolder(fs, dir, 0o700)
        const json = JSON.stringify({ format: 1, ...state })
        await writeDurably(fs, file, Buffer.from(json), { mode: 0o600 })
      })
      turn = next.catch(() => undefined)
      return next
    },
  }
}
