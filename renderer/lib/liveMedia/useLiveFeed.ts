import { type RefObject, useEffect, useState } from 'react'
import type { RecordingView } from '../../../electron/contract/api/lessons.ts'
import { useAppInfo } from '../queries.ts'
import type { Failure } from './failure.ts'
import { LiveFeeder } from './LiveFeeder.ts'

/**
 * Feeds the element with the recording's playable copy while that is being made.
 * @param wanted false while the element has another source
 * @returns why it cannot be played, and how to try again
 */
export function useLiveFeed(
  element: RefObject<HTMLMediaElement | null>,
  { id, durationMs, soundStream: sound }: Pick<RecordingView, 'id' | 'durationMs' | 'soundStream'>,
  wanted: boolean,
): { failure: Failure | undefined; retry: () => void } {
  const mediaKey = useAppInfo().data?.mediaKey
  const [failure, setFailure] = useState<Failure>()
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` begins anew
  useEffect(() => {
    if (!wanted || mediaKey === undefined || !element.current) return
    setFailure(undefined)
    const feeder = new LiveFeeder(
      element.current,
      { recordingId: id, mediaKey, durationMs, sound },
      setFailure,
    )
    return () => feeder.close()
  }, [element, id, durationMs, sound, mediaKey, wanted, attempt])
  return { failure, retry: () => setAttempt(now => now + 1) }
}
