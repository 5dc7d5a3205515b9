import { Button, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { type NotesFormat, notesFormat } from '../../../electron/contract/api/notes.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { closeNotes } from '../../lib/notesDialog.ts'
import { sayDone } from '../../lib/notices.ts'
import { saveFile } from '../../lib/saveFile.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import classes from './Exchange.module.css'
import { formatWords } from './formatWords.ts'

const order: readonly NotesFormat[] = [
  'csv',
  'boris',
  'elan',
  'sportscode',
  'textgrid',
  'vtt',
  'srt',
  'edl',
  'fcpxml',
  'fcp7',
  'chapters',
  'json',
]

/** Which program the conversation is for, and what its format cannot carry, said before it is written. */
export function HandOn({ lessonId, title }: { readonly lessonId: LessonId; readonly title: string }) {
  const [format, setFormat] = useState<NotesFormat>('csv')
  const file = useQuery({
    queryKey: ['notes', lessonId, format],
    queryFn: () => api.notes.export({ lessonId, format }),
    staleTime: 0,
    gcTime: 0,
  })
  const save = () => {
    if (!file.data) return
    saveFile(file.data.fileName, file.data.text, 'text/plain;charset=utf-8')
    sayDone(`“${file.data.fileName}” is written`)
    closeNotes()
  }
  return (
    <form
      className={classes.body}
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <p className={classes.lesson}>{title}</p>
      <Radio.Group
        label="For which program?"
        value={format}
        onChange={value => setFormat(notesFormat.parse(value))}
      >
        <div className={classes.formats}>
          {order.map((each, at) => (
            <Radio
              key={each}
              value={each}
              label={formatWords[each].name}
              description={formatWords[each].what}
              classNames={{ description: classes.format ?? '' }}
              data-autofocus={at === 0 || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <section className={classes.told} aria-live="polite" aria-label="What this format leaves out">
        {file.error && <ErrorPanel error={file.error} />}
        {file.data && file.data.dropped.length === 0 && <p>Everything that is shared goes with it.</p>}
        {file.data && file.data.dropped.length > 0 && (
          <ul>
            {file.data.dropped.map(({ count, reason }) => (
              <li key={reason}>
                {count > 0 && <span className="tn">{count} · </span>}
                {reason}
              </li>
            ))}
          </ul>
        )}
      </section>
      <footer className={classes.foot}>
        <Button variant="default" onClick={closeNotes}>
          Cancel
        </Button>
        <Button
          type="submit"
          disabled={!file.data}
          leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
        >
          Save the file
        </Button>
      </footer>
    </form>
  )
}
