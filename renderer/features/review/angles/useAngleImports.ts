import { useEffect, useRef } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { explainFailure } from '../../../lib/errors.ts'
import { useJobs } from '../../../lib/jobList.ts'
import { importResultOf, isUnderWay } from '../../../lib/jobs.ts'
import { sayDone, sayExplained } from '../../../lib/notices.ts'
import { useRoom } from '../room/roomContext.ts'
import { choose } from './anglesStore.ts'

/** Shows an angle that was just added beside the picture that is on, and says why one was not added. */
export function useAngleImports({ id: lessonId, recordings }: LessonView): void {
  const room = useRoom()
  const jobs = useJobs().data
  const underWay = useRef(new Set<string>())
  useEffect(() => {
    for (const job of jobs ?? []) {
      if (job.kind !== 'import' || job.subject?.lessonId !== lessonId) continue
      if (isUnderWay(job)) {
        underWay.current.add(job.id)
        continue
      }
      if (!underWay.current.delete(job.id)) continue
      const { imported = [], failed = [] } = importResultOf(job) ?? {}
      for (const each of failed) sayExplained(explainFailure(each), 'The angle was not added:')
      for (const { existing, title, lessonId: whose } of imported) {
        if (!existing) continue
        sayDone(
          whose === lessonId
            ? 'This recording is an angle of this lesson already.'
            : `This recording is in the library already, in “${title}”, so it was not added here.`,
        )
      }
      const added = imported.find(each => !each.existing)
      if (!added) continue
      const { layout, main } = room.angles.getState().choice
      choose(room.angles, lessonId, {
        main: main ?? recordings[0]?.id,
        other: added.recordingId,
        layout: layout === 'one' ? 'two' : layout,
      })
    }
  }, [jobs, room, lessonId, recordings])
}
