import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { api } from '../../../lib/api.ts'
import { ChangedSince } from '../../../lib/history.ts'
import { offerUndo, sayError, withdraw } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { type Stretch, samePlace } from './movedPlace.ts'
import { setMoving } from './moving.ts'
import { placeWords } from './placeWords.ts'

/** Whether someone at this machine may move it: their own, saved, and not closed. */
export const canMove = (comment: ShownComment): boolean =>
  comment.local && !comment.closed && comment.unsaved === undefined

const show = (comment: CommentView) =>
  queryClient.setQueryData<CommentView[]>(keys.comments(comment.lessonId), list =>
    list
      ?.map(one => (one.id === comment.id ? comment : one))
      .sort((a, b) => a.atMs - b.atMs || a.createdAtMs - b.createdAtMs),
  )

const placed = (comment: CommentView, { atMs, toMs }: Stretch): CommentView => {
  const { toMs: _, ...rest } = comment
  return { ...rest, atMs, ...(toMs === undefined ? {} : { toMs }) }
}

const send = async ({ lessonId, id, author }: CommentView, { atMs, toMs }: Stretch) =>
  show(
    await api.comments.update(
      { lessonId, id, atMs, toMs: toMs ?? null },
      // Words belong to who wrote them, whoever speaks now.
      { context: { speaker: author.id } },
    ),
  )

/** Where the comment is now, as far as this page knows. */
const placeIn = ({ lessonId, id }: CommentView): Stretch | undefined =>
  queryClient.getQueryData<CommentView[]>(keys.comments(lessonId))?.find(one => one.id === id)

/** Moves a comment to another moment or stretch: at once on the screen, then saved, and it can be taken back. */
export async function changePlace(comment: CommentView, place: Stretch): Promise<void> {
  const before: Stretch = {
    atMs: comment.atMs,
    ...(comment.toMs === undefined ? {} : { toMs: comment.toMs }),
  }
  if (samePlace(before, place)) {
    setMoving(undefined)
    return
  }
  show(placed(comment, place))
  setMoving(undefined)
  const saving = send(comment, place)
  // Offered at once, so that a quick undo means this act and not the one before it.
  const back = (from: Stretch, to: Stretch) => async () => {
    await saving
    const now = placeIn(comment)
    if (now && !samePlace(now, from))
      throw new ChangedSince('The comment was moved again since, and stays where it is now.')
    await send(comment, to)
  }
  const notice = offerUndo(`Comment is now ${placeWords(place)}`, back(place, before), back(before, place))
  try {
    await saving
  } catch (error) {
    withdraw(notice)
    show(comment)
    sayError(error, 'The comment was not moved.')
  }
}
