import { MessagesSquare, Sparkles, ThumbsUp } from 'lucide-react'
import type { CommentView, ReactionView } from '../../../../electron/contract/api/comments.ts'
import { type ReactionKind, reactionKinds } from '../../../../electron/contract/records/reaction.ts'
import { ariaKeys, capOf } from '../../../lib/keyCombo.ts'
import { isMac } from '../../../lib/platform.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import card from './CommentCard.module.css'
import classes from './Reactions.module.css'
import { reactionKeys, reactionWord } from './reactionWords.ts'
import { toggleReaction } from './responses.ts'

const icons = { agree: ThumbsUp, talk: MessagesSquare, new: Sparkles } as const

function ReactionIcon({ kind }: { readonly kind: ReactionKind }) {
  const Icon = icons[kind]
  return <Icon size={13} strokeWidth={1.9} aria-hidden="true" />
}

/** What people meant by a nod: a word, and whose. */
export function Reactions({
  reactions = [],
  people,
}: {
  readonly reactions: readonly ReactionView[] | undefined
  readonly people: readonly RoomPerson[]
}) {
  if (reactions.length === 0) return null
  return (
    <ul className={classes.reactions} aria-label="Reactions">
      {reactionKinds.map(kind => {
        const by = reactions
          .filter(each => each.kind === kind)
          .map(
            ({ author }) => people.find(({ id }) => id === author.id) ?? { ...author, colour: 'p4' as const },
          )
        if (by.length === 0) return null
        return (
          <li key={kind} className={classes.reaction} title={by.map(({ name }) => name).join(', ')}>
            <ReactionIcon kind={kind} />
            {reactionWord(kind)}
            <span className={classes.by}>
              {by.map(person => (
                <Avatar key={person.id} person={person} size={16} named />
              ))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** The three of them as buttons, for whoever speaks. */
export function ReactionActs({ comment }: { readonly comment: CommentView }) {
  const room = useRoom()
  const speaker = useSpeaker(state => state.speaker)
  if (!speaker) return null
  return reactionKinds.map(kind => {
    const on = comment.reactions?.some(each => each.kind === kind && each.author.id === speaker) ?? false
    const key = reactionKeys[kind]
    return (
      <button
        key={kind}
        type="button"
        className={`${card.act} ${card.actIcon} ${classes.act}`}
        aria-label={reactionWord(kind)}
        aria-pressed={on}
        aria-keyshortcuts={ariaKeys(key, isMac)}
        title={`${reactionWord(kind)} (${capOf(key, isMac)})`}
        onClick={() => void toggleReaction(room, comment, kind)}
      >
        <ReactionIcon kind={kind} />
      </button>
    )
  })
}
