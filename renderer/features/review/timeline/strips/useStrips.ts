import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { mediaAddress } from '../../../../../electron/contract/api/doors.ts'
import type { RecordingView } from '../../../../../electron/contract/api/lessons.ts'
import { stripProgress } from '../../../../../electron/contract/api/strips.ts'
import { api } from '../../../../lib/api.ts'
import { useJobs } from '../../../../lib/jobList.ts'
import { isUnderWay } from '../../../../lib/jobs.ts'
import { useAppInfo } from '../../../../lib/queries.ts'
import { noStrips, StripReader, type Strips } from './stripStore.ts'

const nothing = createStore<Strips>(() => noStrips)

/** The strips of a recording: asked for when its lesson is opened, given up when it is closed. */
export function useStrips(recording: RecordingView | undefined): Strips {
  const mediaKey = useAppInfo().data?.mediaKey
  const [reader, setReader] = useState<StripReader>()
  const [jobId, setJobId] = useState<string | null>(null)
  const id = recording?.id
  const sound = recording?.soundStream
  const job = useJobs().data?.find(one => one.id === jobId)

  useEffect(() => {
    if (id === undefined || mediaKey === undefined) return
    const leaving = new AbortController()
    const made = new StripReader(name => mediaAddress(id, name, mediaKey, sound), leaving.signal)
    setReader(made)
    const begin = async () => {
      const view = await api.strips.open({ id })
      if (leaving.signal.aborted) return
      setJobId(view.jobId)
      await made.take(view)
      if (view.jobId === null) made.store.setState({ state: 'whole' })
    }
    const failed = (error: unknown) => {
      // The rows say it themselves: a timeline without pictures is still one.
      void error
      if (!leaving.signal.aborted) made.store.setState({ state: 'failed' })
    }
    const begun = begin().catch(failed)
    return () => {
      leaving.abort()
      made.close()
      setReader(undefined)
      setJobId(null)
      begun
        .then(() => api.strips.close({ id }))
        // The host may be gone, and its work with it.
        .catch(failed)
    }
  }, [id, sound, mediaKey])

  useEffect(() => {
    if (!reader || !job) return
    const ended = !isUnderWay(job)
    const read = async () => {
      const progress = stripProgress.safeParse(job.result)
      if (progress.success) await reader.take(progress.data)
      if (ended) reader.store.setState({ state: job.state === 'done' ? 'whole' : 'failed' })
    }
    read().catch(() => reader.store.setState({ state: 'failed' }))
  }, [reader, job])

  return useStore(reader?.store ?? nothing)
}
