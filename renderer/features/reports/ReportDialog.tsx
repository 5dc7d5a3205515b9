import { useQuery } from '@tanstack/react-query'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'
import { closeReport } from '../../lib/reportDialog.ts'
import { AskedSheet } from '../../ui/Sheet.tsx'
import { ReportForm } from './ReportForm.tsx'

/** A lesson's debrief to read, print or file: as what, whose words, and where it is written. */
export function ReportDialog({ lessonId }: { readonly lessonId: LessonId }) {
  const plan = useQuery({
    queryKey: keys.reportPlan(lessonId),
    queryFn: () => api.reports.plan({ lessonId }),
    staleTime: 0,
  })
  return (
    <AskedSheet title="Write a report" query={plan} of={({ title }) => title} onClose={closeReport}>
      {answer => <ReportForm plan={answer} />}
    </AskedSheet>
  )
}
