import { setImmediate } from 'node:timers/promises'
import type { Alignment, RecordingView } from '../../contract/api/lessons.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { AlignedBy, Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import { lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import { heardFacts } from '../media/heard.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { type Patch, patched } from '../patch.ts'

export interface AngleParts {
  library(): Library
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
  /** @throws DebriefError notFound */
  findOrThrow(id: RecordingId): Recording
  view(recording: Recording): Promise<RecordingView>
  /** With the sound tracks that were found since it was imported. */
  factsOf(recording: Recording): Recording['facts']
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
}

type AnglePatch = { readonly id: RecordingId } & Patch<
  Pick<Recording, 'name' | 'offsetMs' | 'alignedBy' | 'soundStream'>
>

const hasSound = ({ facts }: Recording): boolean => facts.audioStream !== undefined

const invalid = (message: string, subject: string) => new DebriefError('input.invalid', message, { subject })

/**
 * The recording whose sound says where another one lies: the lesson's first, else another that was put in its place already.
 * Pure.
 * @param others the lesson's recordings in the order in which they were added
 */
export function heardBeside(recording: Recording, others: readonly Recording[]): Recording | undefined {
  const [first] = others
  return others.find(
    each =>
      each.id !== recording.id &&
      hasSound(each) &&
      (each.id === first?.id || each.alignedBy === 'sound' || each.alignedBy === 'hand'),
  )
}

/** The recordings of one lesson beside each other: their names, their places on the lesson clock, and how they leave again. */
export function createAngles(parts: AngleParts) {
  const library = () => parts.library()

  const save = async (by: PersonId, recording: Recording, patch: Omit<AnglePatch, 'id'>): Promise<void> => {
    const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...now } = recording
    await library().write(by, [{ put: patched<typeof now>(now, patch) }])
  }

  const isFirst = (recording: Recording): boolean =>
    recordingsOf(library(), recording.lessonId)[0]?.id === recording.id

  const listen = async (
    by: PersonId,
    id: RecordingId,
    beside: Recording,
    { signal, report }: JobContext,
  ): Promise<Alignment> => {
    const [{ decodeSound }, { alignSounds }] = await Promise.all([
      import('../media/align/decodeSound.ts'),
      import('../media/align/alignSounds.ts'),
    ])
    const tools = await parts.tools()
    const recording = parts.findOrThrow(id)
    const durations = beside.facts.durationMs + recording.facts.durationMs
    let heardMs = 0
    const hear = async (each: Recording) => {
      report({ note: `listening to ${each.name ?? each.fileName}` })
      const sound = await decodeSound(tools, await parts.fileOf(each), heardFacts(each), {
        signal,
        onProgress: share =>
          report({ progress: (0.9 * (heardMs + share * each.facts.durationMs)) / Math.max(1, durations) }),
      })
      heardMs += each.facts.durationMs
      return sound
    }
    const first = await hear(beside)
    const second = await hear(recording)
    report({ progress: 0.92, note: 'comparing' })
    const found = await alignSounds(first, second, async () => {
      await setImmediate()
      signal.throwIfAborted()
    })
    // Someone may have moved or removed it meanwhile.
    const now = parts.findOrThrow(id)
    const common = { recordingId: id, withId: beside.id, beforeMs: now.offsetMs }
    if (!found.shared) {
      if (now.alignedBy === undefined) await save(by, now, { alignedBy: 'nothing' })
      return { ...common, shared: false, offsetMs: now.offsetMs, confidence: 0, partsByMs: 0 }
    }
    const offsetMs = Math.round(beside.offsetMs + found.lagMs)
    await save(by, now, { offsetMs, alignedBy: 'sound' })
    return {
      ...common,
      shared: true,
      offsetMs,
      confidence: found.confidence,
      partsByMs: Math.round((Math.abs(found.driftPpm) / 1e6) * (found.overlapMs / 2)),
    }
  }

  return {
    update: async (caller: Caller, { id, ...patch }: AnglePatch): Promise<RecordingView> => {
      const by = parts.speakerOf(caller)
      const recording = parts.findOrThrow(id)
      const moves = patch.offsetMs !== undefined && patch.offsetMs !== recording.offsetMs
      if (moves && isFirst(recording))
        throw invalid(
          'The lesson’s first recording is its clock: every comment hangs on it, so it cannot be moved. Move the other recording instead. Nothing was changed.',
          id,
        )
      const { soundStream } = patch
      const facts = parts.factsOf(recording)
      if (typeof soundStream === 'number' && !facts.soundTracks?.some(({ stream }) => stream === soundStream))
        throw invalid(
          'This recording has no such sound track, so the one that is heard stayed. Choose one of its own tracks.',
          id,
        )
      const byHand: AlignedBy | undefined = moves ? 'hand' : undefined
      // Others find the track by the list that the record has.
      await save(by, typeof soundStream === 'number' ? { ...recording, facts } : recording, {
        ...patch,
        alignedBy: patch.alignedBy === undefined ? byHand : patch.alignedBy,
      })
      return parts.view(parts.findOrThrow(id))
    },

    align: (caller: Caller, id: RecordingId): { jobId: string } => {
      const by = parts.speakerOf(caller)
      const recording = parts.findOrThrow(id)
      const all = recordingsOf(library(), recording.lessonId)
      if (isFirst(recording))
        throw invalid(
          'The lesson’s first recording is its clock; the others are lined up with it. Choose another recording. Nothing was changed.',
          id,
        )
      const beside = heardBeside(recording, all)
      if (!hasSound(recording) || !beside)
        throw invalid(
          hasSound(recording)
            ? 'No other recording of this lesson has sound to compare with. Put this one in its place by hand. Nothing was changed.'
            : 'This recording has no sound to compare. Put it in its place by hand. Nothing was changed.',
          id,
        )
      const under = parts.jobs
        .list()
        .find(
          ({ kind, subject, state }) =>
            kind === 'align' && subject?.recordingId === id && (state === 'queued' || state === 'running'),
        )
      if (under) return { jobId: under.id }
      const { id: jobId } = parts.jobs.start({
        kind: 'align',
        title: `Lining up ${recording.name ?? recording.fileName}`,
        subject: { recordingId: id, lessonId: recording.lessonId },
        run: job => listen(by, id, beside, job),
      })
      return { jobId }
    },

    /** Drawings, clips and transcripts that hang on it stay, out of sight, until it is restored. */
    remove: async (caller: Caller, id: RecordingId): Promise<void> => {
      const by = parts.speakerOf(caller)
      const recording = parts.findOrThrow(id)
      if (recordingsOf(library(), recording.lessonId).length === 1)
        throw invalid(
          'This is the lesson’s only recording. Delete the lesson instead, or add the other recording first. Nothing was changed.',
          id,
        )
      await library().write(by, [{ remove: id }])
    },

    restore: async (caller: Caller, id: RecordingId): Promise<RecordingView> => {
      const by = parts.speakerOf(caller)
      if (!library().find('recording', id)) await library().write(by, [{ restore: id }])
      const recording = parts.findOrThrow(id)
      lessonOrThrow(library(), recording.lessonId)
      return parts.view(recording)
    },
  }
}
export type Angles = ReturnType<typeof createAngles>
