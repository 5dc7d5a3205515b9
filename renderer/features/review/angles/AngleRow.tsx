import { Button, NativeSelect, TextInput } from '@mantine/core'
import { AudioLines, ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { alignedWords, angleName, offsetWords, parseOffset } from '../../../lib/angleWords.ts'
import { useJobs } from '../../../lib/jobList.ts'
import { cancelJob, isUnderWay, percent } from '../../../lib/jobs.ts'
import { trackWords } from '../../../lib/trackWords.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Poster } from '../../../ui/Poster.tsx'
import { SavedField } from '../../../ui/SavedField.tsx'
import { frameMsOf } from '../player/frameTime.ts'
import classes from './AnglesDialog.module.css'
import {
  chooseTrack,
  lineUp,
  moveAngle,
  nameAngle,
  nudgeAngle,
  removeAngle,
  settleAngle,
} from './angleChanges.ts'
import { canLineUp } from './useLineUp.ts'

/** One recording in the list of angles. */
export function AngleRow({
  lesson,
  recording,
  first,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly recording: RecordingView
  /** It is the lesson's clock. */
  readonly first: boolean
  readonly readOnly: boolean
}) {
  const job = useJobs().data?.findLast(
    ({ kind, subject }) => kind === 'align' && subject?.recordingId === recording.id,
  )
  const listening = job && isUnderWay(job) ? job : undefined
  const name = angleName(recording)
  const file = recording.file.split(/[\\/]/u).at(-1)
  return (
    <li className={classes.angle}>
      <Poster recording={recording} className={classes.poster ?? ''} />
      <div className={classes.fields}>
        {readOnly ? (
          <b>{name}</b>
        ) : (
          <SavedField
            label="Name"
            value={recording.name ?? ''}
            placeholder="Teacher camera, pupils’ camera, slides …"
            maxLength={80}
            onSave={text => void nameAngle(lesson.id, recording, text)}
          />
        )}
        <p className={classes.small}>
          <bdi>{file}</bdi> · {alignedWords(recording, first)}
        </p>
        {recording.soundTracks && (
          <NativeSelect
            size="sm"
            label="Sound track"
            value={String(recording.soundStream)}
            disabled={readOnly || recording.missing}
            data={recording.soundTracks.map((track, _, all) => ({
              value: String(track.stream),
              label: trackWords(track, all),
            }))}
            onChange={event =>
              void chooseTrack(lesson.id, recording, { stream: Number(event.currentTarget.value) })
            }
          />
        )}
        {!first && <Place lesson={lesson} recording={recording} readOnly={readOnly} />}
        {listening && (
          <p className={classes.listening} role="status">
            Listening, {percent(listening.progress)}
            <Button size="xs" variant="subtle" onClick={() => void cancelJob(listening.id)}>
              Cancel
            </Button>
          </p>
        )}
      </div>
      <div className={classes.side}>
        {!first && !listening && (
          <Button
            size="xs"
            variant="default"
            disabled={readOnly || !canLineUp(recording, lesson.recordings)}
            title={canLineUp(recording, lesson.recordings) ? undefined : 'It has no sound to compare'}
            leftSection={<AudioLines size={14} strokeWidth={1.9} aria-hidden="true" />}
            aria-label={`Line up ${name} by sound`}
            onClick={() => void lineUp(recording)}
          >
            By sound
          </Button>
        )}
        {lesson.recordings.length > 1 && (
          <IconButton
            icon={Trash2}
            label={`Take ${name} out of the lesson`}
            iconSize={16}
            disabled={readOnly}
            why="This library can only be read"
            onClick={() => void removeAngle(lesson.id, recording)}
          />
        )}
      </div>
    </li>
  )
}

/** Where it begins: typed, or moved by a frame or a tenth of a second. */
function Place({
  lesson,
  recording,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly recording: RecordingView
  readonly readOnly: boolean
}) {
  const [typed, setTyped] = useState<string>()
  const name = angleName(recording)
  const read = typed === undefined ? recording.offsetMs : parseOffset(typed)
  const frameMs = frameMsOf(recording.fps)
  const nudge = (byMs: number) => {
    setTyped(undefined)
    nudgeAngle(lesson.id, recording, byMs)
  }
  const save = () => {
    if (read === undefined || typed === undefined) return
    settleAngle()
    void moveAngle(lesson.id, recording, read)
    setTyped(undefined)
  }
  const steps = [
    { icon: ChevronsLeft, words: '0.1 s earlier', byMs: -100 },
    { icon: ChevronLeft, words: 'one frame earlier', byMs: -frameMs },
    { icon: ChevronRight, words: 'one frame later', byMs: frameMs },
    { icon: ChevronsRight, words: '0.1 s later', byMs: 100 },
  ] as const
  return (
    <form
      className={classes.place}
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <TextInput
        size="sm"
        label="Begins at"
        className={classes.offset ?? ''}
        value={typed ?? offsetWords(recording.offsetMs)}
        disabled={readOnly}
        error={read === undefined ? 'A time like 0:12.345 or −3.2' : undefined}
        onChange={event => setTyped(event.currentTarget.value)}
        onBlur={save}
      />
      {!readOnly &&
        steps.map(({ icon, words, byMs }) => (
          <IconButton
            key={words}
            icon={icon}
            label={`Move ${name} ${words}`}
            size={32}
            iconSize={16}
            onClick={() => nudge(byMs)}
          />
        ))}
    </form>
  )
}
