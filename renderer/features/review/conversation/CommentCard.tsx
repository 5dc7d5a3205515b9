import {
  CircleCheck,
  CircleDot,
  Clapperboard,
  CornerUpLeft,
  Lock,
  LockOpen,
  Pencil,
  PenTool,
  Pin,
  Trash2,
} from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { placeWords } from '../../../lib/placeWords.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { kindWord } from '../../../lib/words.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { KindIcon } from '../../../ui/KindIcon.tsx'
import { PatternEdge } from '../../../ui/PatternEdge.tsx'
import { RichText } from '../../../ui/RichText.tsx'
import { saysSomething } from '../composer/draft.ts'
import { DebriefActs } from '../debrief/DebriefActs.tsx'
import { useGoTo } from '../player/playerContext.ts'
import { draftOf, editKey, setDraft } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import classes from './CommentCard.module.css'
import type { CardProps } from './cardProps.ts'
import { draftFrom, removeComment, shareNote } from './changes.ts'
import { DoubtMark } from './DoubtMark.tsx'
import { EditComment } from './EditComment.tsx'
import { Reactions } from './Reactions.tsx'
import { Replies, ReplyForm } from './Replies.tsx'
import { ResolvedLine } from './ResolvedLine.tsx'
import { toggleResolved } from './responses.ts'
import { TagList } from './TagList.tsx'
import { UnsavedNote } from './UnsavedNote.tsx'

/** One comment, with all its words. */
export const CommentCard = memo(function CommentCard(props: CardProps) {
  const { comment, person, withAvatar, onSelect } = props
  const goTo = useGoTo()
  const selected = useRoomUi(ui => ui.selected === comment.id)
  const lit = useRoomUi(ui => ui.lit.includes(comment.id))
  const editing = useRoomUi(ui => ui.editing === comment.id)
  const others = useSpeaker(({ present }) => present.length > 1)
  // What has been talked through is folded to a line; whoever chooses it sees all of it.
  const folded = comment.resolved !== undefined && !selected && !editing
  if (comment.closed) return <ClosedNote {...props} selected={selected} />
  return (
    // The head is the button for keys and screen readers; a click anywhere on the words does the same.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <article
      className={classes.card}
      data-person={person.colour}
      data-selected={selected}
      data-lit={lit}
      data-private={comment.private}
      data-resolved={comment.resolved !== undefined}
      data-unsaved={comment.unsaved?.state}
      aria-label={`${kindWord(comment.kind)} by ${person.name} ${placeWords(comment)}`}
      onClick={event => {
        if (event.target instanceof Element && event.target.closest('button,a,textarea,input,label')) return
        if (window.getSelection()?.isCollapsed === false) return
        onSelect(comment)
      }}
    >
      <PatternEdge colour={person.colour} className={classes.edge ?? ''} />
      <div className={classes.head}>
        <button
          type="button"
          className={classes.headButton}
          aria-pressed={selected}
          onClick={() => onSelect(comment)}
        >
          {withAvatar && <Avatar person={person} size={20} />}
          <KindIcon kind={comment.kind} />
          {kindWord(comment.kind)}
          <span className="spoken">
            {' '}
            by {person.name}, go to {formatTimecode(comment.atMs)}
          </span>
        </button>
        <DoubtMark comment={comment} said={comment} />
        {comment.private && (
          <span className={classes.lock} title="Only on this machine, until you share it">
            <Lock size={12} strokeWidth={2} aria-hidden="true" /> Private
          </span>
        )}
        {props.pinned && (
          <span className={classes.drawn} title="Pinned for the debrief">
            <Pin size={12} strokeWidth={2} aria-hidden="true" />
            <span className="spoken">pinned for the debrief</span>
          </span>
        )}
        {comment.drawings.length > 0 && (
          <span className={classes.drawn} title="With a drawing on the picture">
            <Pencil size={12} strokeWidth={2} aria-hidden="true" />
            <span className="spoken">with a drawing</span>
          </span>
        )}
        {comment.toMs !== undefined && (
          <span className={classes.until}>
            <span className="spoken">range </span>to {formatTimecode(comment.toMs)}
          </span>
        )}
      </div>
      {editing ? (
        <EditComment {...props} />
      ) : folded ? (
        <ResolvedLine comment={comment} folded />
      ) : (
        <>
          <RichText
            text={comment.text}
            className={classes.text}
            durationMs={props.durationMs}
            onTime={goTo}
          />
          <TagList
            tags={comment.tags}
            rubrics={props.rubrics}
            authorId={comment.author.id}
            people={props.people}
          />
          <Replies
            comment={comment}
            people={props.people}
            selected={selected}
            durationMs={props.durationMs}
          />
          <Reactions comment={comment} people={props.people} selected={selected} />
          {comment.resolved && <ResolvedLine comment={comment} />}
          {comment.unsaved && <UnsavedNote item={comment.unsaved} />}
          {selected && !comment.unsaved && <Acts {...props} others={others} />}
        </>
      )}
    </article>
  )
})

