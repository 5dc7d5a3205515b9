import { type RefObject, useEffect, useState } from 'react'
import { mediaAddress } from '../../electron/contract/api/doors.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { LiveFeeder } from '../lib/liveMedia/LiveFeeder.ts'
import { Drawings } from './Drawings.tsx'
import { keptSeat } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import classes from './Stage.module.css'
import { Transport } from './Transport.tsx'
import { useOfPicture } from './useOfPicture.ts'

/** The picture, as the host streams it. @returns why it cannot be shown, in a sentence */
function useStreamed(video: RefObject<HTMLVideoElement | null>, recording: RecordingView): string {
  const { id, source, durationMs, soundStream: sound } = recording
  const [problem, setProblem] = useState('')
  useEffect(() => {
    const element = video.current
    const mediaKey = keptSeat()?.mediaKey
    if (!element || mediaKey === undefined || source === null) return
    setProblem('')
    const fails = () => setProblem('The recording does not come just now. Your words do: go on.')
    if (source === 'live') {
      const feeder = new LiveFeeder(
        element,
        { recordingId: id, mediaKey, durationMs, sound },
        ({ message }) => setProblem(message),
      )
      return () => feeder.close()
    }
    element.addEventListener('error', fails)
    element.src = mediaAddress(id, source, mediaKey, sound)
    return () => {
      element.removeEventListener('error', fails)
      element.removeAttribute('src')
      element.load()
    }
  }, [video, id, source, durationMs, sound])
  return source === null ? 'The host does not send this recording. Everything else works.' : problem
}

export function Stage({
  recording,
  first,
  video,
  picture,
}: {
  readonly recording: RecordingView
  /** Whether it is the lesson’s first. */
  readonly first: boolean
  readonly video: RefObject<HTMLVideoElement | null>
  readonly picture: Picture | undefined
}) {
  const lost = useGuestRoom(room => room.lost)
  const problem = useStreamed(video, recording)
  const [muted, setMuted] = useState(false)
  const held = useOfPicture(picture, each => each.held) ?? false
  return (
    <section className={classes.stage} aria-label="Recording">
      <div className={classes.picture} data-testid="picture">
        <video ref={video} playsInline preload="auto" muted={muted} />
        {recording.width > 0 && <Drawings recording={recording} first={first} picture={picture} />}
        {(problem !== '' || held) && !lost && (
          <p className={classes.veil} role="status">
            {problem || 'Press play once: the browser wants to be asked before it plays sound.'}
          </p>
        )}
      </div>
      <Transport picture={picture} muted={muted} onMuted={setMuted} />
    </section>
  )
}
