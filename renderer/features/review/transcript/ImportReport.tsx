import { X } from 'lucide-react'
import type { TranscriptOutcome } from '../../../../electron/contract/api/transcripts.ts'
import { counted } from '../../../lib/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './Transcript.module.css'

/** What the file that was just read had in it, and each line that was not simply taken. */
export function ImportReport({
  outcome,
  onClose,
}: {
  readonly outcome: TranscriptOutcome
  readonly onClose: () => void
}) {
  const { transcript, notes, noteCount } = outcome
  const skipped = notes.filter(note => note.skipped).length
  return (
    <section className={classes.report} aria-label="What was imported">
      <div className={classes.reportHead}>
        <b className="grow" dir="auto">
          {counted(transcript.cues.length, 'cue')} from “{transcript.fileName}”
          {skipped > 0 && `, ${counted(skipped, 'place')} skipped`}
        </b>
        <IconButton icon={X} label="Close" size={26} iconSize={15} onClick={onClose} />
      </div>
      {notes.length === 0 ? (
        <p className="t2">Every line was taken.</p>
      ) : (
        <ul>
          {notes.map((note, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the notes of one import never move
            <li key={at} dir="auto">
              {note.line !== undefined && <span className={classes.line}>Line {note.line}</span>}
              {note.message}
            </li>
          ))}
          {noteCount > notes.length && <li>And {noteCount - notes.length} more.</li>}
        </ul>
      )}
    </section>
  )
}
