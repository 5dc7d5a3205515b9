import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { TagView } from '../../electron/contract/api/comments.ts'
import { type CommentKind, commentKind, commentKinds } from '../../electron/contract/records/comment.ts'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { kindWord } from '../lib/words.ts'
import classes from './Guest.module.css'
import type { Picture } from './Picture.ts'
import { TagChoice } from './TagChoice.tsx'
import { say } from './unsent.ts'

type Tag = Pick<TagView, 'rubricId' | 'code' | 'level'>

const STORED = 'debrief.guest.draft'
const QUIET_MS = 3000

/** Where a guest writes; what is being written stays where the page is loaded anew. */
export function Composer({ picture }: { readonly picture: Picture | undefined }) {
  const [text, setText] = useState(() => sessionStorage.getItem(STORED) ?? '')
  const [kind, setKind] = useState<CommentKind>('noticing')
  const [tags, setTags] = useState<readonly Tag[]>([])
  /** Where the words belong: where the picture was when they were begun. */
  const [atMs, setAtMs] = useState<number>()
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(quiet.current), [])

  const types = (typing: boolean) => {
    clearTimeout(quiet.current)
    if (!picture) return
    if (typing) quiet.current = setTimeout(() => types(false), QUIET_MS)
    if (picture.typing === typing) return
    picture.typing = typing
    picture.tell()
  }
  const write = (words: string) => {
    if (text === '' && words !== '') {
      picture?.pause()
      setAtMs(picture?.atMs ?? 0)
    }
    setText(words)
    sessionStorage.setItem(STORED, words)
    types(words !== '')
  }
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    const draft = crypto.randomUUID()
    say({ what: 'comment', draft, atMs: atMs ?? picture?.atMs ?? 0, kind, text, tags: [...tags] })
    setText('')
    setTags([])
    setAtMs(undefined)
    sessionStorage.removeItem(STORED)
    types(false)
  }
  return (
    <form className={classes.composer} onSubmit={save} aria-label="New comment">
      <div className={classes.place}>
        <span>at {formatTimecode(atMs ?? picture?.atMs ?? 0)}</span>
        {atMs !== undefined && (
          <button type="button" className={classes.quiet} onClick={() => setAtMs(picture?.atMs ?? 0)}>
            Put it where the picture is now
          </button>
        )}
        <span className="grow" />
        <select
          aria-label="Kind"
          value={kind}
          onChange={event => setKind(commentKind.parse(event.target.value))}
        >
          {commentKinds.map(each => (
            <option key={each} value={each}>
              {kindWord(each)}
            </option>
          ))}
        </select>
      </div>
      <textarea
        id="guest-words"
        aria-label="Your comment"
        dir="auto"
        rows={2}
        maxLength={20_000}
        placeholder="What did you see or hear?"
        value={text}
        onChange={event => write(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event)
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <div className={classes.foot}>
        <TagChoice tags={tags} onChange={setTags} />
        <small>Ctrl+Enter saves</small>
        <button type="submit" className={classes.primary} disabled={text.trim() === ''}>
          Save the comment
        </button>
      </div>
    </form>
  )
}
