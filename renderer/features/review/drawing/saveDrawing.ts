import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import type { DrawingBody, DrawingId } from '../../../../electron/contract/records/drawing.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { api } from '../../../lib/api.ts'
import { sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'

export type DrawingPlace = { lessonId: LessonId; commentId: CommentId; speaker: PersonId }
/** A drawing as it is to be; without shapes it is taken away. */
type Wanted = Omit<DrawingBody, 'shapes'> & { shapes: DrawingBody['shapes'] }

const listOf = (lessonId: LessonId) => queryClient.getQueryData<CommentView[]>(keys.comments(lessonId))

const drawingIn = ({ lessonId, commentId }: DrawingPlace, { recordingId }: Wanted) =>
  listOf(lessonId)
    ?.find(({ id }) => id === commentId)
    ?.drawings.find(each => each.recordingId === recordingId)

/** Shows the drawing on the comment at once, and the host's own id once it has one. */
function show({ lessonId, commentId }: DrawingPlace, wanted: Wanted, id: DrawingId): void {
  queryClient.setQueryData<CommentView[]>(keys.comments(lessonId), list =>
    list?.map(comment =>
      comment.id === commentId
        ? {
            ...comment,
            drawings: [
              ...comment.drawings.filter(each => each.recordingId !== wanted.recordingId),
              ...(wanted.shapes.length > 0 ? [{ id, ...wanted }] : []),
            ],
          }
        : comment,
    ),
  )
}

/** Stands for the id that the host has not given yet. */
const notYet: DrawingId = 'drawing:not-yet'

/** What waits while the host still writes what came before: only the newest counts. */
const waiting = new Map<CommentId, Wanted>()
const saving = new Map<CommentId, Promise<void>>()

/** Saves a comment's drawing as it is now; calls made meanwhile are gathered into one. Failures are said, not thrown. */
export function saveDrawing(place: DrawingPlace, wanted: Wanted): Promise<void> {
  waiting.set(place.commentId, wanted)
  const held = drawingIn(place, wanted)?.id ?? notYet
  show(place, wanted, held)
  const running = saving.get(place.commentId) ?? run(place, held === notYet ? undefined : held)
  saving.set(place.commentId, running)
  return running
}

async function run(place: DrawingPlace, held: DrawingId | undefined): Promise<void> {
  const { lessonId, commentId, speaker } = place
  let id = held
  // Who holds a key down changes a shape many times a second.
  await new Promise(resolve => setTimeout(resolve, 120))
  try {
    for (let wanted = waiting.get(commentId); wanted; wanted = waiting.get(commentId)) {
      waiting.delete(commentId)
      if (wanted.shapes.length > 0) {
        const saved = await api.drawings.put({ lessonId, commentId, ...wanted }, { context: { speaker } })
        id = saved.id
        if (!waiting.has(commentId)) show(place, wanted, saved.id)
      } else if (id) {
        await api.drawings.remove({ lessonId, id }, { context: { speaker } })
        id = undefined
      }
    }
  } catch (error) {
    sayError(error, 'The drawing was not saved.')
    await queryClient.invalidateQueries({ queryKey: keys.comments(lessonId) })
  } finally {
    saving.delete(commentId)
  }
}
