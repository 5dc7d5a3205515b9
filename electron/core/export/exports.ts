import { statfs } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import type {
  ExportEstimate,
  ExportedClip,
  ExportedReel,
  ExportOptions,
  ExportQueueView,
} from '../../contract/api/clips.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Clip, ClipId } from '../../contract/records/clip.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { RubricBody, RubricId } from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import { checkConsent } from '../library/consent.ts'
import { recordingsOf } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import type { ExportInput } from './export.types.ts'
import { exportComments, exportRecording, lessonFacts, recordingFor, type TagMeaning } from './gather.ts'
import { shownAndHidden } from './masks/hiddenIn.ts'
import type { PreviewMoment } from './previewFrame.ts'
import { createExportQueue } from './queue/exportQueue.ts'
import { openQueueFile, type QueuedExport } from './queue/queueFile.ts'
import { reelResult } from './reel/reelResult.ts'

export interface ExportParts {
  library(): Library
  /** The lesson's conversation as this caller may see it: without what someone of a first pass has not revealed. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** @throws DebriefError notFound */
  clip(id: ClipId): Clip
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
  /** Every rubric there is, templates too. */
  rubrics(): Promise<ReadonlyMap<RubricId, RubricBody>>
  /** The words a tag was made with; undefined where it means the rubric as it stands. */
  meaningOfTag(tag: Tag): TagMeaning | undefined
  /** Where clips are written unless someone says otherwise. */
  defaultDir(): string
  /** Debrief's folder for local data, where what is queued is kept over a restart; absent in short calls. */
  readonly queueHome?: string | undefined
  /** How many are written at once. */
  readonly atOnce: number
  /** The queue's order or pause changed. */
  queueChanged(): void
  logFailure(error: unknown): unknown
}

type Options = Readonly<ExportOptions>

/** The drawing and rendering parts are heavy and are loaded when a clip is first exported. */
const engine = {
  estimate: async () => (await import('./estimate.ts')).estimate,
  preview: async () => (await import('./previewFrame.ts')).previewFrame,
  render: async () => (await import('./exportClip.ts')).exportClip,
  reel: async () => (await import('./reel/exportReel.ts')).exportReel,
  commentsIn: async () => (await import('./plan.ts')).commentsIn,
}

