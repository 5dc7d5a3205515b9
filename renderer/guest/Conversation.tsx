import { CommentCard } from './CommentCard.tsx'
import classes from './Conversation.module.css'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { colourIn, useComments, useSpeakers } from './speakers.ts'

/** All that was said of the lesson, in its order. */
export function Conversation({ picture }: { readonly picture: Picture | undefined }) {
  const comments = useComments()
  const speakers = useSpeakers()
  const hostName = useGuestRoom(room => room.hostName)
  return (
    <section className={classes.conversation} aria-label="Comments">
      {comments.length === 0 && (
        <p className={classes.empty}>
          Nothing was said yet. What you write here is on {hostName}’s screen at once.
        </p>
      )}
      {comments.map(comment => (
        <CommentCard
          key={comment.id}
          comment={comment}
          colour={colourIn(speakers, comment.author.id)}
          picture={picture}
        />
      ))}
    </section>
  )
}
