import { useEffect, useRef } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { api } from '../../../lib/api.ts'
import { explainFailure } from '../../../lib/errors.ts'
import type { Failure } from '../../../lib/liveMedia/failure.ts'
import { useMediaAddress } from '../../../lib/media.ts'
import { sayError } from '../../../lib/notices.ts'
import classes from './Stage.module.css'

export const undecodable: Failure = {
  code: 'media.unreadable',
  message: 'This page cannot show the recording, nor the playable copy of it.',
}

/** A lesson is opened to be watched: what cannot be played is made playable without being asked, once for each sound track. */
export function useMakeProxy(
  { id, soundStream }: Pick<RecordingView, 'id' | 'soundStream'>,
  wanted: boolean,
): void {
  const asked = useRef<string>(undefined)
  const copy = `${id} ${soundStream}`
  useEffect(() => {
    if (!wanted || asked.current === copy) return
    asked.current = copy
    api.recordings.makeProxy({ id }).catch((error: unknown) => sayError(error))
  }, [id, copy, wanted])
}

/** Before the first picture of a playable copy comes; or why none will. */
export function LiveNotice({
  recording,
  failure,
  onRetry,
}: {
  readonly recording: RecordingView
  readonly failure: Failure | undefined
  readonly onRetry: () => void
}) {
  const address = useMediaAddress()
  const poster = recording.hasPoster && recording.width > 0 ? address?.(recording, 'poster') : undefined
  const words = failure && explainFailure(failure)
  return (
    <>
      {poster && <img className={classes.poster} src={poster} alt="" />}
      <div className={classes.centre}>
        {words ? (
          <div className={classes.plate} role="alert">
            <div className={classes.words}>
              <b>{words.title}</b>
              <p>{words.message ?? words.next} Comments are safe.</p>
            </div>
            <button type="button" className={classes.button} onClick={onRetry}>
              Try again
            </button>
          </div>
        ) : (
          <div className={classes.opening} role="status">
            Making the first pictures playable
          </div>
        )}
      </div>
    </>
  )
}
