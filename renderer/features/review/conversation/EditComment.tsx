import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { canSave, type DraftAct } from '../composer/draft.ts'
import { formatByKey } from '../composer/fieldFormat.ts'
import { KindChips } from '../composer/KindChips.tsx'
import { PlaceChip } from '../composer/PlaceChip.tsx'
import { Rating } from '../composer/Rating.tsx'
import { WordsButton } from '../composer/Words.tsx'
import { focusStage } from '../player/focusStage.ts'
import { announce, changeDraft, draftOf, dropDraft, editKey, placeNow } from '../room/Room.ts'
import { useDraft, useRoom } from '../room/roomContext.ts'
import classes from './CommentCard.module.css'
import type { CardProps } from './cardProps.ts'
import { saveEdit } from './changes.ts'
import { forgetSave, keptSave } from './keptSaves.ts'
import { Problem } from './Replies.tsx'
import { useKeptSave } from './useKeptSave.ts'

/** Changes a comment where it stands: words, kind, time and its author's own tags. */
export function EditComment({
  comment,
  rubric,
  rubrics,
  durationMs,
}: Pick<CardProps, 'comment' | 'rubric' | 'rubrics' | 'durationMs'>) {
  const room = useRoom()
  const key = editKey(comment.id)
  const draft = useDraft(key)
  const { saving, error: problem } = useKeptSave(key)
  const act = (change: DraftAct) => changeDraft(room, key, change)
  const write = (text: string) => act({ do: 'text', text, here: placeNow(room) })
  const close = () => {
    // Where words were saved later than they were sent, something else may be open by now.
    if (room.ui.getState().editing === comment.id) {
      room.ui.setState({ editing: undefined })
      focusStage()
    }
    forgetSave(room, key)
    dropDraft(room, key)
  }
  const save = () =>
    keptSave(room, key, async () => {
      const now = draftOf(room, key)
      if (!canSave(now)) return
      await saveEdit(comment, now)
      announce(room, 'Comment changed.')
      close()
    })
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
      aria-label="Edit comment"
      onKeyDown={keyed}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        className={classes.formText}
        dir="auto"
        rows={2}
        aria-label="Comment"
        value={draft.text}
        // Editing was asked for to type here.
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the pressed button
        autoFocus
        onFocus={event => {
          const end = event.currentTarget.value.length
          event.currentTarget.setSelectionRange(end, end)
        }}
        onKeyDown={event => formatByKey(event, write)}
        onChange={event => write(event.currentTarget.value)}
      />
      <div className={classes.formPlace}>
        <PlaceChip
          align="start"
          place={draft.place}
          durationMs={durationMs}
          onPlace={place => act({ do: 'place', place })}
        />
        {rubric && <WordsButton />}
      </div>
      <KindChips
        name={`kind-of-${comment.id}`}
        kind={draft.kind}
        onKind={kind => act({ do: 'kind', kind })}
      />
      {rubric && (
        <Rating
          tags={draft.tags}
          rating={draft.rating}
          rubric={rubric}
          rubrics={rubrics}
          withWords
          onAct={act}
          onCriterion={tag => act({ do: 'criterion', ...tag, here: placeNow(room) })}
        />
      )}
      {problem !== undefined && <Problem error={problem} />}
      <div className={classes.formActs}>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button
          size="xs"
          type="submit"
          disabled={!canSave(draft) || saving}
          rightSection={<KeyCap combo="mod+enter" />}
        >
          {saving ? 'Saving' : 'Save'}
        </Button>
      </div>
    </form>
  )
}
