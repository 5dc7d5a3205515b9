import { z } from 'zod'
import { type RecordingId, recordingId } from '../../contract/records/recording.ts'
import type { Jobs, Unfinished } from '../jobs/jobs.types.ts'
import type { Library } from '../library/library.types.ts'
import { proveEncoder } from '../media/encoders.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'

export interface HostWorkParts {
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  readonly strips: { resume(id: RecordingId): void }
  readonly media: {
    readonly recordings: { makeProxy(id: RecordingId): Promise<unknown> }
    readonly cache: { trim(): Promise<unknown> }
    /** Removes what a crash left in the cache. */
    sweep(): Promise<unknown>
  }
  library(): Library
  logFailure(error: unknown): void
}

const ofRecording = z.object({ recordingId })

/** Goes on with what a crash or the program's end broke off, behind whatever people ask for now. A recording that is gone needs nothing. */
async function resumeWork({ jobs, library, media, strips, logFailure }: HostWorkParts): Promise<void> {
  const begin = async ({ kind, resume }: Unfinished) => {
    const { data } = ofRecording.safeParse(resume)
    if (!data || !library().find('recording', data.recordingId)) return
    if (kind === 'proxy') await media.recordings.makeProxy(data.recordingId)
    if (kind === 'strips') strips.resume(data.recordingId)
  }
  for (const left of await jobs.takeUnfinished()) await begin(left).catch(logFailure)
}

/** What a host does by itself when it starts; a window does not wait for it, and a short call does none of it. */
export function beginHostWork(parts: HostWorkParts): void {
  const { media, tools, logFailure } = parts
  media.sweep().then(media.cache.trim).catch(logFailure)
  resumeWork(parts).catch(logFailure)
  tools()
    .then(proveEncoder)
    // Where there are no tools, whoever needs them is told.
    .catch(() => undefined)
}
