import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import classes from './Debrief.module.css'

/** The comments that a note or a step is about; each leads to its moment. */
export function About({
  ids,
  comments,
  onSelect,
}: {
  readonly ids: readonly CommentId[]
  readonly comments: readonly ShownComment[]
  readonly onSelect: (comment: ShownComment) => void
}) {
  return comments
    .filter(comment => ids.some(id => id === comment.id))
    .map(comment => (
      <button
        key={comment.id}
        type="button"
        className={classes.about}
        title={comment.text}
        aria-label={`Go to the comment of ${comment.author.name} at ${formatTimecode(comment.atMs)}`}
        onClick={() => onSelect(comment)}
      >
        {formatTimecode(comment.atMs)}
      </button>
    ))
}
