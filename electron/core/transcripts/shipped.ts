import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { RecordingId } from '../../contract/records/recording.ts'
import type { TranscriptId } from '../../contract/records/transcript.ts'
import type { Change } from '../library/library.types.ts'
import { readTranscript } from '../text/subtitles/readTranscript.ts'

/** The change that adds a transcript which comes with Debrief. @throws Error where the installation is damaged */
export async function shippedTranscript(
  path: string,
  place: {
    readonly id: TranscriptId
    readonly lessonId: LessonId
    readonly recordingId: RecordingId
    readonly language: string
  },
): Promise<Change> {
  const reading = readTranscript(await readFile(path), path)
  if ('refused' in reading) throw new Error(`${path}: ${reading.refused}`)
  const said = { speakers: [...reading.speakers], cues: [...reading.cues] }
  return {
    put: { type: 'transcript', ...place, fileName: basename(path), ...said },
    lessonId: place.lessonId,
  }
}
