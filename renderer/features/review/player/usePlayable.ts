import { type RefObject, useEffect, useState } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useLiveFeed } from '../../../lib/liveMedia/useLiveFeed.ts'
import { useMediaAddress } from '../../../lib/media.ts'
import { useMakeProxy } from './LiveNotice.tsx'
import { type Source, settledSource, sourceOf } from './source.ts'

/**
 * What a media element plays of a recording: its own bytes, its finished playable copy, or the copy while it is made, which is fed to the
 * element here.
 * @param distrusted the page tried the original, and it does not play
 * @param moving the picture runs: the finished copy waits until it stands
 */
export function usePlayable(
  element: RefObject<HTMLMediaElement | null>,
  recording: RecordingView,
  distrusted: boolean,
  moving: boolean,
) {
  const address = useMediaAddress()
  const [shown, setShown] = useState<Source>()
  const source = settledSource(shown, sourceOf(recording, distrusted), moving)
  const part = source.kind === 'play' ? source.part : undefined
  const isLive = part === 'live'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is a new object at every turn, and the same while `part` is
  useEffect(() => setShown(source), [part])
  const live = useLiveFeed(element, recording, isLive)
  // What a session's host sends is made there.
  useMakeProxy(recording, isLive && recording.streams === undefined)
  return {
    source,
    part,
    plays: part !== undefined,
    isLive,
    live,
    src: part === undefined || part === 'live' ? undefined : address?.(recording, part),
  }
}
