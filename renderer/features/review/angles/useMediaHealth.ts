import { type RefObject, useEffect, useState } from 'react'
import { listenToMedia } from '../player/mediaEvents.ts'

/** What the page makes of a media element's source. */
export type MediaHealth = {
  /** `none`: it plays as sound without a picture, though it should have one. */
  readonly picture: 'unknown' | 'shown' | 'none'
  /** The page cannot play the source at all. */
  readonly refused: boolean
  /** Its first picture or sound is there. */
  readonly ready: boolean
}

const unknown: MediaHealth = { picture: 'unknown', refused: false, ready: false }

function healthOf(video: HTMLVideoElement): MediaHealth {
  if (video.error) return { picture: 'unknown', refused: true, ready: false }
  if (video.readyState < 2) return unknown
  return { picture: video.videoWidth > 0 ? 'shown' : 'none', refused: false, ready: true }
}

/** Looks whether a picture really shows: Chromium plays some codecs as sound without a picture and without an error. */
export function useMediaHealth(element: RefObject<HTMLVideoElement | null>): MediaHealth {
  const [health, setHealth] = useState(unknown)
  useEffect(() => {
    const { current } = element
    if (!current) return undefined
    const look = () =>
      setHealth(before => {
        const now = healthOf(current)
        const same =
          before.picture === now.picture && before.refused === now.refused && before.ready === now.ready
        return same ? before : now
      })
    look()
    return listenToMedia(current, { loadstart: look, loadeddata: look, resize: look, error: look })
  }, [element])
  return health
}
