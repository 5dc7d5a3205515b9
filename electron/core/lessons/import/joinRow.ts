import { basename } from 'node:path'
import { ulid } from 'ulid'
import type { ImportOutcome } from '../../../contract/api/lessons.ts'
import { DebriefError } from '../../../contract/errors.ts'
import type { LessonId } from '../../../contract/records/lesson.ts'
import type { RecordingId } from '../../../contract/records/recording.ts'
import type { JobContext } from '../../jobs/jobs.types.ts'
import { type Inspected, inspect } from '../../media/inspect.ts'
import { joinedFacts, joinedIdentity } from '../../media/joined.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { type Batch, type ImportRequest, knownRecording, newLesson, outcomeOf, pathFrom } from './batch.ts'
import { rowsToJoin } from './cameraSplits.ts'
import type { NamedFile } from './recordingFiles.ts'

export interface RowFile extends Inspected {
  readonly file: string
}

/**
 * The files that belong together. One that cannot be read is in no row, and is told of by its own import.
 * @throws DebriefError input.invalid where nothing among them can be joined, tools.missing, cancelled
 */
export async function findRows(
  named: readonly NamedFile[],
  tools: MediaTools,
  job: JobContext,
  { copy }: ImportRequest,
): Promise<RowFile[][]> {
  if (copy)
    throw new DebriefError(
      'input.invalid',
      'Split files are joined where they lie, and are not copied. Nothing was imported; copy them first, or leave out the copying.',
      { subject: 'copy' },
    )
  const files: RowFile[] = []
  for (const { file } of named) {
    try {
      files.push({ file, ...(await inspect(tools, file, { signal: job.signal })) })
    } catch (error) {
      if (job.signal.aborted || !(error instanceof DebriefError) || error.code === 'tools.missing')
        throw error
    }
  }
  const rows = rowsToJoin(files)
  if (rows.length > 0 || files.length < 2) return rows
  throw new DebriefError(
    'input.invalid',
    'These files are not parts of one recording: their picture or sound is not alike. Nothing was imported; import them without joining.',
    { subject: 'join' },
  )
}

/** Adds a row of files as one recording. The files stay where they are. */
export async function joinRow(row: readonly RowFile[], { request, parts }: Batch): Promise<ImportOutcome> {
  const { library, author } = parts
  const [first, ...rest] = row
  if (!first) throw new Error('a row of no files')
  const identity = joinedIdentity(row.map(each => each.identity))
  const files = row.map(({ file }) => file)
  const known = knownRecording(library, identity)
  if (known) return { ...outcomeOf(library, first.file, known, true), parts: files }
  const facts = joinedFacts([first.facts, ...rest.map(each => each.facts)])
  const lessonId: LessonId = request.lessonId ?? `lesson:${ulid()}`
  const lesson = request.lessonId ? [] : [await newLesson(lessonId, first.file, first, request.details)]
  const id: RecordingId = `recording:${ulid()}`
  const fields = {
    ...{
      lessonId,
      fileName: basename(first.file),
      path: pathFrom(library, first.file),
      identity,
      facts,
      offsetMs: 0,
    },
    parts: row.map(each => ({
      fileName: basename(each.file),
      path: pathFrom(library, each.file),
      identity: each.identity,
      durationMs: each.facts.durationMs,
    })),
  }
  await library.write(author, [...lesson, { put: { id, type: 'recording', ...fields } }])
  const recording = library.find('recording', id)
  if (!recording) throw new Error(`${id} was written and is not there`)
  parts.imported(recording)
  return { ...outcomeOf(library, first.file, recording, false), parts: files }
}
