import { Button } from '@mantine/core'
import { Lock, LockOpen, Pencil } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { CommentKind } from '../../../../electron/contract/records/comment.ts'
import { ChangedSince } from '../../../lib/history.ts'
import { type Act, useKeys } from '../../../lib/keys.ts'
import { did } from '../../../lib/notices.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { PatternEdge } from '../../../ui/PatternEdge.tsx'
import { say } from '../conversation/say.ts'
import { closeDesk } from '../drawing/useDesk.ts'
import { focusStage } from '../player/focusStage.ts'
import { changeDraft, draftOf, goOnAfterWords, pauseForWords, placeNow, setDraft } from '../room/Room.ts'
import { useDraft, useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Composer.module.css'
import { canSave, type DraftAct, saysSomething } from './draft.ts'
import { formatByKey } from './fieldFormat.ts'
import { KindChips } from './KindChips.tsx'
import { PlaceChip } from './PlaceChip.tsx'
import { Rating } from './Rating.tsx'
import { Speakers } from './Speakers.tsx'
import { WordHelp } from './WordHelp.tsx'
import { WordsButton } from './Words.tsx'

/** Where words are written: who speaks, about when, of what kind, tied to which criterion. */
export function Composer({
  people,
  durationMs,
  rubric,
  rubrics,
  pauseWhileTyping,
  readOnly,
  field,
  onSwitchSpeaker,
}: {
  readonly people: readonly RoomPerson[]
  readonly durationMs: number
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly pauseWhileTyping: boolean
  readonly readOnly: boolean
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onSwitchSpeaker: () => void
}) {
  const room = useRoom()
  const speaker = useSpeaker(state => state.speaker)
  const present = useMemo(() => people.filter(person => person.present), [people])
  const person = present.find(({ id }) => id === speaker)
  const draft = useDraft(speaker)
  const [typing, setTyping] = useState(false)
  const editing = useRoomUi(ui => ui.editing !== undefined)
  const save = () => {
    if (!speaker || readOnly) return
    if (!say(room, speaker, draftOf(room, speaker))) {
      field.current?.focus()
      return
    }
    goOnAfterWords(room)
    focusStage()
  }
  useKeys([
    { id: 'comment.save', title: 'Save the comment', group: 'Comments', keys: ['mod+enter'], run: save },
    ...formatActs,
  ])

  const act = useCallback(
    (change: DraftAct) => {
      if (speaker) changeDraft(room, speaker, change)
    },
    [room, speaker],
  )
  const typed = useCallback(
    (text: string) => {
      if (pauseWhileTyping && text !== '') pauseForWords(room)
      act({ do: 'text', text, here: placeNow(room) })
    },
    [act, room, pauseWhileTyping],
  )
  const chooseKind = useCallback((kind: CommentKind) => act({ do: 'kind', kind }), [act])
  const chooseCriterion = useCallback(
    (tag: { rubricId: RubricView['id']; code: string }) =>
      act({ do: 'criterion', ...tag, here: placeNow(room) }),
    [act, room],
  )

  const clear = () => {
    if (!speaker) return
    const before = draftOf(room, speaker)
    act({ do: 'clear' })
    did({
      text: 'Draft cleared',
      undo: async () => {
        if (saysSomething(draftOf(room, speaker)))
          throw new ChangedSince('Something else is being written there now.')
        setDraft(room, speaker, before)
      },
      redo: async () => changeDraft(room, speaker, { do: 'clear' }),
    })
    field.current?.focus()
  }

  if (!speaker || !person) return <p className={classes.nobody}>Say who is here, at the top, to comment.</p>
  if (readOnly)
    return (
      <p className={classes.nobody}>This library is read-only: you can watch and read, but not comment.</p>
    )

  const keyed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || formatByKey(event, typed)) return
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'Tab' && plain && present.length > 1) {
      event.preventDefault()
      onSwitchSpeaker()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      focusStage()
    }
  }
  return (
    <section
      className={classes.composer}
      aria-label="New comment"
      data-region="composer"
      data-private={draft.private}
    >
      <PatternEdge colour={person.colour} way="strip" className={classes.strip ?? ''} />
      <div className={classes.top}>
        <Speakers people={present} speaker={speaker} />
        {present.length > 1 && <KeyCap combo="tab" />}
        <span className="grow" />
        {rubric && <WordsButton />}
        <PlaceChip
          place={draft.place}
          durationMs={durationMs}
          onPlace={place => act({ do: 'place', place })}
        />
      </div>
      <div className={classes.field}>
        <textarea
          ref={field}
          className={classes.text}
          dir="auto"
          rows={2}
          aria-label={`Comment by ${person.name}`}
          aria-keyshortcuts="C"
          aria-description={
            present.length > 1
              ? 'Tab changes who speaks; Shift+Tab and Escape leave the field. Hold Alt with a digit to tag.'
              : 'Hold Alt with a digit to tag.'
          }
          placeholder={draft.private ? 'A note only you will see' : 'What did you see or hear?'}
          value={draft.text}
          onChange={event => typed(event.currentTarget.value)}
          onKeyDown={keyed}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
        />
        <WordHelp kind={draft.kind} text={draft.text} field={field} onText={typed} />
        <div className={classes.acts}>
          <DrawButton marks={draft.drawing?.shapes.length ?? 0} />
          <button
            type="button"
            className={classes.quiet}
            aria-pressed={draft.private}
            aria-label={
              draft.private ? 'Private note; share it with everyone' : 'Shared; make it a private note'
            }
            title={
              draft.private
                ? 'Only on this machine, until you share it'
                : 'Everyone with this library sees it'
            }
            onClick={() => act({ do: 'private', private: !draft.private })}
          >
            {draft.private ? (
              <Lock size={15} strokeWidth={1.9} aria-hidden="true" />
            ) : (
              <LockOpen size={15} strokeWidth={1.9} aria-hidden="true" />
            )}
            {draft.private ? 'Private' : 'Shared'}
          </button>
          {saysSomething(draft) && (
            <button type="button" className={classes.quiet} onClick={clear}>
              Clear
            </button>
          )}
          <span className="grow" />
          {typing && rubric && (
            <span className={classes.hint} aria-hidden="true">
              <KeyCap combo="alt" /> + <KeyCap combo="1" /> – <KeyCap combo="9" /> tags
            </span>
          )}
          <Button
            size="xs"
            rightSection={<KeyCap combo="mod+enter" />}
            disabled={!canSave(draft)}
            title={canSave(draft) ? undefined : 'Write a few words first'}
            onClick={save}
          >
            Save
          </Button>
        </div>
      </div>
      <KindChips name="new-comment-kind" kind={draft.kind} onKind={chooseKind} />
      {rubric && (
        <Rating
          tags={draft.tags}
          rating={draft.rating}
          rubric={rubric}
          rubrics={rubrics}
          withWords={!editing}
          onAct={act}
          onCriterion={chooseCriterion}
        />
      )}
    </section>
  )
}

