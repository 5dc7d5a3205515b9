import { create } from 'zustand'
import type { AppEvent } from '../../electron/contract/api/events.ts'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { assertNever } from '../../electron/contract/errors.ts'
import { api } from './api.ts'
import { explain } from './errors.ts'
import { takeJob } from './jobList.ts'
import { isSummed, readsAfter } from './lessonReads.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { sayRelinked } from './relink.ts'
import { forgetSummaries, readSummariesAgain } from './summaries.ts'

interface LiveState {
  /**
   * `lost`: the host is silent and we try again; what is on the screen may be old. `shut`: the host was started anew and
   * no longer knows this page's key.
   */
  readonly state: 'connecting' | 'live' | 'lost' | 'shut'
}
export const useLive = create<LiveState>()(() => ({ state: 'connecting' }))

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8000
const FIRST_SCREEN_MS = 2000
let connectedBefore = false

/** Follows what happens on the host until `signal` says stop; tries again for ever, waiting twice as long each time. */
export async function followEvents(signal: AbortSignal): Promise<void> {
  let waitMs = FIRST_WAIT_MS
  while (!signal.aborted) {
    try {
      for await (const event of await api.events.stream(undefined, { signal })) {
        waitMs = FIRST_WAIT_MS
        useLive.setState({ state: 'live' })
        takeEvent(event)
      }
    } catch (error) {
      // Why else the line broke is of no use to anyone here: the state says so, and the next try tells more.
      if (explain(error).code === 'door') {
        useLive.setState({ state: 'shut' })
        return
      }
    }
    if (signal.aborted) return
    useLive.setState({ state: 'lost' })
    await pause(waitMs, signal)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

const GATHER_MS = 40
const IN_TIME_MS = 400

/**
 * Reads things again soon. A folder import tells of a hundred changes in seconds: they are gathered, and nothing is
 * asked anew before the last answers are there, so that the newest state always arrives and no answer is thrown away.
 * @param gather before a round, or after it: then the first change is read at once, and those behind it together
 * @param gatherMs for how long
 */
function createReader(
  gather: 'before' | 'after',
  gatherMs = GATHER_MS,
): (queryKey: readonly unknown[]) => void {
  /** What is to be read again, by the text of its key. */
  const stale = new Map<string, readonly unknown[]>()
  const moment = () => new Promise(resolve => setTimeout(resolve, gatherMs))
  let reading = false
  const read = async (): Promise<void> => {
    reading = true
    while (stale.size > 0) {
      if (gather === 'before') await moment()
      const keysNow = [...stale.values()]
      stale.clear()
      // Failures stand in the queries themselves.
      await Promise.allSettled(keysNow.map(queryKey => queryClient.invalidateQueries({ queryKey })))
      if (gather === 'after') await moment()
    }
    reading = false
  }
  return queryKey => {
    stale.set(JSON.stringify(queryKey), queryKey)
    if (!reading) void read()
  }
}

const again = createReader('before')
/** For what someone may be waiting to see: whatever else is still being read. */
const atOnce = createReader('after')

/** For what no words are in: a page that is drawing what someone just said has no time for it. */
const inTime = createReader('before', IN_TIME_MS)

function takeLesson({ lessonId, types }: Extract<AppEvent, { type: 'lesson.changed' }>): void {
  atOnce(keys.comments(lessonId))
  const { soon, later } = readsAfter(lessonId, types)
  soon.forEach(again)
  later.forEach(inTime)
  if (isSummed(types)) readSummariesAgain([lessonId])
}

function againAll(): void {
  again([])
  readSummariesAgain()
}

/** Reads again what an event touches. */
export function takeEvent(event: AppEvent): void {
  switch (event.type) {
    case 'connected':
      // At the start of a page everything has just been read, or is on its way: what changed in between can wait until
      // the first screen stands. After a break the screen may be old, and is read again at once.
      if (connectedBefore) againAll()
      else setTimeout(againAll, FIRST_SCREEN_MS)
      connectedBefore = true
      return
    case 'packages.changed':
      again(keys.packagesWaiting)
      return
    case 'library.opened':
      again([])
      forgetSummaries()
      return
    case 'catalog.changed':
      for (const key of [
        keys.lessons,
        ['lesson'],
        keys.people,
        keys.rubrics,
        keys.criterionVersions,
        keys.clips(),
        keys.collections,
        ['consent'],
        keys.exportPolicy,
        keys.allFound,
        keys.cycles,
        keys.insights,
        keys.measures,
        keys.schoolGoals,
      ])
        again(key)
      // Cards count clips.
      readSummariesAgain()
      return
    case 'lesson.changed':
      takeLesson(event)
      return
    case 'problems.changed':
      again(keys.info)
      return
    case 'settings.changed':
      again(keys.settings)
      return
    case 'exports.changed':
      again(keys.exportQueue)
      return
    case 'session.changed':
      queryClient.setQueryData(keys.session, event.session)
      return
    case 'job.changed':
      hearOfJob(event.job)
      return
    case 'job.dismissed':
      takeJob(event.jobId, undefined)
      return
    default:
      assertNever(event)
  }
}

function hearOfJob(job: JobView): void {
  takeJob(job.id, job)
  if (job.kind === 'relink' && job.state === 'done') {
    again(keys.lessons)
    again(['lesson'])
    sayRelinked(job)
  }
  if (job.kind === 'proxy' && job.state !== 'running' && job.state !== 'queued') {
    again(keys.lessons)
    again(['lesson'])
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
