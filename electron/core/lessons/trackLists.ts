import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import { probe } from '../media/probe.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'

export interface TrackListParts {
  tools(): Promise<MediaTools>
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
  /** Told when a recording turns out to have several sound tracks. */
  changed(lessonId: LessonId): void
  logFailure(error: unknown): void
}

type Facts = Recording['facts']

/**
 * The sound tracks of recordings that were imported before Debrief listed them. Nothing is written because someone looks: what was found is kept here,
 * and goes into the record with the choice of a track.
 */
export interface TrackLists {
  /** The recording's facts, with what is known of its sound tracks by now. */
  factsOf(recording: Recording): Facts
  /** Looks for them once, behind what goes on. Not in a recording that has them, is made of several files, or has no sound. */
  lookLater(recording: Recording): void
}

export function createTrackLists({ tools, fileOf, changed, logFailure }: TrackListParts): TrackLists {
  const found = new Map<RecordingId, Facts['soundTracks']>()
  const looking = new Set<RecordingId>()

  const look = async (recording: Recording): Promise<void> => {
    const { facts } = await probe(await tools(), await fileOf(recording))
    found.set(recording.id, facts.soundTracks)
    if (facts.soundTracks) changed(recording.lessonId)
  }

  return {
    factsOf: ({ id, facts }) => {
      const soundTracks = facts.soundTracks ?? found.get(id)
      return soundTracks ? { ...facts, soundTracks } : facts
    },
    lookLater: recording => {
      const { id, facts, parts } = recording
      if (facts.soundTracks || parts || facts.audioStream === undefined) return
      if (found.has(id) || looking.has(id)) return
      looking.add(id)
      look(recording)
        .catch(logFailure)
        .finally(() => looking.delete(id))
    },
  }
}
