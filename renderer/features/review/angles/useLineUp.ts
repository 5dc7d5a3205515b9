import { useEffect, useRef } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useJobs } from '../../../lib/jobList.ts'
import { isUnderWay } from '../../../lib/jobs.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { lineUp, sayLinedUp } from './angleChanges.ts'

/** Whether the sound can say where a recording lies: it has some, and so has another one. */
export const canLineUp = (recording: RecordingView, recordings: readonly RecordingView[]): boolean =>
  recordings[0]?.id !== recording.id &&
  recording.audioCodec !== undefined &&
  !recording.missing &&
  recordings.some(
    ({ id, audioCodec, missing }) => id !== recording.id && audioCodec !== undefined && !missing,
  )

/**
 * An angle that nobody has put in its place yet is lined up by its sound without being asked; what was heard is told, whoever
 * asked for it.
 */
export function useLineUp(lesson: LessonView): void {
  const readOnly = useAppInfo().data?.library.readOnly ?? true
  const speaking = useSpeaker(state => state.speaker !== undefined)
  const jobs = useJobs().data
  const asked = useRef(new Set<string>())
  const before = useRef(new Map<string, RecordingView>())
  const { id: lessonId, recordings } = lesson

  useEffect(() => {
    // Whoever lines it up writes its record: somebody has to have said who they are.
    if (readOnly || !speaking) return
    for (const recording of recordings) {
      if (recording.alignedBy !== undefined || asked.current.has(recording.id)) continue
      if (!canLineUp(recording, recordings)) continue
      asked.current.add(recording.id)
      void lineUp(recording).then(jobId => {
        if (jobId) before.current.set(jobId, recording)
      })
    }
  }, [recordings, readOnly, speaking])

  useEffect(() => {
    for (const job of jobs ?? []) {
      if (job.kind !== 'align' || job.subject?.lessonId !== lessonId) continue
      if (isUnderWay(job)) {
        const recording = recordings.find(({ id }) => id === job.subject?.recordingId)
        if (recording && !before.current.has(job.id)) before.current.set(job.id, recording)
        continue
      }
      const recording = before.current.get(job.id)
      before.current.delete(job.id)
      if (recording && job.state === 'done') sayLinedUp(lessonId, recording, job.result)
    }
  }, [jobs, lessonId, recordings])
}
