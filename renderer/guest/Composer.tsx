import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { TagView } from '../../electron/contract/api/comments.ts'
import { type CommentKind, commentKind, commentKinds } from '../../electron/contract/records/comment.ts'
import { type Place, rangeOf } from '../lib/place.ts'
import { placeText } from '../lib/placeText.ts'
import { kindWord } from '../lib/words.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import classes from './Composer.module.css'
import controls from './controls.module.css'
import type { Picture } from './Picture.ts'
import { clearRange, placeNow, useRange } from './range.ts'
import { TagChoice } from './TagChoice.tsx'
import { say } from './unsent.ts'
import { placeOf, useOfPicture } from './useOfPicture.ts'

type Tag = Pick<TagView, 'rubricId' | 'code' | 'level'>

const STORED = 'debrief.guest.draft'
const QUIET_MS = 3000

/** Where a guest writes; what is being written stays where the page is loaded anew. */
export function Composer({ picture }: { readonly picture: Picture | undefined }) {
  const [text, setText] = useState(() => sessionStorage.getItem(STORED) ?? '')
  const [kind, setKind] = useState<CommentKind>('noticing')
  const [tags, setTags] = useState<readonly Tag[]>([])
  /** Where the words belong: the range that was set, or where the picture was, when they were begun. */
  const [place, setPlace] = useState<Place>()
  const range = rangeOf(useRange())
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
      setPlace(placeNow(picture))
    }
    setText(words)
    sessionStorage.setItem(STORED, words)
    types(words !== '')
  }
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    const { atMs, toMs } = place ?? placeNow(picture)
    say({ what: 'comment', atMs, toMs, kind, text, tags: [...tags] })
    if (range && range.atMs === atMs && range.toMs === toMs) clearRange()
    setText('')
    setTags([])
    setPlace(undefined)
    sessionStorage.removeItem(STORED)
    types(false)
  }
  return (
    <form className={classes.composer} onSubmit={save} aria-label="New comment">
      <div className={classes.place}>
        <span data-testid="place">
          {(place ?? range) ? placeText(place ?? range ?? { atMs: 0 }) : <Now picture={picture} />}
        </span>
        {place !== undefined && !isSame(place, range) && (
          <button type="button" className={controls.quiet} onClick={() => setPlace(placeNow(picture))}>
            {range ? 'Put it on the range' : 'Put it where the picture is now'}
          </button>
        )}
        <span className="grow" />
        <select
          className={controls.typed}
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
        className={controls.typed}
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
        <button type="submit" className={controls.primary} disabled={text.trim() === ''}>
          Save <KeyCap combo="mod+enter" />
        </button>
      </div>
    </form>
  )
}

const isSame = (place: Place, range: Place | undefined): boolean =>
  range !== undefined && place.atMs === range.atMs && place.toMs === range.toMs

/** Where a comment goes that is begun now. */
function Now({ picture }: { readonly picture: Picture | undefined }) {
  return placeText({ atMs: useOfPicture(picture, placeOf) ?? 0 })
}
