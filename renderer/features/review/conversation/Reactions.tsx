import { MessagesSquare, Sparkles, ThumbsUp } from 'lucide-react'
import { type ReactionKind, reactionKinds } from '../../../../electron/contract/records/reaction.ts'
import { ariaKeys, capOf } from '../../../lib/keyCombo.ts'
import { isMac } from '../../../lib/platform.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Reactions.module.css'
import { reactionKeys, reactionWord } from './reactionWords.ts'
import { canRespond, toggleReaction } from './responses.ts'
import type { ShownComment } from './shownComments.ts'

const icons = { agree: ThumbsUp, talk: MessagesSquare, new: Sparkles } as const

function ReactionIcon({ kind }: { readonly kind: ReactionKind }) {
  const Icon = icons[kind]
  return <Icon size={13} strokeWidth={1.9} aria-hidden="true" />
}

/** What people meant by a nod: a word, and whose. On the chosen comment all three, as buttons for whoever speaks. */
export function Reactions({
  comment,
  people,
  selected,
}: {
  readonly comment: ShownComment
  readonly people: readonly RoomPerson[]
  readonly selected: boolean
}) {
  const room = useRoom()
  const speaker = useSpeaker(state => state.speaker)
  const { reactions = [] } = comment
  const open = selected && speaker !== undefined && canRespond(comment)
  if (reactions.length === 0 && !open) return null
  return (
    <ul className={classes.reactions} aria-label="Reactions" data-open={open}>
      {reactionKinds.map(kind => {
        const by = reactions.filter(each => each.kind === kind).map(({ author }) => author)
        if (by.length === 0 && !open) return null
        const words = (
          <>
            <ReactionIcon kind={kind} />
            {reactionWord(kind)}
            {by.map(author => (
              <Avatar
                key={author.id}
                person={people.find(({ id }) => id === author.id) ?? { name: author.name, colour: 'p4' }}
                size={18}
                named
              />
            ))}
          </>
        )
        const key = reactionKeys[kind]
        return (
          <li key={kind}>
            {open ? (
              <button
                type="button"
                className={classes.reaction}
                aria-pressed={by.some(({ id }) => id === speaker)}
                aria-keyshortcuts={ariaKeys(key, isMac)}
                title={`${reactionWord(kind)} (${capOf(key, isMac)})`}
                onClick={() => void toggleReaction(room, comment, kind)}
              >
                {words}
              </button>
            ) : (
              <span className={classes.reaction}>{words}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
