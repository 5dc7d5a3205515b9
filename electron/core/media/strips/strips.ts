import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaPart } from '../../../contract/api/doors.ts'
import type { JobView } from '../../../contract/api/jobs.ts'
import type { StripProgress, StripView } from '../../../contract/api/strips.ts'
import { DebriefError } from '../../../contract/errors.ts'
import type { Recording, RecordingId } from '../../../contract/records/recording.ts'
import type { JobContext, Jobs } from '../../jobs/jobs.types.ts'
import { mediaCache } from '../cache.ts'
import { frameTimesMs } from '../frameTimes.ts'
import { heardFacts, otherTrack } from '../heard.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { makeFilmstrip } from './filmstrip.ts'
import { openStripFile } from './stripFile.ts'
import { makeWaveform } from './waveform.ts'

export interface StripParts {
  readonly home: string
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** @returns undefined where the library has no such recording */
  recording(id: string): Recording | undefined
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
}

type StripName = 'filmstrip' | 'waveform'
const makers = { filmstrip: makeFilmstrip, waveform: makeWaveform }
const names: readonly StripName[] = ['filmstrip', 'waveform']

export const isStrip = (part: MediaPart): part is StripName => part === 'filmstrip' || part === 'waveform'

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    // Not there is one of the answers.
    () => 0,
  )

/** What a lesson's timeline draws, made in the background while someone looks at it and kept in the cache. */
export function createStrips({ home, jobs, tools, recording, fileOf }: StripParts) {
  const cache = mediaCache(home)
  /** What is being written, by recording and sound track: it can be read as far as it goes. */
  const growing = new Map<string, Map<StripName, string>>()
  /** What each job makes. */
  const makes = new Map<string, string>()
  const lookers = new Map<RecordingId, number>()
  let asked = 0

  const keyOf = (of: Recording) => `${of.id} ${otherTrack(of) ?? ''}`
  const pathOf = (of: Recording, name: StripName) =>
    name === 'waveform'
      ? cache.waveformOf(of.identity, otherTrack(of))
      : join(cache.folderOf(of.identity), `${name}.strip`)
  const isThere = (path: string) =>
    access(path).then(
      () => true,
      // Not there is one of the answers.
      () => false,
    )
  const running = (id: RecordingId): JobView[] =>
    jobs
      .list()
      .filter(
        ({ kind, subject, state }) =>
          kind === 'strips' && subject?.recordingId === id && (state === 'queued' || state === 'running'),
      )
  const runningJob = (of: Recording): JobView | undefined =>
    running(of.id).find(({ id }) => makes.get(id) === keyOf(of))
  const findOrThrow = (id: RecordingId): Recording => {
    const found = recording(id)
    if (found) return found
    throw new DebriefError('notFound', 'There is no such recording in this library.', { subject: id })
  }

  const make = async (of: Recording, { signal, report, partFor }: JobContext): Promise<StripProgress> => {
    const file = await fileOf(of)
    const found = await tools()
    const bytes: Record<StripName, number> = { filmstrip: 0, waveform: 0 }
    const shares: Record<StripName, number> = { filmstrip: 0, waveform: 0 }
    const sizes = (): StripProgress => ({
      filmstripBytes: bytes.filmstrip,
      waveformBytes: bytes.waveform,
    })
    const parts = new Map<StripName, string>()
    growing.set(keyOf(of), parts)
    const one = async (name: StripName) => {
      const out = pathOf(of, name)
      if (await isThere(out)) {
        bytes[name] = await sizeOf(out)
        shares[name] = 1
        return
      }
      const part = await partFor(out)
      const strip = await openStripFile(part, out, sizeBytes => {
        bytes[name] = sizeBytes
        parts.set(name, part)
        report({ result: sizes() })
      })
      try {
        await makers[name](found, file, heardFacts(of), strip, {
          signal,
          onProgress: share => {
            shares[name] = share
            report({ progress: (shares.filmstrip + shares.waveform) / 2 })
          },
        })
        await strip.finish()
      } finally {
        await strip.close()
      }
    }
    try {
      // Neither waits for the other, and a picture that does not come does not take the sound with it.
      const outcomes = await Promise.allSettled(names.map(one))
      const failed = outcomes.find(outcome => outcome.status === 'rejected')
      if (failed) throw failed.reason
      return sizes()
    } finally {
      growing.delete(keyOf(of))
    }
  }

  const start = (of: Recording): JobView => {
    const job = jobs.start({
      kind: 'strips',
      title: of.fileName,
      subject: { recordingId: of.id, lessonId: of.lessonId },
      priority: asked,
      yields: true,
      resume: { recordingId: of.id },
      run: context => make(of, context),
    })
    makes.set(job.id, keyOf(of))
    return job
  }

  const view = async (of: Recording, jobId: string | null): Promise<StripView> => {
    const parts = growing.get(keyOf(of))
    const [filmstripBytes = 0, waveformBytes = 0] = await Promise.all(
      names.map(async name => {
        const whole = await sizeOf(pathOf(of, name))
        const part = parts?.get(name)
        return whole > 0 || part === undefined ? whole : sizeOf(part)
      }),
    )
    return { jobId, filmstripBytes, waveformBytes }
  }

  return {
    open: async (id: RecordingId): Promise<StripView> => {
      const of = findOrThrow(id)
      lookers.set(id, (lookers.get(id) ?? 0) + 1)
      const there = await Promise.all(names.map(name => isThere(pathOf(of, name))))
      if (there.every(Boolean)) return view(of, null)
      await fileOf(of)
      asked += 1
      const already = runningJob(of)
      if (already) jobs.prioritise(already.id, asked)
      const job = already ?? start(of)
      return view(of, job.id)
    },

    /** Recordings that someone looks at. */
    inUse: (): readonly RecordingId[] => [...lookers.keys()],

    /** Goes on with strips that the program's end broke off. */
    resume: (id: RecordingId): void => {
      const of = recording(id)
      if (of && !runningJob(of)) start(of)
    },

    close: async (id: RecordingId): Promise<void> => {
      const left = Math.max(0, (lookers.get(id) ?? 0) - 1)
      if (left > 0) {
        lookers.set(id, left)
        return
      }
      lookers.delete(id)
      for (const job of running(id)) jobs.cancel(job.id)
    },

    /** When the frames of a stretch are on. @throws DebriefError notFound, media.missing, tools.missing, tools.failed */
    frames: async ({ id, ...stretch }: { id: RecordingId; fromMs: number; toMs: number }) => {
      const of = findOrThrow(id)
      return frameTimesMs(await tools(), await fileOf(of), of, stretch)
    },

    /** What the host may send: what is there by now. */
    file: async (id: string, name: StripName): Promise<{ path: string; movesTo?: string } | undefined> => {
      const of = recording(id)
      if (!of) return undefined
      const path = pathOf(of, name)
      if (await isThere(path)) return { path }
      const part = growing.get(keyOf(of))?.get(name)
      return part === undefined ? undefined : { path: part, movesTo: path }
    },
  }
}
export type Strips = ReturnType<typeof createStrips>
