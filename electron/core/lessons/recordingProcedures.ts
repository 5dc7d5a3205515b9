import type { LessonDetails, LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import { given } from '../patch.ts'
import { os } from '../rpc.ts'
import { createAngles } from './angles.ts'
import type { ImportParts } from './import/batch.ts'
import { findSplits } from './import/findSplits.ts'
import { importRecordings } from './import/importRecordings.ts'
import type { Recordings } from './recordings.ts'
import { relinkFolder } from './relinkFolder.ts'

export interface RecordingProcedureParts
  extends Omit<ImportParts, 'library' | 'author' | 'isMissing' | 'remember'> {
  library(): Library
  speakerOf(caller: Caller): PersonId
  readonly jobs: Jobs
  readonly recordings: Recordings
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
}

const titleOf = (files: readonly string[]): string => {
  const [first = ''] = files
  const name = first.replace(/^.*[\\/]/, '') || first
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`
}

export function recordingProcedures(parts: RecordingProcedureParts) {
  const angles = createAngles({ ...parts, ...parts.recordings })
  return {
    import: os.recordings.import.handler(({ context, input }) => {
      const { files, lessonId, copy, join, ...rest } = input
      const details: Partial<LessonDetails> = given(rest)
      const author = parts.speakerOf(context.caller)
      const library = parts.library()
      if (lessonId) lessonOrThrow(library, lessonId)
      const { id: jobId } = parts.jobs.start({
        kind: 'import',
        title: titleOf(files),
        ...(lessonId && { subject: { lessonId: lessonId satisfies LessonId } }),
        run: job =>
          importRecordings(
            { files, details, lessonId, copy, join },
            { ...parts, ...parts.recordings, library, author },
            job,
          ),
      })
      return { jobId }
    }),
    findSplits: os.recordings.findSplits.handler(({ context, input }) => {
      // Asks for files of this machine, as the import does: only for people who sit at it.
      parts.speakerOf(context.caller)
      return findSplits(input.files, parts.tools)
    }),
    makeProxy: os.recordings.makeProxy.handler(({ input }) => parts.recordings.makeProxy(input.id)),
    relinkFolder: os.recordings.relinkFolder.handler(async ({ input: { dir } }) => {
      const { recordings, jobs } = parts
      const { id: jobId } = jobs.start({
        kind: 'relink',
        title: `Looking for recordings in ${dir}`,
        run: async job => relinkFolder(dir, await recordings.wanted(), job, recordings.remember),
      })
      return { jobId }
    }),
    relink: os.recordings.relink.handler(({ input }) => parts.recordings.relink(input.id, input.file)),
    update: os.recordings.update.handler(({ context, input }) => angles.update(context.caller, input)),
    align: os.recordings.align.handler(({ context, input }) => angles.align(context.caller, input.id)),
    remove: os.recordings.remove.handler(({ context, input }) => angles.remove(context.caller, input.id)),
    restore: os.recordings.restore.handler(({ context, input }) => angles.restore(context.caller, input.id)),
  }
}
