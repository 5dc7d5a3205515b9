import { Button } from '@mantine/core'
import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { explain } from '../../../lib/errors.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { RichText } from '../../../ui/RichText.tsx'
import { useGoTo } from '../player/playerContext.ts'
import { announce, changeDraft, draftOf, dropDraft, placeNow, replyKey } from '../room/Room.ts'
import { useDraft, useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './CommentCard.module.css'
import { removeReply, saveReply } from './changes.ts'

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
  const goTo = useGoTo()
  if (comment.replies.length === 0) return null
  return (
    <ul className={classes.replies} aria-label="Replies">
      {comment.replies.map(reply => {
        const by = people.find(({ id }) => id === reply.author.id)
        return (
          <li key={reply.id} className={classes.reply}>
            <Avatar person={by ?? { name: reply.author.name, colour: 'p4' }} size={20} named />
            <RichText text={reply.text} className={classes.replyText} durationMs={durationMs} onTime={goTo} />
            {selected && by?.present && (
              <button
                type="button"
                className={classes.small}
                aria-label={`Delete the reply of ${reply.author.name}`}
                onClick={() => void removeReply(comment, reply.id)}
              >
                <X size={13} strokeWidth={2} aria-hidden="true" />
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Answers a comment as whoever speaks now. */
export function ReplyForm({ comment }: { readonly comment: CommentView }) {
  const room = useRoom()
  const key = replyKey(comment.id)
  const { text } = useDraft(key)
  const speaker = useSpeaker(state => state.speaker)
  const [problem, setProblem] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const close = () => room.ui.setState({ replying: undefined })
  const save = async () => {
    const words = draftOf(room, key).text
    if (saving || words.trim() === '' || !speaker) return
    setSaving(true)
    setProblem(undefined)
    try {
      await saveReply(comment, words)
      dropDraft(room, key)
      announce(room, 'Reply saved.')
      close()
    } catch (error) {
      setProblem(error)
    } finally {
      setSaving(false)
    }
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') close()
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
        aria-label="Reply"
        placeholder="Reply"
        value={text}
        // The reply button was pressed to type here.
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the pressed button
        autoFocus
        onChange={event =>
          changeDraft(room, key, { do: 'text', text: event.currentTarget.value, here: placeNow(room) })
        }
        onKeyDown={keyed}
      />
      {problem !== undefined && <Problem error={problem} />}
      <div className={classes.formActs}>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button
          size="xs"
          type="submit"
          disabled={text.trim() === '' || saving}
          rightSection={<KeyCap combo="mod+enter" />}
        >
          {saving ? 'Saving' : 'Reply'}
        </Button>
      </div>
    </form>
  )
}

/** Why something typed was not taken; the words stay where they are. */
export function Problem({ error }: { readonly error: unknown }) {
  const { title, message, next } = explain(error)
  return (
    <p className={classes.problem} role="alert">
      <b>Not saved.</b> {message ?? `${title} ${next}`}
    </p>
  )
}
