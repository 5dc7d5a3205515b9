import {
  type Alignment,
  alignment,
  type LessonView,
  type RecordingView,
} from '../../../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { angleName, offsetWords } from '../../../lib/angleWords.ts'
import { api } from '../../../lib/api.ts'
import { dismiss, offerUndo, sayDone, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { heardTrack, type Track, trackWords } from '../../../lib/trackWords.ts'
import { endOf } from './arrangement.ts'

const again = (lessonId: LessonId) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.lesson(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.lessons }),
  ])

/** Shows a recording's change at once, as the host will tell it. */
function show(lessonId: LessonId, id: RecordingId, change: Partial<RecordingView>): void {
  queryClient.setQueryData<LessonView>(keys.lesson(lessonId), lesson => {
    if (!lesson) return lesson
    const recordings = lesson.recordings.map(each => (each.id === id ? { ...each, ...change } : each))
    return { ...lesson, recordings, durationMs: Math.max(0, ...recordings.map(endOf)) }
  })
}

/** Puts a recording in its place by hand, at once on the screen; `from` is what undo brings back. */
export async function moveAngle(
  lessonId: LessonId,
  recording: RecordingView,
  toMs: number,
  from: Pick<RecordingView, 'offsetMs' | 'alignedBy'> = recording,
): Promise<void> {
  const { id } = recording
  if (toMs === from.offsetMs) return
  show(lessonId, id, { offsetMs: toMs, alignedBy: 'hand' })
  const saving = api.recordings.update({ id, offsetMs: toMs })
  const notice = offerUndo(`${angleName(recording)} begins at ${offsetWords(toMs)}`, async () => {
    await saving
    await api.recordings.update({ id, offsetMs: from.offsetMs, alignedBy: from.alignedBy ?? null })
    await again(lessonId)
  })
  try {
    await saving
  } catch (error) {
    dismiss(notice)
    show(lessonId, id, from)
    sayError(error, 'The angle was not moved.')
  }
}

/** Keys pressed in a row are one move: it is saved, and can be undone, as a whole. */
const REST_MS = 700
let pending:
  | { readonly id: RecordingId; readonly timer: ReturnType<typeof setTimeout>; readonly save: () => void }
  | undefined
/** Steps are counted and not summed up, as a frame is no whole number of milliseconds. */
let wanted: { from: Pick<RecordingView, 'offsetMs' | 'alignedBy'>; exactMs: number } | undefined

export function settleAngle(): void {
  const settled = pending
  pending = undefined
  wanted = undefined
  if (!settled) return
  clearTimeout(settled.timer)
  settled.save()
}

/** Moves an angle a little. @returns where it begins now, ms */
export function nudgeAngle(lessonId: LessonId, recording: RecordingView, byMs: number): number {
  if (pending && pending.id !== recording.id) settleAngle()
  const { offsetMs, alignedBy } = recording
  const { from, exactMs } = wanted ?? {
    from: { offsetMs, ...(alignedBy && { alignedBy }) },
    exactMs: offsetMs,
  }
  const nextMs = exactMs + byMs
  wanted = { from, exactMs: nextMs }
  const toMs = Math.round(nextMs)
  show(lessonId, recording.id, { offsetMs: toMs, alignedBy: 'hand' })
  if (pending) clearTimeout(pending.timer)
  pending = {
    id: recording.id,
    save: () => void moveAngle(lessonId, { ...recording, offsetMs: toMs }, toMs, from),
    timer: setTimeout(settleAngle, REST_MS),
  }
  return toMs
}

/** @param name blank: by its file again */
export async function nameAngle(lessonId: LessonId, recording: RecordingView, name: string): Promise<void> {
  const { id } = recording
  const next = name.trim()
  show(lessonId, id, { name: next === '' ? undefined : next })
  try {
    await api.recordings.update({ id, name: next === '' ? null : next })
  } catch (error) {
    sayError(error, 'The angle was not named.')
    await again(lessonId)
  }
}

/** Chooses which of a recording's sound tracks is heard, in the room and in all that is made of it. */
export async function chooseTrack(
  lessonId: LessonId,
  recording: RecordingView,
  { stream }: Pick<Track, 'stream'>,
): Promise<void> {
  const { id, soundTracks = [] } = recording
  const before = heardTrack(recording)
  const wanted = soundTracks.find(track => track.stream === stream)
  if (!wanted || wanted === before) return
  const hear = async (track: Track) => {
    await api.recordings.update({ id, soundStream: track.stream })
    await again(lessonId)
  }
  try {
    await hear(wanted)
    if (before)
      offerUndo(
        `${trackWords(wanted, soundTracks)} is heard`,
        () => hear(before),
        () => hear(wanted),
      )
  } catch (error) {
    sayError(error, 'The other sound track was not taken.')
    await again(lessonId)
  }
}

/** Takes an angle out of the lesson; its file stays, and undo brings it back with all that hangs on it. */
export async function removeAngle(lessonId: LessonId, recording: RecordingView): Promise<void> {
  const { id } = recording
  settleAngle()
  try {
    await api.recordings.remove({ id })
    offerUndo(`${angleName(recording)} taken out. Its file stays where it is.`, async () => {
      await api.recordings.restore({ id })
      await again(lessonId)
    })
  } catch (error) {
    sayError(error, 'The angle was not taken out.')
  }
  await again(lessonId)
}

/** Starts listening. @returns the job, or nothing where it was refused, which is said */
export async function lineUp({ id }: RecordingView): Promise<string | undefined> {
  settleAngle()
  try {
    return (await api.recordings.align({ id })).jobId
  } catch (error) {
    sayError(error, 'It was not lined up.')
    return undefined
  }
}

/** Tells what was heard, with the way back. */
export function sayLinedUp(lessonId: LessonId, recording: RecordingView, result: unknown): void {
  const heard: Alignment | undefined = alignment.safeParse(result).data
  if (!heard) return
  const name = angleName(recording)
  if (!heard.shared) {
    sayDone(`${name} shares no sound with the others, so it was not moved. Put it in its place by hand.`)
    return
  }
  const parts = heard.partsByMs >= 40 ? `; the cameras’ clocks part by ${heard.partsByMs} ms` : ''
  offerUndo(
    `${name} lined up by its sound; ${Math.round(heard.confidence * 100)} % of it agrees${parts}`,
    async () => {
      const { alignedBy } = recording
      await api.recordings.update({
        id: heard.recordingId,
        offsetMs: heard.beforeMs,
        // What was never lined up counts as put there by hand now: it is not listened to again by itself.
        alignedBy: alignedBy ?? 'hand',
      })
      await again(lessonId)
    },
  )
}
