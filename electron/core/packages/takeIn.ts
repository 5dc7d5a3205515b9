import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MergedPackage } from '../../contract/api/packages.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { JobContext } from '../jobs/jobs.types.ts'
import { fitting, withPath } from '../library/brought.ts'
import type { Brought } from '../library/carry.types.ts'
import { diskError } from '../library/diskError.ts'
import { ensureFolder, syncFolder } from '../library/durableWrite.ts'
import { nodeFileSystem } from '../library/fileSystem.ts'
import type { Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import { identify } from '../media/identity.ts'
import { countsOf, inState } from './counts.ts'
import type { OpenedPackage } from './openPackage.ts'
import { refused } from './packageFormat.ts'

export interface TakeInParts {
  readonly library: Library
  readonly author: PersonId
  isLocal(id: string): boolean
  fileHere(recording: Recording): Promise<string | undefined>
  /** Whether its own record leads to no file here. */
  isMissing(recording: Recording): Promise<boolean>
  /** Remembers where a recording is on this machine. */
  remember(id: RecordingId, file: string): Promise<void>
  /** Where a playable copy that came from elsewhere is kept. */
  receivedCopy(recording: Recording): string
  /** Told when a recording can be played in another way than before. */
  changed(recording: Recording): void
}

interface TakeInOptions {
  readonly file: string
  readonly acceptUnverified: boolean
  readonly job: JobContext
}

type Outcome = MergedPackage['media'][number]['outcome']

/** @throws DebriefError package.refused, library.readOnly, disk.full, disk.failed, cancelled */
export async function takeIn(
  opened: OpenedPackage,
  parts: TakeInParts,
  { file, acceptUnverified, job }: TakeInOptions,
): Promise<MergedPackage> {
  const { library, author } = parts
  const brought = { ...opened.brought, catalog: fitting(opened.brought.catalog, parts) }
  const lesson = opened.manifest.lesson
  const existing = library.find('lesson', lesson.id) !== undefined
  if (!acceptUnverified) refuseDoubted(file, await library.countDoubted(brought))
  // Recordings first: a lesson that appears can be watched at once.
  const media: Array<{ recording: Recording; outcome: Outcome; path?: string }> = []
  const recordings = brought.catalog.flatMap(({ shown }) => (shown?.type === 'recording' ? [shown] : []))
  for (const recording of recordings) media.push(await takeRecording(recording, opened, parts, { file, job }))
  job.signal.throwIfAborted()
  const compared = await library.takeIn(author, placed(brought, media))
  for (const { recording, path } of media) {
    // A library that several share names copies in its own folder; what lies elsewhere is this machine's matter.
    if (path !== undefined && (await parts.isMissing(library.find('recording', recording.id) ?? recording)))
      await parts.remember(recording.id, path)
    parts.changed(recording)
  }
  return {
    lessons: [{ ...lesson, existing }],
    added: countsOf(inState(compared.conversation, 'added')),
    updated: countsOf(inState(compared.conversation, 'updated')),
    unchanged: inState(compared.conversation, 'unchanged').length,
    media: media.map(({ recording: { id, fileName }, outcome }) => ({ recordingId: id, fileName, outcome })),
  }
}

function refuseDoubted(file: string, doubted: number): void {
  if (doubted === 0) return
  throw new DebriefError(
    'package.refused',
    `This package was refused: ${doubted === 1 ? 'a record in it names' : `${doubted} records in it name`} someone known here who did not sign ${doubted === 1 ? 'it' : 'them'}. Nothing of it was taken in. If they told you that they work on another machine now, take it in as not verified.`,
    { subject: file },
  )
}

/** Recordings that were copied in are named by their records, from the library's folder. */
function placed(
  brought: Brought,
  media: ReadonlyArray<{ recording: Recording; outcome: Outcome; inside?: string }>,
): Brought {
  const paths = new Map(
    media.flatMap(({ recording, inside }) => (inside ? [[recording.id as string, inside]] : [])),
  )
  const catalog = brought.catalog.map(stored => {
    const path = paths.get(stored.record.id)
    return path === undefined ? stored : withPath(stored, path)
  })
  return { ...brought, catalog }
}

async function takeRecording(
  recording: Recording,
  opened: OpenedPackage,
  parts: TakeInParts,
  { file, job }: Pick<TakeInOptions, 'file' | 'job'>,
): Promise<{ recording: Recording; outcome: Outcome; path?: string; inside?: string }> {
  const { library, fileHere, receivedCopy } = parts
  const here = await fileHere(recording)
  if (here !== undefined) return { recording, outcome: 'kept', path: here }
  const item = opened.manifest.media.find(({ recordingId }) => recordingId === recording.id)
  if (!item) return { recording, outcome: 'missing' }
  job.report({ note: recording.fileName })
  if (item.kind === 'proxy') {
    await receive(opened, item, receivedCopy(recording), { file, job })
    return { recording, outcome: 'proxy' }
  }
  const name = `${recording.id.slice('recording:'.length)}-${safeFileName(recording.fileName, 100)}`
  const path = join(library.dir, 'media', name)
  await receive(opened, item, path, { file, job, recording })
  const known = library.find('recording', recording.id) !== undefined
  return { recording, outcome: 'original', ...(known ? { path } : { inside: `media/${name}` }) }
}

/** Writes a recording of the package to `target`, where it appears once it is whole and proved to be what it claims. */
async function receive(
  opened: OpenedPackage,
  item: OpenedPackage['manifest']['media'][number],
  target: string,
  { file, job, recording }: { file: string; job: JobContext; recording?: Recording },
): Promise<void> {
  await ensureFolder(nodeFileSystem, dirname(target))
  const part = await job.partFor(target)
  try {
    await opened.media(item, createWriteStream(part, { flags: 'wx', mode: 0o644 }), job.signal)
    if (recording && (await identify(part)).hash !== recording.identity.hash)
      throw refused(file, 'a recording in it is not the one that it names')
    const handle = await open(part, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, target)
    await syncFolder(nodeFileSystem, dirname(target))
  } catch (error) {
    await rm(part, { force: true })
    if (job.signal.aborted) throw new DebriefError('cancelled', 'It was cancelled. Nothing was taken in.')
    throw diskError(error, target)
  }
}
