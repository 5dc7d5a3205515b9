import { Button } from '@mantine/core'
import { Pencil, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { CommentView, ReplyView } from '../../../../electron/contract/api/comments.ts'
import { explain, isAway } from '../../../lib/errors.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { RichText } from '../../../ui/RichText.tsx'
import { saysSomething } from '../composer/draft.ts'
import { formatByKey } from '../composer/fieldFormat.ts'
import { useGoTo } from '../player/playerContext.ts'
import { announce, changeDraft, draftOf, dropDraft, placeNow, replyKey } from '../room/Room.ts'
import { useDraft, useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './CommentCard.module.css'
import { changeReply, removeReply, saveReply } from './changes.ts'
import { DoubtMark } from './DoubtMark.tsx'
import { forgetSave, keptSave } from './keptSaves.ts'
import { useKeptSave } from './useKeptSave.ts'
import { AWAY } from './useSaveOnReturn.ts'

/** What was answered, oldest first. */
export function Replies({
  comment,
  people,
  selected,
  durationMs,
}: {
  readonly comment: CommentView
  readonly people: readonly RoomPerson[]
  readonly selected: boolean
  readonly durationMs: number
}) {
  if (comment.replies.length === 0) return null
  return (
    <ul className={classes.replies} aria-label="Replies">
      {comment.replies.map(reply => (
        <Reply
          key={reply.id}
          comment={comment}
          reply={reply}
          by={people.find(({ id }) => id === reply.author.id)}
          selected={selected}
          durationMs={durationMs}
        />
      ))}
    </ul>
  )
}

function Reply({
  comment,
  reply,
  by,
  selected,
  durationMs,
}: {
  readonly comment: CommentView
  readonly reply: ReplyView
  readonly by: RoomPerson | undefined
  readonly selected: boolean
  readonly durationMs: number
}) {
  const room = useRoom()
  const goTo = useGoTo()
  const [changing, setChanging] = useState(false)
  if (changing)
    return (
      <li>
        <ReplyForm comment={comment} reply={reply} onClose={() => setChanging(false)} />
      </li>
    )
  return (
    <li className={classes.reply}>
      <Avatar person={by ?? { name: reply.author.name, colour: 'p4' }} size={20} named />
      <RichText text={reply.text} className={classes.replyText} durationMs={durationMs} onTime={goTo} />
      <DoubtMark comment={comment} said={reply} />
      {selected && by?.present && (
        <span className={classes.replyActs}>
          <button
            type="button"
            className={classes.small}
            aria-label={`Change the reply of ${reply.author.name}`}
            title="Change"
            onClick={() => {
              const { text } = reply
              if (!saysSomething(draftOf(room, replyKey(reply.id))))
                changeDraft(room, replyKey(reply.id), { do: 'text', text, here: placeNow(room) })
              setChanging(true)
            }}
          >
            <Pencil size={13} strokeWidth={2} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={classes.small}
            aria-label={`Delete the reply of ${reply.author.name}`}
            title="Delete"
            onClick={() => void removeReply(comment, reply.id)}
          >
            <X size={13} strokeWidth={2} aria-hidden="true" />
          </button>
        </span>
      )}
    </li>
  )
}

/** Answers a comment as whoever speaks now. */
export function ReplyForm({
  comment,
  reply,
  onClose,
}: {
  readonly comment: CommentView
  /** The reply whose words are changed; absent for a new one. */
  readonly reply?: ReplyView
  readonly onClose?: () => void
}) {
  const room = useRoom()
  const key = replyKey(reply?.id ?? comment.id)
  const { text } = useDraft(key)
  const speaker = useSpeaker(state => state.speaker)
  const { saving, error: problem } = useKeptSave(key)
  const close = () => {
    if (onClose) onClose()
    // Where words were saved later than they were sent, something else may be open by now.
    else if (room.ui.getState().replying === comment.id) room.ui.setState({ replying: undefined })
  }
  const cancel = () => {
    forgetSave(room, key)
    close()
  }
  const save = async () => {
    if (draftOf(room, key).text.trim() === '' || !speaker) return
    await keptSave(room, key, async () => {
      const words = draftOf(room, key).text
      if (words.trim() === '') return
      if (reply) await changeReply(comment, reply, words)
      else await saveReply(comment, words, speaker)
      dropDraft(room, key)
      announce(room, reply ? 'Reply changed.' : 'Reply saved.')
      close()
    })
  }
  const write = (words: string) => changeDraft(room, key, { do: 'text', text: words, here: placeNow(room) })
  const keyed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || formatByKey(event, write)) return
    if (event.key === 'Escape') cancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        className={classes.formText}
        dir="auto"
        rows={1}
        aria-label={reply ? 'Change the reply' : 'Reply'}
        placeholder="Reply"
        value={text}
        // The reply button was pressed to type here.
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the pressed button
        autoFocus
        onChange={event => write(event.currentTarget.value)}
        onKeyDown={keyed}
      />
      {problem !== undefined && <Problem error={problem} />}
      <div className={classes.formActs}>
        <Button size="xs" variant="subtle" onClick={cancel}>
          Cancel
        </Button>
        <Button
          size="xs"
          type="submit"
          disabled={text.trim() === '' || saving}
          rightSection={<KeyCap combo="mod+enter" />}
        >
          {saving ? 'Saving' : reply ? 'Save' : 'Reply'}
        </Button>
      </div>
    </form>
  )
}

/** Why something typed was not taken; the words stay where they are. */
export function Problem({ error }: { readonly error: unknown }) {
  const { title, message, next } = explain(error)
  const waits = isAway(error)
  return (
    <p className={classes.problem} role="alert">
      <b>{waits ? 'Not saved yet.' : 'Not saved.'}</b> {waits ? AWAY : (message ?? `${title} ${next}`)}
    </p>
  )
}
