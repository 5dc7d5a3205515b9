import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { CommentView } from '../../contract/api/comments.ts'
import type { DebriefView } from '../../contract/api/debrief.ts'
import type { PhaseView } from '../../contract/api/phases.ts'
import type { ReportFormat, ReportPlan, WrittenReport } from '../../contract/api/reports.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import { consentOf } from '../library/consent.ts'
import { diskError } from '../library/diskError.ts'
import { errorName } from '../library/fileSystem.ts'
import { lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import { type FrameParts, framesOf } from './frames.ts'
import type { Report, ReportTag } from './report.types.ts'
import { reportOf } from './reportOf.ts'
import { writeReport } from './writeReport.ts'

export interface ReportParts extends FrameParts {
  library(): Library
  readonly jobs: Jobs
  readonly resourcesDir: string
  now(): number
  /** As this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  comments(caller: Caller, lessonId: LessonId): Promise<CommentView[]>
  debrief(caller: Caller, lessonId: LessonId): Promise<DebriefView>
  phases(lessonId: LessonId): Promise<PhaseView[]>
  /** Says what tags mean, in the words they were made with. */
  describeTags(): Promise<(tag: Tag) => Omit<ReportTag, 'author'>>
  /** Where reports are written unless someone says otherwise. */
  defaultDir(): string
}

interface Request {
  readonly lessonId: LessonId
  readonly format: ReportFormat
  readonly file?: string | undefined
  readonly dir?: string | undefined
  readonly people?: readonly PersonId[] | undefined
  readonly pictures: boolean
}

const nameOf = (title: string): string => safeFileName(`${title} – debrief`, 110)

/** A name in the folder that nobody has yet: ` (2)`, ` (3)` … are tried in turn. */
async function freeName(dir: string, name: string, ending: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = join(dir, `${name}${n === 1 ? '' : ` (${n})`}${ending}`)
    const there = await stat(path).catch((error: unknown) => {
      if (errorName(error) === 'ENOENT') return undefined
      throw diskError(error, path)
    })
    if (!there) return path
  }
}

export function createReports(parts: ReportParts) {
  const { library, jobs } = parts

  const gather = async (caller: Caller, { lessonId, people }: Pick<Request, 'lessonId' | 'people'>) => {
    const lesson = lessonOrThrow(library(), lessonId)
    const recordings = recordingsOf(library(), lessonId)
    const [comments, debrief, phases, conversation, describe] = await Promise.all([
      parts.comments(caller, lessonId),
      parts.debrief(caller, lessonId),
      parts.phases(lessonId),
      parts.conversation(caller, lessonId),
      parts.describeTags(),
    ])
    const meanings = new Map(
      conversation.tags
        .filter(tag => !tag.private)
        .map(({ record }): [string, Omit<ReportTag, 'author'>] => [record.id, describe(record)]),
    )
    const report = reportOf(
      {
        lesson,
        durationMs: lengthMs(recordings),
        comments,
        debrief,
        phases,
        meanings,
        colourOf: id => library().find('person', id)?.colour ?? 'p4',
      },
      { people, madeOn: new Date(parts.now()).toISOString().slice(0, 10) },
    )
    const masks = conversation.masks.map(({ record }) => record)
    return { report, recordings, masks }
  }

  const withFrames = async (
    { report, recordings, masks }: Awaited<ReturnType<typeof gather>>,
    file: string,
    job: JobContext,
  ): Promise<Report> => {
    const dir = await job.partFor(`${file}.frames`)
    try {
      const of = Math.max(1, report.comments.length)
      const pictures = await framesOf(report.comments, recordings, masks, parts, {
        dir,
        signal: job.signal,
        onDone: done => job.report({ progress: (0.9 * done) / of, note: `Frame ${done} of ${of}` }),
      })
      const comments = report.comments.map(comment => {
        const picture = pictures.get(comment.id)
        return picture ? { ...comment, picture } : comment
      })
      return { ...report, comments }
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  }

  const write = async (
    caller: Caller,
    request: Request,
    file: string,
    job: JobContext,
  ): Promise<WrittenReport> => {
    const { format, pictures } = request
    const gathered = await gather(caller, request)
    // Words may leave where the picture may not.
    const mayShow = !consentOf(library(), request.lessonId).blocked
    const shown = pictures && mayShow && (format === 'pdf' || format === 'html')
    const report = shown ? await withFrames(gathered, file, job) : gathered.report
    const bytes = await writeReport(report, format, parts.resourcesDir)
    job.signal.throwIfAborted()
    const part = await job.partFor(file)
    try {
      await writeFile(part, bytes, { flag: 'wx', flush: true })
      const target =
        request.file === undefined ? await freeName(dirname(file), nameOf(report.title), `.${format}`) : file
      await rename(part, target)
      return {
        file: target,
        title: report.title,
        comments: report.comments.length,
        pictures: report.comments.filter(({ picture }) => picture !== undefined).length,
        ...(pictures && !mayShow && { restricted: true as const }),
      }
    } catch (error) {
      await rm(part, { force: true })
      throw diskError(error, file)
    }
  }

  return {
    plan: async (caller: Caller, lessonId: LessonId): Promise<ReportPlan> => {
      const { title } = lessonOrThrow(library(), lessonId)
      const comments = await parts.comments(caller, lessonId)
      const people = new Map<PersonId, ReportPlan['people'][number]>()
      for (const { author, private: isPrivate } of comments) {
        if (isPrivate) continue
        const known = people.get(author.id)
        people.set(author.id, { id: author.id, name: author.name, comments: (known?.comments ?? 0) + 1 })
      }
      return {
        lessonId,
        title,
        people: [...people.values()].sort((a, b) => b.comments - a.comments),
        privateLeftOut: comments.filter(comment => comment.private).length,
        dir: parts.defaultDir(),
        name: nameOf(title),
      }
    },

    write: async (caller: Caller, request: Request): Promise<{ jobId: string }> => {
      const { title } = lessonOrThrow(library(), request.lessonId)
      const { file: wanted, dir = parts.defaultDir(), format } = request
      if (!isAbsolute(wanted ?? dir))
        throw new DebriefError(
          'input.invalid',
          `“${wanted ?? dir}” is not a whole path. Name the place from its root on. Nothing was written.`,
          { subject: 'file' },
        )
      const file = resolve(wanted ?? join(dir, `${nameOf(title)}.${format}`))
      const folder = dirname(file)
      // The folder of this machine's documents may not be there yet; where it cannot be made, the next look says so.
      if (wanted === undefined) await mkdir(folder, { recursive: true }).catch(() => undefined)
      // Not there is one of the answers.
      const there = await stat(folder).catch(() => undefined)
      if (!there?.isDirectory())
        throw new DebriefError(
          'input.invalid',
          `There is no folder ${folder}. Choose one that is there. Nothing was written.`,
          { subject: folder },
        )
      const { id } = jobs.start({
        kind: 'report',
        title: basename(file),
        subject: { lessonId: request.lessonId },
        run: job => write(caller, request, file, job),
      })
      return { jobId: id }
    },
  }
}
export type Reports = ReturnType<typeof createReports>