export function createExports(parts: ExportParts) {
  const gather = async (caller: Caller, id: ClipId): Promise<ExportInput> => {
    const library = parts.library()
    const clip = parts.clip(id)
    const recordings = recordingsOf(library, clip.lessonId)
    const recording = recordingFor(clip, recordings)
    if (!recording)
      throw new DebriefError(
        'media.missing',
        `The lesson of “${clip.title}” has no recording in this library, so there is nothing to export. The clip and its comments are safe.`,
        { subject: clip.lessonId },
      )
    const [path, conversation, rubrics] = await Promise.all([
      parts.fileOf(recording),
      parts.conversation(caller, clip.lessonId),
      parts.rubrics(),
    ])
    return {
      clip: { title: clip.title, fromMs: clip.fromMs, toMs: clip.toMs },
      recording: exportRecording(recording, path),
      comments: exportComments(
        conversation,
        {
          person: person => library.find('person', person),
          rubric: rubric => rubrics.get(rubric),
          meaning: parts.meaningOfTag,
        },
        { recordingId: recording.id, isFirst: recording.id === recordings[0]?.id },
      ),
      ...lessonFacts(library.find('lesson', clip.lessonId)),
      ...shownAndHidden(conversation, recording, recordings),
    }
  }

  /** Private notes of the people who are here that lie in the clip; of others' notes not even the number is told. */
  const privateLeftOut = async (caller: Caller, id: ClipId, input: ExportInput): Promise<number> => {
    const { comments } = await parts.conversation(caller, parts.clip(id).lessonId)
    const mine = new Set<string>(
      comments
        .filter(held => held.private && caller.present.includes(held.record.by satisfies PersonId))
        .map(held => held.record.id),
    )
    const commentsIn = await engine.commentsIn()
    const opened = input.comments.map(comment => ({ ...comment, private: !mine.has(comment.id) }))
    return commentsIn(input.clip, opened).length
  }

  const run = async (
    caller: Caller,
    clipId: ClipId,
    dir: string,
    options: Options,
    job: JobContext,
  ): Promise<ExportedClip> => {
    checkConsent(parts.library(), parts.clip(clipId).lessonId)
    const exportClip = await engine.render()
    const exported = await exportClip(await gather(caller, clipId), {
      ...options,
      tools: await parts.tools(),
      outDir: dir,
      signal: job.signal,
      partFor: job.partFor,
      onProgress: (progress, note) => job.report({ progress, note }),
    })
    return { clipId, ...exported, beside: [...exported.beside] }
  }

  const runReel = async (
    caller: Caller,
    { clipIds, options }: QueuedExport,
    file: string,
    job: JobContext,
    gate: () => Promise<void>,
  ): Promise<ExportedReel> => {
    const exportReel = await engine.reel()
    const clips = clipIds.map(clipId => ({
      clipId,
      gather: async () => {
        checkConsent(parts.library(), parts.clip(clipId).lessonId)
        return gather(caller, clipId)
      },
    }))
    const made = await exportReel(clips, {
      ...options,
      file,
      gate,
      tools: await parts.tools(),
      signal: job.signal,
      partFor: job.partFor,
      onProgress: (progress, note) => job.report({ progress, note }),
    })
    return reelResult(clipIds, made)
  }

  const queue = createExportQueue({
    jobs: parts.jobs,
    file: parts.queueHome === undefined ? undefined : openQueueFile(parts.queueHome),
    libraryDir: () => parts.library().dir,
    changed: parts.queueChanged,
    logFailure: parts.logFailure,
    run: (entry, caller, job, gate) => {
      const [first] = entry.clipIds
      if (entry.reel !== undefined) return runReel(caller, entry, entry.reel, job, gate)
      return run(caller, first ?? 'clip:none', entry.dir, entry.options, job)
    },
  })
  const queueView = (): ExportQueueView => ({
    paused: queue.paused(),
    jobIds: [...queue.order()],
    atOnce: parts.atOnce,
  })
  const folderOf = (dir: string | undefined): string => {
    const target = dir ?? parts.defaultDir()
    if (isAbsolute(target)) return target
    throw new DebriefError(
      'input.invalid',
      `“${target}” is not a whole path. Name the folder from its root on.`,
      { subject: 'dir' },
    )
  }

  return {
    /** What a clip is made of, private notes marked. @throws DebriefError notFound, media.missing */
    gather,
    /** Renders a clip within a job of someone else. */
    render: run,

    estimate: async (caller: Caller, clipId: ClipId, options: Options): Promise<ExportEstimate> => {
      const input = await gather(caller, clipId)
      const estimate = await engine.estimate()
      const {
        hurried,
        missingGlyphs,
        parts: stretches,
        ...figures
      } = await estimate(await parts.tools(), input, options)
      return {
        ...figures,
        hurried: hurried.length,
        transcript: (input.transcript ?? []).length > 0,
        missingGlyphs: [...missingGlyphs],
        parts: [...stretches],
        privateLeftOut: await privateLeftOut(caller, clipId, input),
      }
    },

    /** @returns PNG */
    preview: async (
      caller: Caller,
      clipId: ClipId,
      at: PreviewMoment,
      options: Options,
      signal: AbortSignal | undefined,
    ): Promise<Uint8Array> => {
      const [previewFrame, tools, input] = await Promise.all([
        engine.preview(),
        parts.tools(),
        gather(caller, clipId),
      ])
      return previewFrame(tools, input, at, { ...options, ...(signal && { signal }) })
    },

    /** Each clip is a job of its own, so one that fails stops no other; a reel is one job. */
    start: async (
      caller: Caller,
      {
        clipIds,
        dir,
        reel,
        ...options
      }: Options & {
        readonly clipIds: readonly ClipId[]
        readonly dir?: string | undefined
        readonly reel?: string | undefined
      },
    ) => {
      const target = folderOf(dir)
      const [first, ...others] = [...new Set(clipIds)].map(parts.clip)
      if (!first) throw new DebriefError('input.invalid', 'No clip was named, so nothing is exported.')
      const wanted = [first, ...others]
      const shared = { dir: target, options }
      if (reel !== undefined) {
        const file = resolve(target, /\.mp4$/i.test(reel) ? reel : `${reel}.mp4`)
        const title = wanted.length === 1 ? first.title : `${first.title} and ${others.length} more`
        const clips = wanted.map(({ id }) => id) as [ClipId, ...ClipId[]]
        const one = { ...shared, title, clipIds: clips, lessonId: first.lessonId, reel: file }
        return { jobIds: await queue.add(caller, [one]), dir: dirname(file) }
      }
      const each = wanted.map(({ id, title, lessonId }) => ({
        ...shared,
        title,
        lessonId,
        clipIds: [id] as [ClipId],
      }))
      return { jobIds: await queue.add(caller, each), dir: target }
    },

    /** How much room there is where clips are written, in the nearest folder that is there already. */
    room: async (dir: string | undefined): Promise<{ dir: string; freeBytes?: number }> => {
      const target = folderOf(dir)
      for (let at = target; ; at = dirname(at)) {
        const disk = await statfs(at).catch(() => undefined)
        if (disk) return { dir: target, freeBytes: disk.bavail * disk.bsize }
        if (dirname(at) === at) return { dir: target }
      }
    },

    queue: queueView,
    pause: async (on: boolean) => {
      await queue.pause(on)
      return queueView()
    },
    move: async (jobId: string, by: -1 | 1) => {
      await queue.move(jobId, by)
      return queueView()
    },
    resume: queue.resume,
    close: queue.close,
  }
}
export type Exports = ReturnType<typeof createExports>
