import { Button, Modal, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ClipView } from '../../../../electron/contract/api/clips.ts'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { ClipId } from '../../../../electron/contract/records/clip.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { angleName } from '../../../lib/angleWords.ts'
import { api } from '../../../lib/api.ts'
import { explain } from '../../../lib/errors.ts'
import { useKeys } from '../../../lib/keys.ts'
import { did, sayDone } from '../../../lib/notices.ts'
import { placeText, readPlace } from '../../../lib/placeText.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { focusStage } from '../player/focusStage.ts'
import { announce, type ClipPrompt } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './MakeClip.module.css'

const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.clips() })
const andRead = (way: () => Promise<unknown>) => async () => {
  await way()
  await readAgain()
}
type Stretched = {
  readonly title: string
  readonly fromMs: number
  readonly toMs: number
  readonly recordingId?: RecordingId
}

async function addClip(lessonId: LessonId, stretched: Stretched): Promise<void> {
  const { id } = await api.clips.add({ lessonId, ...stretched })
  did({
    text: `Clip “${stretched.title}” made`,
    undo: andRead(() => api.clips.remove({ id })),
    redo: andRead(() => api.clips.restore({ id })),
  })
}

async function changeClip(id: ClipId, stretched: Stretched): Promise<void> {
  const before = queryClient
    .getQueriesData<ClipView[]>({ queryKey: keys.clips() })
    .flatMap(([, list]) => list ?? [])
    .find(clip => clip.id === id)
  await api.clips.update({ id, ...stretched })
  if (!before) return
  const { title, fromMs, toMs, recordingId } = before
  const shown = { recordingId: recordingId ?? null }
  did({
    text: 'Clip changed',
    undo: andRead(() => api.clips.update({ id, title, fromMs, toMs, ...shown })),
    redo: andRead(() => api.clips.update({ id, ...stretched })),
  })
}

/** Asks for a clip's title, and lets its start and end be put right, before it is made. */
export function MakeClip({
  prompt,
  lesson,
  seen,
}: {
  readonly prompt: ClipPrompt
  readonly lesson: LessonView
  /** The recording that is seen in the first place now. */
  readonly seen: RecordingView | undefined
}) {
  const { id: lessonId, durationMs, recordings } = lesson
  const room = useRoom()
  const [title, setTitle] = useState(prompt.title)
  const [stretch, setStretch] = useState(placeText(prompt.place, true))
  const [recordingId, setRecordingId] = useState(
    recordings.some(({ id }) => id === prompt.recordingId) ? prompt.recordingId : seen?.id,
  )
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const reading = readPlace(stretch, durationMs)
  const stretchProblem = reading.ok
    ? reading.place.toMs === undefined
      ? 'A clip has a start and an end, like 12:04 – 12:19.'
      : undefined
    : reading.message
  const close = () => {
    room.ui.setState({ clipPrompt: undefined })
    requestAnimationFrame(focusStage)
  }
  const save = async () => {
    if (saving || title.trim() === '' || !reading.ok || reading.place.toMs === undefined) return
    const { atMs: fromMs, toMs } = reading.place
    setSaving(true)
    setProblem(undefined)
    try {
      // A lesson's only recording needs no name: another one may come in its place.
      const shown = recordings.length > 1 && recordingId ? { recordingId } : {}
      const stretched = { title: title.trim(), fromMs, toMs, ...shown }
      if (prompt.id) await changeClip(prompt.id, stretched)
      else await addClip(lessonId, stretched)
      await queryClient.invalidateQueries({ queryKey: keys.clips() })
      announce(room, prompt.id ? 'Clip changed.' : 'Clip made.')
      if (!prompt.id) {
        sayDone(`Clip “${title.trim()}” made`, {
          label: 'Show clips',
          run: () => room.ui.setState({ panel: 'clips' }),
        })
        room.ui.setState({ inMs: undefined, outMs: undefined })
      }
      close()
    } catch (error) {
      const words = explain(error)
      setProblem(words.message ?? `${words.title} ${words.next}`)
      setSaving(false)
    }
  }
  useKeys(
    [
      {
        id: 'clip.save',
        title: 'Save the clip',
        group: 'Clips',
        keys: ['mod+enter'],
        run: () => void save(),
        inFields: true,
      },
    ],
    { modal: true },
  )
  return (
    <Modal opened onClose={close} title={prompt.id ? 'Change clip' : 'Make a clip'} size={440}>
      <form
        className={classes.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          label="Title"
          data-autofocus
          value={title}
          maxLength={300}
          placeholder="What does it show?"
          onChange={event => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label="From – to"
          value={stretch}
          error={stretchProblem}
          onChange={event => setStretch(event.currentTarget.value)}
        />
        {recordings.length > 1 && (
          <Select
            label="Shows"
            description="The picture and the sound of this recording, with what was drawn on it"
            allowDeselect={false}
            data={recordings.map(each => ({ value: each.id, label: angleName(each) }))}
            value={recordingId ?? null}
            onChange={value => setRecordingId(recordings.find(({ id }) => id === value)?.id)}
          />
        )}
        {!reading.ok && reading.swapped && (
          <Button
            variant="default"
            size="xs"
            onClick={() => setStretch(placeText(reading.swapped ?? prompt.place, true))}
          >
            Swap start and end
          </Button>
        )}
        {problem && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={classes.acts}>
          <Button variant="subtle" onClick={close}>
            Cancel
          </Button>
          <Button
            type="submit"
            disabled={saving || title.trim() === '' || stretchProblem !== undefined}
            rightSection={<KeyCap combo="enter" />}
          >
            {prompt.id ? 'Save' : 'Make clip'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
