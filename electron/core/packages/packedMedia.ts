import type { PackageMedia } from '../../contract/api/packages.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'

export interface PackedMediaParts {
  readonly jobs: Jobs
  /** Where the file is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
  /** Starts making the playable copy, or finds the job that does. */
  makeProxy(id: RecordingId): Promise<{ jobId: string }>
  /** The playable copy, once there is one. */
  copyOf(id: RecordingId): Promise<{ readonly path: string } | undefined>
  /** Whether a recording has masks, so that neither it nor its playable copy may leave this machine as they are. */
  isMasked(recording: Recording): Promise<boolean>
  /** Makes a copy with its masks burned in, for as long as `use` takes. */
  withMaskedCopy<T>(
    recording: Recording,
    file: string,
    job: JobContext,
    use: (path: string) => Promise<T>,
  ): Promise<T>
}

/** A file that goes along with a lesson. */
export interface PackedFile {
  readonly recordingId: RecordingId
  readonly kind: 'proxy' | 'original'
  readonly path: string
}

/** The file itself would show what is masked in it, and cannot be changed without being another. */
const maskedOriginal = ({ fileName }: Recording) =>
  new DebriefError(
    'input.invalid',
    `“${fileName}” has masks, and the recording itself would show what they cover, so no package was written. Send it with the small copy: that has its masks burned in.`,
    { subject: fileName },
  )

/** Finds or makes what goes along of a lesson's recordings. */
export function createPackedMedia(parts: PackedMediaParts) {
  const { jobs } = parts

  /** Gathers the files that go along, and hands them to `use`; copies that were made for this alone are gone afterwards. */
  const withMedia = async <T>(
    recordings: readonly Recording[],
    kind: PackageMedia,
    job: JobContext,
    use: (files: readonly PackedFile[]) => Promise<T>,
    files: readonly PackedFile[] = [],
  ): Promise<T> => {
    const [recording, ...others] = recordings
    if (kind === 'none' || !recording) return use(files)
    job.signal.throwIfAborted()
    job.report({ note: recording.fileName })
    const goOn = (path: string) =>
      withMedia(others, kind, job, use, [...files, { recordingId: recording.id, kind, path }])
    if (!(await parts.isMasked(recording)))
      return goOn(kind === 'original' ? await parts.fileOf(recording) : await smallCopy(recording, job))
    if (kind === 'original') throw maskedOriginal(recording)
    // Where the recording is not here, what was received of it is masked as well.
    const file = await parts.fileOf(recording).catch(() => smallCopy(recording, job))
    return parts.withMaskedCopy(recording, file, job, goOn)
  }

  /** The playable copy; made first where there is none, before all others that wait. */
  const smallCopy = async (recording: Recording, { signal }: JobContext): Promise<string> => {
    const ready = await parts.copyOf(recording.id)
    if (ready) return ready.path
    const { jobId } = await parts.makeProxy(recording.id)
    const stop = () => jobs.cancel(jobId)
    signal.addEventListener('abort', stop, { once: true })
    const { state, error } = await jobs.wait(jobId)
    signal.removeEventListener('abort', stop)
    if (state === 'failed' && error) throw new DebriefError(error.code, error.message)
    const made = await parts.copyOf(recording.id)
    if (made) return made.path
    throw new DebriefError('cancelled', 'The small copy was cancelled, so no package was written.')
  }

  return withMedia
}
