import { VisuallyHidden } from '@mantine/core'
import type { NotesPreview } from '../../../electron/contract/api/notes.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { kindWord } from '../../lib/words.ts'
import { KindIcon } from '../../ui/KindIcon.tsx'
import classes from './Exchange.module.css'

/** The first of the notes as they would stand in the lesson. */
export function NotesList({ notes, count }: Pick<NotesPreview, 'notes' | 'count'>) {
  if (count === 0) return <p>No note of this file lies within the lesson.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
    <ol className={classes.notes} tabIndex={0} aria-label={`The notes, ${count} in all`}>
      {notes.map(({ atMs, toMs, kind, text, tags }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never moves
        <li key={at}>
          <span className={`tn ${classes.time}`}>
            {formatTimecode(atMs)}
            {toMs !== undefined && `–${formatTimecode(toMs)}`}
          </span>
          <span title={kindWord(kind)}>
            <KindIcon kind={kind} />
            <VisuallyHidden>{kindWord(kind)}</VisuallyHidden>
          </span>
          <span className={classes.words} dir="auto">
            {text}
            {tags.length > 0 && <span className={classes.small}> {tags.join(', ')}</span>}
          </span>
        </li>
      ))}
      {count > notes.length && <li className={classes.more}>And {count - notes.length} more.</li>}
    </ol>
  )
}
