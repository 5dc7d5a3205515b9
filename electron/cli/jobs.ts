import type { JobView } from '../contract/api/jobs.ts'
import { DebriefError } from '../contract/errors.ts'
import type { Work } from './command.types.ts'
import { createProgress } from './progress.ts'

const isOver = ({ state }: JobView): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled'

/**
 * Starts long work and waits until all of it is over, with a progress bar on a terminal's stderr. Ctrl-C cancels the jobs and
 * waits until they have taken away what they had written.
 * @param start begins the jobs and gives their ids
 * @returns each job as it ended, in the order of their ids
 */
export async function runJobs(work: Work, start: () => Promise<readonly string[]>): Promise<JobView[]> {
  const { api, signal } = work
  const seen = new Map<string, JobView>()
  const progress = createProgress(process.stderr)
  const listening = new AbortController()
  // Listened to from before the start, so that no change can fall between.
  const stream = await api.events.stream(undefined, { signal: listening.signal })
  const wanted = [...(await start())]
  const cancel = () => {
    for (const id of wanted) void api.jobs.cancel({ id }).catch(() => undefined)
  }
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  const look = async (id: string) => seen.set(id, await api.jobs.get({ id }))
  const isDone = () =>
    wanted.every(id => {
      const job = seen.get(id)
      return job !== undefined && isOver(job)
    })
  try {
    await Promise.all(wanted.map(look))
    progress.show([...seen.values()])
    if (!isDone()) {
      for await (const event of stream) {
        if (event.type === 'connected') await Promise.all(wanted.map(look))
        else if (event.type === 'job.changed' && wanted.includes(event.job.id))
          seen.set(event.job.id, event.job)
        else continue
        progress.show([...seen.values()])
        if (isDone()) break
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    listening.abort()
    progress.clear()
  }
  return wanted.map(id => {
    const job = seen.get(id)
    if (job && isOver(job)) return job
    throw new DebriefError(
      'internal',
      'Debrief stopped telling how the work goes. Look at what was made, and try again.',
    )
  })
}

/** Why a job did not come to its end. */
export function failureOf({ state, error }: JobView): Pick<DebriefError, 'code' | 'message'> {
  if (state === 'cancelled')
    return { code: 'cancelled', message: 'It was cancelled, and nothing of it was left behind.' }
  return error ?? { code: 'internal', message: 'It ended without saying why. Try again.' }
}
