import { useState } from 'react'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import { type PersonColour, personColours } from '../../electron/contract/records/person.ts'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { KindLabel } from '../ui/KindIcon.tsx'
import { RichText } from '../ui/RichText.tsx'
import classes from './Guest.module.css'
import { api } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { TagBadge } from './TagChoice.tsx'
import { say } from './unsent.ts'

/** Whoever is not here just now has the same colour each time. */
const colourOf = (id: string): PersonColour =>
  personColours[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % personColours.length] ?? 'p1'

/** All that was said of the lesson, in its order. */
export function Conversation({ picture }: { readonly picture: Picture | undefined }) {
  const comments = useGuestRoom(room => room.lesson?.comments ?? none)
  const hostName = useGuestRoom(room => room.hostName)
  return (
    <section className={classes.conversation} aria-label="Comments">
      {comments.length === 0 && (
        <p className={classes.empty}>
          Nothing was said yet. What you write here is on {hostName}’s screen at once.
        </p>
      )}
      {comments.map(comment => (
        <Card key={comment.id} comment={comment} picture={picture} />
      ))}
    </section>
  )
}
const none: readonly CommentView[] = []

function Card({
  comment,
  picture,
}: {
  readonly comment: CommentView
  readonly picture: Picture | undefined
}) {
  const { id, author, atMs, toMs, kind, text, tags, replies, doubt } = comment
  const { people, personId } = useGuestRoom()
  const [open, setOpen] = useState<'reply' | 'edit'>()
  const [problem, setProblem] = useState('')
  const colour = people.find(person => person.personId === author.id)?.colour ?? colourOf(author.id)
  const mine = author.id === personId
  const failed = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error))
  const edit = (words: string) =>
    api.edit({ id, text: words }).then(() => {
      setOpen(undefined)
      setProblem('')
    }, failed)
  return (
    <article className={classes.card} data-person={colour}>
      <header>
        <Avatar person={{ name: author.name, colour }} size={24} />
        <b dir="auto">{author.name}</b>
        {doubt !== undefined && <small>not verified</small>}
        <button type="button" className={classes.time} onClick={() => picture?.goTo(atMs)}>
          {formatTimecode(atMs)}
          {toMs !== undefined && `–${formatTimecode(toMs)}`}
        </button>
        <span className="grow" />
        <KindLabel kind={kind} />
      </header>
      {open === 'edit' ? (
        <WordsField
          label="Your comment, anew"
          first={text}
          act="Save"
          onDone={edit}
          onCancel={() => setOpen(undefined)}
        />
      ) : (
        <RichText text={text} />
      )}
      {tags.length > 0 && (
        <div className={classes.badges}>
          {tags.map(tag => (
            <TagBadge key={tag.id} tag={tag} />
          ))}
        </div>
      )}
      {replies.map(reply => (
        <div key={reply.id} className={classes.reply}>
          <b dir="auto">{reply.author.name}</b>
          <RichText text={reply.text} />
        </div>
      ))}
      {problem !== '' && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {open === 'reply' && (
        <WordsField
          label={`Reply to ${author.name}`}
          first=""
          act="Reply"
          onDone={words => {
            say({ what: 'reply', draft: crypto.randomUUID(), commentId: id, text: words })
            setOpen(undefined)
          }}
          onCancel={() => setOpen(undefined)}
        />
      )}
      {open === undefined && (
        <footer className={classes.acts}>
          <button type="button" onClick={() => setOpen('reply')}>
            Reply
          </button>
          {mine && (
            <button type="button" onClick={() => setOpen('edit')}>
              Edit
            </button>
          )}
          {mine && (
            <button type="button" onClick={() => void api.remove({ id }).catch(failed)}>
              Remove
            </button>
          )}
        </footer>
      )}
    </article>
  )
}

function WordsField({
  label,
  first,
  act,
  onDone,
  onCancel,
}: {
  readonly label: string
  readonly first: string
  readonly act: string
  readonly onDone: (words: string) => void
  readonly onCancel: () => void
}) {
  const [words, setWords] = useState(first)
  const done = () => words.trim() !== '' && onDone(words)
  return (
    <div className={classes.writing}>
      <textarea
        aria-label={label}
        dir="auto"
        rows={2}
        maxLength={20_000}
        value={words}
        // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that it takes the place of
        autoFocus
        onChange={event => setWords(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done()
          if (event.key === 'Escape') onCancel()
        }}
      />
      <span className={classes.acts}>
        <button type="button" onClick={done} disabled={words.trim() === ''}>
          {act}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </span>
    </div>
  )
}