/** For the sheet of keys; the fields listen for them themselves. */
const formatActs: readonly Act[] = [
  ['bold', 'Bold, while typing', 'mod+b'] as const,
  ['italic', 'Italic, while typing', 'mod+i'] as const,
  ['list', 'List, while typing', 'mod+shift+8'] as const,
].map(([id, title, key]) => ({
  id: `format.${id}`,
  title,
  group: 'Comments',
  keys: [key],
  keyOnly: true,
  disabled: true,
  run: () => undefined,
}))

/** Opens the drawing tools for these words; says how many marks they have. */
function DrawButton({ marks }: { readonly marks: number }) {
  const room = useRoom()
  const begin = useStore(room.drawing, state => state.begin)
  const open = useStore(room.drawing, state => state.desk?.target.for === 'draft')
  if (!begin) return null
  return (
    <button
      type="button"
      className={classes.quiet}
      aria-pressed={open}
      aria-keyshortcuts="D"
      title="Draw on the picture"
      onClick={() => (open ? closeDesk(room) : begin('draft'))}
    >
      <Pencil size={15} strokeWidth={1.9} aria-hidden="true" />
      {marks === 0 ? 'Draw' : marks === 1 ? '1 mark' : `${marks} marks`}
      <span className={classes.drawCap}>
        <KeyCap combo="d" />
      </span>
    </button>
  )
}
