import { Button } from '@mantine/core'
import { Search } from 'lucide-react'
import type { RecordingView } from '../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { alignedWords, offsetWords } from '../../lib/angleWords.ts'
import { heardTrack, trackWords } from '../../lib/trackWords.ts'
import classes from './LessonInspector.module.css'
import { findRecording } from './lessonActs.ts'

function playWords({ missing, proxyNeeded, proxy }: RecordingView): string {
  if (missing) return 'Not where it was. Comments are safe.'
  if (!proxyNeeded) return 'Plays as it is'
  if (proxy === 'ready') return 'Plays through its playable copy; clips are cut from the original'
  if (proxy === 'making') return 'Its playable copy is being made'
  if (proxy === 'failed') return 'Its playable copy could not be made'
  return 'A playable copy is made when you open the lesson'
}

function factWords({ durationMs, width, height, fps, videoCodec, audioCodec }: RecordingView): string {
  return [
    formatTimecode(durationMs),
    width > 0 ? `${width}×${height}` : 'sound only',
    fps && `${Number(fps.toFixed(2))} pictures/s`,
    [videoCodec, audioCodec].filter(Boolean).join(' + ').toUpperCase(),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Of several sound tracks, the one that is heard. */
function HeardTrack({ recording }: { readonly recording: RecordingView }) {
  const { soundTracks = [] } = recording
  const track = heardTrack(recording)
  if (!track) return null
  return (
    <span className={classes.small}>
      {soundTracks.length} sound tracks; <bdi>{trackWords(track, soundTracks)}</bdi> is heard
    </span>
  )
}

/** The files of a lesson: where they lie, what they are, whether they play. */
export function RecordingFacts({ recordings }: { readonly recordings: readonly RecordingView[] }) {
  return (
    <section className={classes.recordings}>
      <h3>{recordings.length === 1 ? 'Recording' : 'Recordings'}</h3>
      <ul>
        {recordings.map((recording, at) => (
          <li key={recording.id} className={classes.recording}>
            {recording.name && <b dir="auto">{recording.name}</b>}
            <span>{recording.file}</span>
            <span className={`${classes.small} tn`}>{factWords(recording)}</span>
            <HeardTrack recording={recording} />
            {recordings.length > 1 && (
              <span className={`${classes.small} tn`}>
                {at > 0 && `Begins at ${offsetWords(recording.offsetMs)}, `}
                {alignedWords(recording, at === 0)}
              </span>
            )}
            <span className={recording.missing ? classes.missing : classes.small}>
              {playWords(recording)}
              {recording.missing && (
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<Search size={14} strokeWidth={1.9} aria-hidden="true" />}
                  onClick={() => void findRecording(recording)}
                >
                  Find it
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
