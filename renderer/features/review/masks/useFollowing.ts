import { useEffect, useRef } from 'react'
import type { JobView } from '../../../../electron/contract/api/jobs.ts'
import { type MaskView, trackedMask } from '../../../../electron/contract/api/masks.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { api } from '../../../lib/api.ts'
import { useJobs } from '../../../lib/jobList.ts'
import { sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import { followMask, noteChange } from './maskChanges.ts'
import { setMaskDesk, useMaskDesk } from './maskStore.ts'

const isGoing = ({ state }: JobView) => state === 'queued' || state === 'running'

/** What came of following, in words that say what to do next. */
export function followedWords(job: JobView): string | undefined {
  if (job.state === 'cancelled') return 'Stopped. What was followed until then is kept.'
  if (job.state === 'failed') return job.error?.message
  const done = trackedMask.safeParse(job.result).data
  if (!done) return undefined
  const at = formatTimecode(done.reachedMs)
  if (done.stopped === 'lost') return `Lost it at ${at}. Put the mask right here, then follow on with T.`
  return done.stopped === 'byHand' ? `Followed to the place by hand at ${at}.` : `Followed to ${at}.`
}

/** The job that follows a mask: begins it, stops it, and says what came of it. */
export function useFollowing() {
  const room = useRoom()
  const following = useMaskDesk(state => state.following)
  const jobs = useJobs().data
  const job = following && jobs?.find(({ id }) => id === following.jobId)
  const before = useRef<MaskView>(undefined)
  const ended = job && !isGoing(job) ? job : undefined
  useEffect(() => {
    if (!ended) return
    setMaskDesk({ following: undefined, news: followedWords(ended) })
    announce(room, followedWords(ended) ?? '')
    void queryClient.invalidateQueries({ queryKey: keys.masks(room.lessonId) })
    const done = trackedMask.safeParse(ended.result).data
    if (done && before.current)
      noteChange(before.current, { keyframes: done.mask.keyframes }, 'Mask followed')
    // To the last picture that is sure, where the mask is to be put right.
    if (done?.stopped === 'lost') room.player.seekTo(done.reachedMs)
  }, [room, ended])
  const going = following !== undefined && !ended
  return {
    /** It is being followed now. */
    job: going,
    words: going
      ? `Following… ${Math.round((job?.progress ?? 0) * 100)} %${job?.note ? `, ${job.note.toLowerCase()}` : ''}. T stops it.`
      : undefined,
    start: (mask: MaskView, fromMs: number, direction: 'forward' | 'backward') => {
      before.current = mask
      void followMask(mask, fromMs, direction).then(jobId => {
        if (jobId) setMaskDesk({ following: { jobId, id: mask.id }, news: undefined })
      })
    },
    cancel: () => {
      if (following) api.jobs.cancel({ id: following.jobId }).catch((error: unknown) => sayError(error))
    },
  }
}
