import { DebriefError } from '../../contract/errors.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import { os } from '../rpc.ts'

export const jobProcedures = (jobs: Jobs) => ({
  list: os.jobs.list.handler(() => [...jobs.list()]),
  get: os.jobs.get.handler(({ input }) => {
    const job = jobs.get(input.id)
    if (job) return job
    throw new DebriefError('notFound', 'This job is not on the list any more.', { subject: input.id })
  }),
  cancel: os.jobs.cancel.handler(({ input }) => jobs.cancel(input.id)),
  dismiss: os.jobs.dismiss.handler(({ input }) => jobs.dismiss(input.id)),
})
