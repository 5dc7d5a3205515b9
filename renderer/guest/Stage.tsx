import { Pause, Play, Volume2, VolumeX } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { mediaAddress } from '../../electron/contract/api/doors.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { LiveFeeder } from '../lib/liveMedia/LiveFeeder.ts'
import classes from './Guest.module.css'
import { keptSeat } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2]

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
  video,
  picture,
}: {
  readonly recording: RecordingView
  readonly video: RefObject<HTMLVideoElement | null>
  readonly picture: Picture | undefined
}) {
  const durationMs = useGuestRoom(room => room.lesson?.durationMs ?? 0)
  const lost = useGuestRoom(room => room.lost)
  const problem = useStreamed(video, recording)
  const [muted, setMuted] = useState(false)
  const atMs = picture?.atMs ?? 0
  const playing = picture?.playing ?? false
  return (
    <section className={classes.stage} aria-label="Recording">
      <div className={classes.picture}>
        <video ref={video} playsInline preload="auto" muted={muted} />
        {(problem !== '' || picture?.held) && !lost && (
          <p className={classes.veil} role="status">
            {problem || 'Press play once: the browser wants to be asked before it plays sound.'}
          </p>
        )}
      </div>
      <div className={classes.transport}>
        <button type="button" aria-label={playing ? 'Pause' : 'Play'} onClick={() => picture?.toggle()}>
          {playing ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
        </button>
        <span className={classes.clock} data-testid="clock">
          {formatTimecode(atMs)}
        </span>
        <input
          type="range"
          aria-label="Place in the lesson"
          aria-valuetext={formatTimecode(atMs)}
          min={0}
          max={Math.max(1, durationMs)}
          step={100}
          value={Math.min(atMs, durationMs)}
          onChange={event => picture?.goTo(Number(event.target.value))}
        />
        <span className={classes.clock}>{formatTimecode(durationMs)}</span>
        <select
          aria-label="Speed"
          defaultValue={1}
          onChange={event => picture?.setSpeed(Number(event.target.value))}
        >
          {speeds.map(speed => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
        <button type="button" aria-label="Mute" aria-pressed={muted} onClick={() => setMuted(!muted)}>
          {muted ? <VolumeX size={18} aria-hidden="true" /> : <Volume2 size={18} aria-hidden="true" />}
        </button>
      </div>
    </section>
  )
}
