import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { api } from '../../../lib/api.ts'
import { ChangedSince } from '../../../lib/history.ts'
import { inTurn, isSettled } from '../../../lib/inTurn.ts'
import { offerUndo, sayError, withdraw } from '../../../lib/notices.ts'
import { placeWords } from '../../../lib/placeWords.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { type Stretch, samePlace } from './movedPlace.ts'
import { forgetNudge, setMoving } from './moving.ts'

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

const send = async ({ lessonId, id, author }: CommentView, { atMs, toMs }: Stretch) => {
  const saved = await inTurn(id, () =>
    api.comments.update(
      { lessonId, id, atMs, toMs: toMs ?? null },
      // Words belong to who wrote them, whoever speaks now.
      { context: { speaker: author.id } },
    ),
  )
  // Where it was moved on meanwhile, the answer is old news.
  if (isSettled(id)) show(saved)
}

/** The comment as this page knows it now: what a part was drawn with may be a moment behind. */
const heldComment = ({ lessonId, id }: CommentView): CommentView | undefined =>
  queryClient.getQueryData<CommentView[]>(keys.comments(lessonId))?.find(one => one.id === id)

const placeOf = ({ atMs, toMs }: CommentView): Stretch => ({ atMs, ...(toMs === undefined ? {} : { toMs }) })

/** Where it stands now. */
export const placeNow = (comment: CommentView): Stretch => placeOf(heldComment(comment) ?? comment)

/** Moves a comment to another moment or stretch: at once on the screen, then saved, and it can be taken back. */
export async function changePlace(drawn: CommentView, place: Stretch): Promise<void> {
  const comment = heldComment(drawn)
  // Moved by keys that had not come to rest when it was deleted.
  if (!comment) {
    setMoving(undefined)
    return
  }
  const before = placeOf(comment)
  forgetNudge()
  if (samePlace(before, place)) {
    setMoving(undefined)
    return
  }
  show(placed(comment, place))
  setMoving(undefined)
  const saving = send(comment, place)
  // Offered at once, so that a quick undo means this act and not the one before it.
  const back = (from: Stretch, to: Stretch) => async () => {
    forgetNudge()
    await saving
    const now = heldComment(comment)
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
