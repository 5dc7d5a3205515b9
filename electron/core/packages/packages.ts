import { rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type {
  PackageMedia,
  PackagePlan,
  PackagePreview,
  WrittenPackage,
} from '../../contract/api/packages.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId, Role } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { KnownRecord } from '../../contract/records/registry.ts'
import type { Caller } from '../call.ts'
import type { JobContext } from '../jobs/jobs.types.ts'
import { checkConsent } from '../library/consent.ts'
import { catalogOf, sharedRecords } from '../library/lessonCatalog.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import { storedFrom } from '../library/storedRecord.ts'
import { countsOf } from './counts.ts'
import { PACKAGE_ENDING } from './packageFormat.ts'
import { createPackedMedia, type PackedMediaParts } from './packedMedia.ts'
import type { TakeInParts } from './takeIn.ts'

export interface PackageParts extends Omit<TakeInParts, 'library' | 'author'>, PackedMediaParts {
  library(): Library
  /** Local app data; unlocked packages lie there while they are open. */
  readonly home: string
  now(): number
  speakerOf(caller: Caller): PersonId
  /** The lesson's conversation as this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  author(id: PersonId): { readonly name: string; readonly role: string }
  /** Where packages are written when nobody says where. */
  defaultDir(): string
  /** Whether a file was dropped on a page and lies in the library's folder for incoming files. */
  isIncoming(file: string, libraryDir: string): boolean
  /** Told when the list of packages to look at changed. */
  waitingChanged(): void
}

/** 720p at the rate of our playable copies, by experience; only for the size that is shown before. */
const COPY_BYTES_PER_MS = 220

interface WriteRequest {
  readonly lessonId: LessonId
  readonly file?: string | undefined
  readonly dir?: string | undefined
  readonly media: PackageMedia
  readonly passphrase?: string | undefined
}

interface OpenRequest {
  readonly file: string
  readonly passphrase?: string | undefined
}

export function createPackages(parts: PackageParts) {
  const { library, jobs } = parts
  const withMedia = createPackedMedia(parts)
  const waiting = new Set<string>()
  /** Files that a job still reads, or is about to. */
  const reading = new Set<string>()

  const gathered = async (lessonId: LessonId) => {
    // The library's own view and not the caller's: a first pass stays hidden on the other side by its own records.
    const records = sharedRecords(await library().conversation(lessonId))
    return { records, ...catalogOf(library(), lessonId, records) }
  }
  const counted = (records: readonly KnownRecord[]) =>
    countsOf(records.flatMap(each => storedFrom(each) ?? []))

  const nameOf = (title: string): string => {
    const day = new Date(parts.now()).toISOString().slice(0, 10)
    return `${safeFileName(`${title} ${day}`, 100)}${PACKAGE_ENDING}`
  }

  const isThere = async (recording: Recording): Promise<boolean> =>
    parts.fileOf(recording).then(
      () => true,
      // Not there is one of the answers.
      () => false,
    )

  const plan = async (caller: Caller, lessonId: LessonId): Promise<PackagePlan> => {
    lessonOrThrow(library(), lessonId)
    const records = sharedRecords(await parts.conversation(caller, lessonId))
    const { recordings } = catalogOf(library(), lessonId, records)
    const views = await Promise.all(
      recordings.map(async recording => ({
        recordingId: recording.id,
        fileName: recording.fileName,
        durationMs: recording.facts.durationMs,
        sizeBytes: recording.identity.sizeBytes,
        missing: !(await isThere(recording)),
        masked: await parts.isMasked(recording),
      })),
    )
    const there = views.filter(({ missing }) => !missing)
    const words = Buffer.byteLength(JSON.stringify(records)) / 3
    const title = library().find('lesson', lessonId)?.title ?? ''
    return {
      lessonId,
      title,
      counts: counted(records),
      people: [...new Set(records.map(({ by }) => parts.author(by).name))],
      recordings: views,
      sizes: {
        none: Math.round(words),
        proxy: Math.round(
          words + there.reduce((sum, { durationMs }) => sum + durationMs * COPY_BYTES_PER_MS, 0),
        ),
        original: Math.round(words + there.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
      },
      dir: parts.defaultDir(),
      name: nameOf(title),
    }
  }

  /** A name in the folder that nobody has. */
  const freeName = async (dir: string, name: string): Promise<string> => {
    const stem = name.slice(0, -PACKAGE_ENDING.length)
    for (let turn = 1; ; turn += 1) {
      const file = join(dir, turn === 1 ? name : `${stem} (${turn})${PACKAGE_ENDING}`)
      const taken = await stat(file).then(
        () => true,
        () => false,
      )
      if (!taken) return file
    }
  }

  const write = (caller: Caller, request: WriteRequest): { jobId: string } => {
    const { lessonId, media: kind, passphrase } = request
    const author = parts.speakerOf(caller)
    // Words go to whom someone writes; the picture goes only where consent lets it.
    if (kind !== 'none') checkConsent(library(), lessonId)
    const lesson = library().find('lesson', lessonId)
    const run = async (job: JobContext): Promise<WrittenPackage> => {
      const { records, catalog, recordings } = await gathered(lessonId)
      const out =
        request.file === undefined
          ? await freeName(request.dir ?? parts.defaultDir(), nameOf(lesson?.title ?? ''))
          : resolve(request.file)
      const { writePackage } = await import('./writePackage.ts')
      const { name, role } = parts.author(author)
      const head = {
        madeAtMs: parts.now(),
        by: { name, role: role as Role },
        lesson: { id: lessonId, title: lesson?.title ?? '' },
      }
      const carried = await library().carried(author, lessonId, catalog)
      const { manifest, sizeBytes } = await withMedia(recordings, kind, job, media =>
        writePackage(out, { head, carried, media }, { passphrase, job }),
      )
      return {
        file: out,
        lessonId,
        title: head.lesson.title,
        sizeBytes,
        counts: counted(records),
        media: manifest.media.map(({ recordingId, kind: sent, bytes }) => ({
          recordingId,
          kind: sent,
          sizeBytes: bytes,
        })),
        encrypted: passphrase !== undefined,
      }
    }
    const { id: jobId } = jobs.start({
      kind: 'package',
      title: lesson?.title ?? 'A lesson',
      subject: { lessonId },
      run,
    })
    return { jobId }
  }

  const opened = async ({ file, passphrase }: OpenRequest, signal?: AbortSignal) => {
    const { openPackage } = await import('./openPackage.ts')
    const scratch = join(parts.home, 'opening')
    return openPackage(resolve(file), { passphrase, scratch, ...(signal && { signal }) })
  }

  const preview = async (request: OpenRequest): Promise<PackagePreview> => {
    const one = await opened(request)
    try {
      const { previewOf } = await import('./preview.ts')
      return await previewOf(request.file, one, await library().compare(one.brought), parts)
    } finally {
      await one.close()
    }
  }

  /** What was dropped on a page without a path is ours, and has no other place. */
  const dropIncoming = async (file: string): Promise<void> => {
    if (parts.isIncoming(file, library().dir)) await rm(file, { force: true })
  }

  const merge = (
    caller: Caller,
    request: OpenRequest & { readonly acceptUnverified: boolean },
  ): { jobId: string } => {
    const author = parts.speakerOf(caller)
    const { acceptUnverified } = request
    const file = resolve(request.file)
    reading.add(file)
    const takenIn = async (job: JobContext) => {
      const one = await opened(request, job.signal)
      try {
        const { takeIn } = await import('./takeIn.ts')
        const options = { file, acceptUnverified, job }
        return await takeIn(one, { ...parts, library: library(), author }, options)
      } finally {
        await one.close()
      }
    }
    const { id: jobId } = jobs.start({
      kind: 'merge',
      title: basename(file),
      run: async job => {
        try {
          return await takenIn(job)
        } finally {
          reading.delete(file)
          await dropIncoming(file)
        }
      },
    })
    return { jobId }
  }

  return {
    plan,
    write,
    preview,
    merge,
    waiting: (): string[] => [...waiting],
    announce: (file: string): void => {
      waiting.add(resolve(file))
      parts.waitingChanged()
    },
    putAway: async (file: string): Promise<void> => {
      waiting.delete(resolve(file))
      if (!reading.has(resolve(file))) await dropIncoming(resolve(file))
      parts.waitingChanged()
    },
  }
}
export type Packages = ReturnType<typeof createPackages>
