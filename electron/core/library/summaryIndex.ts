import { join } from 'node:path'
import { z } from 'zod'
import type { LessonId } from '../../contract/records/lesson.ts'
import { ensureFolder, tempPath, writeWhole } from './durableWrite.ts'
import { errorName, type FileSystem, unlessMissing } from './fileSystem.ts'
import type { LessonSummary } from './library.types.ts'
import { createSerial } from './serial.ts'

/** Goes up whenever a summary is made of the same files in another way: what was kept before is made anew then. */
const VERSION = 1

/** A change this close to our reading may leave no mark in a file's time: such a lesson is read again next time. */
const RACY_MS = 3000

/** How long summaries wait before they are written. */
const LATER_MS = 1000

const entry = z.object({
  version: z.literal(VERSION),
  fingerprint: z.string(),
  // Written by this program alone and found by the state of its files; looking at each mark would cost as much as making it anew.
  summary: z.custom<LessonSummary>(
    value => typeof value === 'object' && value !== null && 'comments' in value && 'marks' in value,
  ),
})

/**
 * Summaries of lessons as they were when their files were last read, in local app data: a library of hundreds of lessons opens without reading
 * every conversation. Holds times, kinds and who, never words. It may be deleted at any time.
 */
export class SummaryIndex {
  readonly #fs: FileSystem
  readonly #folder: string
  readonly #nowMs: () => number
  readonly #serial = createSerial()
  readonly #waiting = new Map<LessonId, z.infer<typeof entry>>()
  #timer: NodeJS.Timeout | undefined
  #made = false

  /** @param folder `<home>/summaries/<libraryId>` */
  constructor(fs: FileSystem, folder: string, nowMs: () => number) {
    this.#fs = fs
    this.#folder = folder
    this.#nowMs = nowMs
  }

  /** @param fingerprint of the lesson's files now @returns undefined where it is not known, or of another state of the files */
  async find(lessonId: LessonId, fingerprint: string): Promise<LessonSummary | undefined> {
    try {
      const bytes = await unlessMissing(this.#fs.read(this.#path(lessonId)))
      if (bytes === undefined) return undefined
      const kept = entry.safeParse(JSON.parse(bytes.toString('utf8')))
      return kept.data?.fingerprint === fingerprint ? kept.data.summary : undefined
    } catch (error) {
      // Cut off by a power cut, or not to be read: it is made anew.
      if (error instanceof SyntaxError || errorName(error) !== undefined) return undefined
      throw error
    }
  }

  /** A moment later, so that nobody who waits for summaries waits for this. Where it cannot be kept, it is made again next time. */
  keep(lessonId: LessonId, fingerprint: string, summary: LessonSummary): void {
    if (this.#isRacy(fingerprint)) return
    this.#waiting.set(lessonId, { version: VERSION, fingerprint, summary })
    this.#timer ??= setTimeout(() => void this.flush(), LATER_MS).unref()
  }

  /** Keeps what waits, and resolves when all is kept. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    return this.#serial(async () => {
      for (const [lessonId, made] of this.#waiting) {
        this.#waiting.delete(lessonId)
        await this.#write(lessonId, JSON.stringify(made))
      }
    })
  }

  #isRacy(fingerprint: string): boolean {
    const changedMs = [...fingerprint.matchAll(/ (\d+)\d{6} \d+ \d+/g)].map(([, ms]) => Number(ms))
    return changedMs.some(ms => Math.abs(this.#nowMs() - ms) < RACY_MS)
  }

  async #write(lessonId: LessonId, text: string): Promise<void> {
    const path = this.#path(lessonId)
    const temp = tempPath(path)
    try {
      if (!this.#made) await ensureFolder(this.#fs, this.#folder, 0o700)
      this.#made = true
      await writeWhole(this.#fs, temp, Buffer.from(text), 0o600)
      await this.#fs.rename(temp, path)
    } catch (error) {
      // Someone may have emptied the folder, or the disk is full; whatever is no refusal of the disk is a fault of ours.
      if (errorName(error) === undefined) throw error
      this.#made = false
      // A disk that refuses this too keeps an unfinished file under a name that nobody reads.
      await unlessMissing(this.#fs.remove(temp)).catch((refused: unknown) => {
        if (errorName(refused) === undefined) throw refused
      })
    }
  }

  #path(lessonId: LessonId): string {
    return join(this.#folder, `${lessonId.slice('lesson:'.length)}.json`)
  }
}
