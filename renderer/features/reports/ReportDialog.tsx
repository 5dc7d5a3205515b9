import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'
import { closeReport } from '../../lib/reportDialog.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { ReportForm } from './ReportForm.tsx'
import classes from './Reports.module.css'

/** A lesson's debrief to read, print or file: as what, whose words, and where it is written. */
export function ReportDialog({ lessonId }: { readonly lessonId: LessonId }) {
  const plan = useQuery({
    queryKey: keys.reportPlan(lessonId),
    queryFn: () => api.reports.plan({ lessonId }),
    staleTime: 0,
  })
  return (
    <Modal
      opened
      onClose={closeReport}
      size={620}
      padding={0}
      classNames={{ header: classes.header ?? '', title: classes.heading ?? '' }}
      title={
        <>
          Write a report
          {plan.data && (
            <bdi className={classes.of} title={plan.data.title}>
              {plan.data.title}
            </bdi>
          )}
        </>
      }
    >
      {plan.data ? (
        <ReportForm plan={plan.data} />
      ) : (
        <div className={classes.content}>
          {plan.error ? <ErrorPanel error={plan.error} /> : <LoadingLines lines={4} />}
        </div>
      )}
    </Modal>
  )
}