function Acts({ comment, person, onClip, others }: CardProps & { readonly others: boolean }) {
  const room = useRoom()
  const replying = useRoomUi(ui => ui.replying === comment.id)
  const mine = comment.local && person.present
  if (replying) return <ReplyForm comment={comment} />
  return (
    <div className={classes.acts}>
      <Act
        icon={<CornerUpLeft size={13} strokeWidth={1.9} aria-hidden="true" />}
        onClick={() => room.ui.setState({ replying: comment.id })}
      >
        Reply
      </Act>
      <Act
        icon={<Clapperboard size={13} strokeWidth={1.9} aria-hidden="true" />}
        onClick={() => onClip(comment)}
      >
        Clip
      </Act>
      <Act
        iconOnly
        icon={
          comment.resolved ? (
            <CircleDot size={14} strokeWidth={1.9} aria-hidden="true" />
          ) : (
            <CircleCheck size={14} strokeWidth={1.9} aria-hidden="true" />
          )
        }
        onClick={() => void toggleResolved(room, comment)}
      >
        {comment.resolved ? 'Open again' : 'Resolve'}
      </Act>
      <DebriefActs comment={comment} />
      {mine && (
        <>
          <Act
            iconOnly
            icon={<Pencil size={14} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => {
              // An edit that was cut off goes on where it was.
              if (!saysSomething(draftOf(room, editKey(comment.id))))
                setDraft(room, editKey(comment.id), draftFrom(comment))
              room.ui.setState({ editing: comment.id })
            }}
          >
            Edit
          </Act>
          <DrawAct commentId={comment.id} />
          {comment.private && (
            <Act
              icon={<LockOpen size={13} strokeWidth={1.9} aria-hidden="true" />}
              title={
                others
                  ? 'Everyone here, and everyone with this library, will see it'
                  : 'Everyone with this library will see it'
              }
              onClick={() => void shareNote(comment)}
            >
              Share
            </Act>
          )}
          <Act
            iconOnly
            icon={<Trash2 size={14} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => void removeComment(comment)}
          >
            Delete
          </Act>
        </>
      )}
    </div>
  )
}

function DrawAct({ commentId }: { readonly commentId: CommentView['id'] }) {
  const begin = useStore(useRoom().drawing, state => state.begin)
  if (!begin) return null
  return (
    <Act
      iconOnly
      icon={<PenTool size={14} strokeWidth={1.9} aria-hidden="true" />}
      onClick={() => begin(commentId)}
    >
      Draw
    </Act>
  )
}

function Act({
  icon,
  title,
  onClick,
  iconOnly = false,
  children,
}: {
  readonly icon: ReactNode
  readonly title?: string
  readonly onClick: () => void
  readonly iconOnly?: boolean
  /** The act in a word. */
  readonly children: string
}) {
  return (
    <button
      type="button"
      className={`${classes.act} ${iconOnly ? classes.actIcon : ''}`}
      title={title ?? (iconOnly ? children : undefined)}
      aria-label={iconOnly ? children : undefined}
      onClick={onClick}
    >
      {icon}
      {iconOnly ? null : children}
    </button>
  )
}

/** A private note while someone else is here: that it is there, and nothing of what it says. */
function ClosedNote({
  comment,
  person,
  people,
  withAvatar,
  selected,
  onSelect,
}: CardProps & { readonly selected: boolean }) {
  const [other] = people.filter(one => one.present && one.id !== person.id)
  return (
    <article
      className={classes.card}
      data-closed="true"
      data-selected={selected}
      aria-label={`Private note of ${person.name} ${placeWords(comment)}`}
    >
      <button type="button" className={classes.closed} onClick={() => onSelect(comment)}>
        {withAvatar && <Avatar person={person} size={20} />}
        <Lock size={15} strokeWidth={1.9} aria-hidden="true" />
        <span>
          <b>Private note</b>
          <small>
            {other ? `Closed while ${other.name.split(/\s+/u)[0]} is here` : 'Only on this machine'}
          </small>
        </span>
      </button>
    </article>
  )
}
