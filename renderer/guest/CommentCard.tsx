import { Brush } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import type { PersonColour } from '../../electron/contract/records/person.ts'
import { placeText } from '../lib/placeText.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { KindLabel } from '../ui/KindIcon.tsx'
import { RichText } from '../ui/RichText.tsx'
import classes from './CommentCard.module.css'
import { choose, useChosen } from './chosen.ts'
import controls from './controls.module.css'
import { api } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { TagBadge } from './TagChoice.tsx'
import { say } from './unsent.ts'
import { WordsField } from './WordsField.tsx'

/** What someone said, with all that hangs on it. */
export function CommentCard({
  comment,
  colour,
  picture,
}: {
  readonly comment: CommentView
  readonly colour: PersonColour
  readonly picture: Picture | undefined
}) {
  const { id, author, atMs, toMs, kind, text, tags, replies, drawings, doubt } = comment
  const personId = useGuestRoom(room => room.personId)
  const chosen = useChosen(each => each.id === id)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const [open, setOpen] = useState<'reply' | 'edit'>()
  const [problem, setProblem] = useState('')
  const mine = author.id === personId
  const failed = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error))
  const edit = (words: string) =>
    api.edit({ id, text: words }).then(() => {
      setOpen(undefined)
      setProblem('')
    }, failed)
  return (
    <article
      ref={card}
      className={classes.card}
      data-person={colour}
      aria-current={chosen ? 'true' : undefined}
    >
      <header>
        <Avatar person={{ name: author.name, colour }} size={24} />
        <b dir="auto">{author.name}</b>
        {doubt !== undefined && <small>not verified</small>}
        <button type="button" className={classes.time} onClick={() => choose(comment, picture)}>
          {placeText({ atMs, toMs })}
        </button>
        {drawings.length > 0 && (
          <span className={classes.drawn} role="img" aria-label="with a drawing" title="With a drawing">
            <Brush size={14} strokeWidth={1.9} aria-hidden="true" />
          </span>
        )}
        <span className={classes.kind}>
          <KindLabel kind={kind} />
        </span>
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
        <p role="alert" className={controls.problem}>
          {problem}
        </p>
      )}
      {open === 'reply' && (
        <WordsField
          label={`Reply to ${author.name}`}
          first=""
          act="Reply"
          onDone={words => {
            say({ what: 'reply', commentId: id, text: words })
            setOpen(undefined)
          }}
          onCancel={() => setOpen(undefined)}
        />
      )}
      {open === undefined && (
        <footer className={controls.acts}>
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
