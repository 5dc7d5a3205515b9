import { useMemo } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { TimedDrawing } from '../../../lib/drawnAt.ts'
import { useLesson } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useDraftOf, useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'

/** Every drawing on this recording that those at the machine may see, the speaker's unsaved one too. */
export function useTimedDrawings(
  recording: RecordingView,
  comments: readonly ShownComment[],
  people: readonly RoomPerson[],
): readonly TimedDrawing[] {
  const room = useRoom()
  const speaker = useSpeaker(state => state.speaker)
  const drawing = useDraftOf(speaker, draft => draft.drawing)
  const place = useDraftOf(speaker, draft => draft.place)
  // A drawing that names no recording was made on the lesson's first.
  const first = useLesson(room.lessonId).data?.recordings[0]?.id === recording.id
  const saved = useMemo(
    () =>
      comments.flatMap(({ id, author, atMs, toMs, drawings }) =>
        drawings
          .filter(({ recordingId }) => (recordingId === undefined ? first : recordingId === recording.id))
          .map(({ id: key, picture, shapes }): TimedDrawing => {
            const colour = people.find(person => person.id === author.id)?.colour ?? 'p4'
            return { key, commentId: id, name: author.name, colour, atMs, toMs, picture, shapes }
          }),
      ),
    [recording.id, first, comments, people],
  )
  return useMemo(() => {
    const own = people.find(({ id }) => id === speaker)
    if (!own || !drawing || !place || drawing.recordingId !== recording.id) return saved
    const { name, colour } = own
    const { picture, shapes } = drawing
    return [...saved, { key: 'draft', commentId: 'draft', name, colour, ...place, picture, shapes }]
  }, [recording.id, saved, people, speaker, drawing, place])
}
