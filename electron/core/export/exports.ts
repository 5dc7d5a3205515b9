import { isAbsolute } from 'node:path'
import type { ExportEstimate, ExportedClip, ExportOptions } from '../../contract/api/clips.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Clip, ClipId } from '../../contract/records/clip.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { RubricBody, RubricId } from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import { recordingsOf } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import type { ExportInput } from './export.types.ts'
import { exportComments, lessonFacts, recordingFor, type TagMeaning, transcriptOf } from './gather.ts'
import type { PreviewMoment } from './previewFrame.ts'

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
}

type Options = Readonly<ExportOptions>

/** The drawing and rendering parts are heavy and are loaded when a clip is first exported. */
const engine = {
  estimate: async () => (await import('./estimate.ts')).estimate,
  preview: async () => (await import('./previewFrame.ts')).previewFrame,
  render: async () => (await import('./exportClip.ts')).exportClip,
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
      recording: { path, facts: recording.facts, offsetMs: recording.offsetMs },
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
      transcript: transcriptOf(conversation, recording),
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

    /** Each clip is a job of its own, so one that fails stops no other. */
    start: (caller: Caller, clipIds: readonly ClipId[], dir: string | undefined, options: Options) => {
      const target = dir ?? parts.defaultDir()
      if (!isAbsolute(target))
        throw new DebriefError(
          'input.invalid',
          `“${target}” is not a whole path. Name the folder from its root on.`,
          {
            subject: 'dir',
          },
        )
      const wanted = [...new Set(clipIds)].map(parts.clip)
      const jobIds = wanted.map(
        clip =>
          parts.jobs.start({
            kind: 'export',
            title: clip.title,
            subject: { clipId: clip.id, lessonId: clip.lessonId },
            run: job => run(caller, clip.id, target, options, job),
          }).id,
      )
      return { jobIds, dir: target }
    },
  }
}
export type Exports = ReturnType<typeof createExports>
