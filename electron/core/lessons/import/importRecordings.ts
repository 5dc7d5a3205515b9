import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import pLimit from 'p-limit'
import { ulid } from 'ulid'
import type { ImportOutcome, ImportResult } from '../../../contract/api/lessons.ts'
import { DebriefError, type Failure } from '../../../contract/errors.ts'
import type { LessonId } from '../../../contract/records/lesson.ts'
import type { RecordingId } from '../../../contract/records/recording.ts'
import type { JobContext } from '../../jobs/jobs.types.ts'
import { type Inspected, inspect } from '../../media/inspect.ts'
import {
  type Batch,
  type ImportParts,
  type ImportRequest,
  keyOf,
  knownRecording,
  newLesson,
  outcomeOf,
  pathFrom,
} from './batch.ts'
import { copyIntoLibrary } from './copyIntoLibrary.ts'
import { dropIncoming, isIncoming, keepIncoming } from './incoming.ts'
import { findRows, joinRow } from './joinRow.ts'
import { type NamedFile, recordingFiles } from './recordingFiles.ts'

/** Probing waits for the disk and for one short program at a time; more of them only make each other late. */
const AT_ONCE = 2

/** Adds one inspected file to the library. */
async function add(
  file: string,
  inspected: Inspected,
  batch: Batch,
  share: (done: number) => void,
): Promise<ImportOutcome> {
  const { request, parts, job } = batch
  const { library, author } = parts
  const incoming = isIncoming(file, library.dir)
  const known = knownRecording(library, inspected.identity)
  if (known) {
    // Whoever imports a recording that was missing has just said where it is.
    if (await parts.isMissing(known))
      await parts.remember(
        known.id,
        incoming ? join(library.dir, await keepIncoming(file, library.dir)) : file,
      )
    return outcomeOf(library, file, known, true)
  }
  const lessonId: LessonId = request.lessonId ?? `lesson:${ulid()}`
  const lesson = request.lessonId ? [] : [await newLesson(lessonId, file, inspected, request.details)]
  const copyOptions = { libraryDir: library.dir, signal: job.signal, partFor: job.partFor, progress: share }
  const place = async () => {
    if (incoming) return keepIncoming(file, library.dir)
    return request.copy ? copyIntoLibrary(file, copyOptions) : pathFrom(library, file)
  }
  const path = await place()
  const id: RecordingId = `recording:${ulid()}`
  const { identity, facts } = inspected
  const fields = { lessonId, fileName: basename(file), path, identity, facts, offsetMs: 0 }
  try {
    await library.write(author, [...lesson, { put: { id, type: 'recording', ...fields } }])
  } catch (error) {
    // A copy that no record names would be found by nobody.
    if (request.copy || incoming) await rm(join(library.dir, path), { force: true })
    throw error
  }
  const recording = library.find('recording', id)
  if (!recording) throw new Error(`${id} was written and is not there`)
  parts.imported(recording)
  return outcomeOf(library, file, recording, false)
}

async function importOne(file: string, batch: Batch, share: (done: number) => void): Promise<ImportOutcome> {
  try {
    return await importNamed(file, batch, share)
  } finally {
    // What is still there was refused, or the library has it already.
    if (isIncoming(file, batch.parts.library.dir)) await dropIncoming(file)
  }
}

async function importNamed(
  file: string,
  batch: Batch,
  share: (done: number) => void,
): Promise<ImportOutcome> {
  const { tools, job, underWay, parts } = batch
  const inspected = await inspect(tools, file, { signal: job.signal })
  const key = keyOf(inspected.identity)
  const twin = underWay.get(key)
  if (twin) {
    const { recordingId } = await twin
    const recording = parts.library.find('recording', recordingId)
    if (recording) return outcomeOf(parts.library, file, recording, true)
  }
  const adding = add(file, inspected, batch, share)
  underWay.set(key, adding)
  return adding
}

function failureOf(file: string, error: unknown, log: ImportParts['logUnforeseen']): Failure {
  if (error instanceof DebriefError) return { file, code: error.code, message: error.message }
  const ref = log(error)
  const message = `Something went wrong with this file that Debrief did not foresee. The other files are not touched by it. Report ${ref} if it stays so.`
  return { file, code: 'internal', message }
}

/** Progress of the whole from the shares of its files. */
function progressOf(count: number, job: JobContext) {
  const shares = new Array<number>(count).fill(0)
  return (index: number, share: number) => {
    shares[index] = share
    job.report({ progress: shares.reduce((sum, each) => sum + each, 0) / count })
  }
}

/**
 * Imports files and what is in folders. Each file has its own outcome, in the order of the files; one that fails stops no
 * other. Cancelling keeps what is in the library already and leaves nothing half-copied.
 * @throws DebriefError input.invalid, tools.missing, cancelled
 */
export async function importRecordings(
  request: ImportRequest,
  parts: ImportParts,
  job: JobContext,
): Promise<ImportResult> {
  const named = await recordingFiles(request.files, job.signal)
  if (request.details.title !== undefined && named.length > 1 && !request.join)
    throw new DebriefError(
      'input.invalid',
      `A title goes with one file, and these are ${named.length}. Nothing was imported; leave the title out, and name the lessons afterwards.`,
      { subject: 'title' },
    )
  const tools = await parts.tools()
  const rows = request.join ? await findRows(named, tools, job, request) : []
  const batch: Batch = { request, parts, tools, job, underWay: new Map() }
  const progress = progressOf(named.length, job)
  const limit = pLimit(AT_ONCE)

  const outcome = async (each: NamedFile, index: number): Promise<ImportOutcome | Failure> => {
    const { file } = each
    if ('refusal' in each) return failureOf(file, each.refusal, parts.logUnforeseen)
    job.signal.throwIfAborted()
    job.report({ note: basename(file) })
    try {
      return await importOne(file, batch, share => progress(index, share * 0.9))
    } catch (error) {
      if (job.signal.aborted) throw error
      return failureOf(file, error, parts.logUnforeseen)
    } finally {
      progress(index, 1)
    }
  }
  // All have ended before this does, so that nothing is written behind a cancelled job.
  const joined = new Set(rows.flatMap(row => row.map(({ file }) => file)))
  const single = named.filter(({ file }) => !joined.has(file))
  const joining = rows.map(row => limit(joinRow, row, batch))
  const settled = await Promise.allSettled([
    ...joining,
    ...single.map((each, at) => limit(outcome, each, at)),
  ])
  const outcomes = settled.map(each => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
  return {
    imported: outcomes.filter(each => 'recordingId' in each),
    failed: outcomes.filter(each => 'code' in each),
  }
}
