import { Flag, Pin, PinOff } from 'lucide-react'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { useDebrief } from '../../../lib/queries.ts'
import card from '../conversation/CommentCard.module.css'
import { useRoom } from '../room/roomContext.ts'
import { pinComment, unpinComment } from './debriefActs.ts'
import { useDebriefState } from './debriefState.ts'

/** On a comment's card: pin it for the debrief, or make an action step of it. */
export function DebriefActs({ comment }: { readonly comment: CommentView }) {
  const room = useRoom()
  const pin = useDebrief(room.lessonId).data?.pins.find(({ commentId }) => commentId === comment.id)
  const toggle = () => void (pin ? unpinComment(pin) : pinComment(room.lessonId, comment.id))
  return (
    <>
      <button
        type="button"
        className={`${card.act} ${card.actIcon}`}
        aria-label="Action step"
        title="Make an action step of it"
        onClick={() => {
          useDebriefState.setState({ stepAbout: comment.id, meetingAt: undefined })
          room.ui.setState({ panel: 'debrief' })
        }}
      >
        <Flag size={14} strokeWidth={1.9} aria-hidden="true" />
      </button>
      {(!pin || pin.local) && (
        <button
          type="button"
          className={`${card.act} ${card.actIcon}`}
          aria-label={pin ? 'Unpin' : 'Pin for the debrief'}
          title={pin ? 'Unpin' : 'Pin for the debrief'}
          onClick={toggle}
        >
          {pin ? (
            <PinOff size={14} strokeWidth={1.9} aria-hidden="true" />
          ) : (
            <Pin size={14} strokeWidth={1.9} aria-hidden="true" />
          )}
        </button>
      )}
    </>
  )
}
