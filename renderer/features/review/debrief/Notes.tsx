import { Button, Checkbox, Textarea } from '@mantine/core'
import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { DebriefNoteView } from '../../../../electron/contract/api/debrief.ts'
import type { DebriefNoteKind } from '../../../../electron/contract/records/debriefNote.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { About } from './About.tsx'
import classes from './Debrief.module.css'
import { addNote, changeNote, removeNote } from './debriefActs.ts'

/** Notes of one kind by both people, and a field for one more. */
export function Notes({
  kind,
  title,
  empty,
  field,
  notes,
  usual = [],
  comments,
  readOnly,
  onSelect,
}: {
  readonly kind: DebriefNoteKind
  readonly title: string
  /** What to do while there is none. */
  readonly empty: string
  /** The field's name. */
  readonly field: string
  readonly notes: readonly DebriefNoteView[]
  /** Words to choose from. */
  readonly usual?: readonly string[]
  readonly comments: readonly ShownComment[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  const own = notes.filter(note => note.kind === kind)
  const left = usual.filter(words => !own.some(({ text }) => text === words))
  const { lessonId } = useRoom()
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {own.length === 0 && <p className={classes.empty}>{empty}</p>}
      {own.length > 0 && (
        <ul className={classes.list}>
          {own.map(note => (
            <Note key={note.id} note={note} comments={comments} readOnly={readOnly} onSelect={onSelect} />
          ))}
        </ul>
      )}
      {!readOnly && (
        <>
          {left.length > 0 && own.length < 3 && (
            <div className={classes.usual}>
              {left.slice(0, 3).map(words => (
                <button
                  key={words}
                  type="button"
                  className={classes.choice}
                  onClick={() => void addNote(lessonId, kind, words, [])}
                >
                  {words}
                </button>
              ))}
            </div>
          )}
          <NewNote kind={kind} field={field} comments={comments} />
        </>
      )}
    </section>
  )
}

function NewNote({
  kind,
  field,
  comments,
}: {
  readonly kind: DebriefNoteKind
  readonly field: string
  readonly comments: readonly ShownComment[]
}) {
  const { lessonId } = useRoom()
  const [text, setText] = useState('')
  const [tied, setTied] = useState(false)
  const selected = useRoomUi(ui => ui.selected)
  const comment = comments.find(({ id, closed, unsaved }) => id === selected && !closed && !unsaved)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    if (await addNote(lessonId, kind, text.trim(), tied && comment ? [comment.id] : [])) {
      setText('')
      setTied(false)
    }
  }
  return (
    <form className={classes.form} onSubmit={event => void add(event)}>
      <Textarea
        aria-label={field}
        placeholder={field}
        size="sm"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        className="grow"
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add(event)
        }}
      />
      {text.trim() !== '' && (
        <div className={classes.formActs}>
          {comment && (
            <Checkbox
              size="xs"
              label={`About the comment at ${formatTimecode(comment.atMs)}`}
              checked={tied}
              onChange={event => setTied(event.currentTarget.checked)}
            />
          )}
          <span className="grow" />
          <Button type="submit" size="xs">
            Add
          </Button>
        </div>
      )}
    </form>
  )
}

function Note({
  note,
  comments,
  readOnly,
  onSelect,
}: {
  readonly note: DebriefNoteView
  readonly comments: readonly ShownComment[]
  readonly readOnly: boolean
  readonly onSelect: (comment: ShownComment) => void
}) {
  const [draft, setDraft] = useState<string>()
  const save = async () => {
    if (draft === undefined || draft.trim() === '') return
    if (draft.trim() === note.text || (await changeNote(note, draft.trim()))) setDraft(undefined)
  }
  if (draft !== undefined)
    return (
      <li className={classes.note}>
        <Textarea
          aria-label="Change the note"
          autoFocus
          autosize
          size="sm"
          maxLength={2000}
          value={draft}
          onChange={event => setDraft(event.currentTarget.value)}
        />
        <div className={classes.formActs}>
          <span className="grow" />
          <Button size="xs" variant="subtle" onClick={() => setDraft(undefined)}>
            Cancel
          </Button>
          <Button size="xs" disabled={draft.trim() === ''} onClick={() => void save()}>
            Save
          </Button>
        </div>
      </li>
    )
  return (
    <li className={classes.note}>
      <p className={classes.text} dir="auto">
        {note.text}
      </p>
      <div className={classes.meta}>
        <span className="ell">{note.author.name}</span>
        <About ids={note.commentIds} comments={comments} onSelect={onSelect} />
        <span className="grow" />
        {note.local && !readOnly && (
          <>
            <IconButton
              icon={Pencil}
              label="Change the note"
              size={24}
              iconSize={14}
              onClick={() => setDraft(note.text)}
            />
            <IconButton
              icon={Trash2}
              label="Delete the note"
              size={24}
              iconSize={14}
              onClick={() => void removeNote(note)}
            />
          </>
        )}
      </div>
    </li>
  )
}
