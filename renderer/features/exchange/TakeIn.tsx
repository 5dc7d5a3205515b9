import { Button, FileButton, NumberInput } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { FileInput } from 'lucide-react'
import { useState } from 'react'
import type { ColumnRole } from '../../../electron/contract/api/notes.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { base64Of } from '../../lib/base64.ts'
import { closeNotes } from '../../lib/notesDialog.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { counted } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import classes from './Exchange.module.css'
import { readName } from './formatWords.ts'
import { NotesList } from './NotesList.tsx'
import { SkippedList } from './SkippedList.tsx'

interface Chosen {
  readonly name: string
  readonly bytesBase64: string
}

const ACCEPTED = '.boris,.eaf,.xml,.TextGrid,.vtt,.srt,.csv,.tsv,.txt,.json,.ttml,.dfxp,.rttm'

/** A file is chosen, and what would come of it is shown before anything is written. */
export function TakeIn({ lessonId, title }: { readonly lessonId: LessonId; readonly title: string }) {
  const [chosen, setChosen] = useState<Chosen>()
  const [shiftSeconds, setShift] = useState(0)
  const [columns, setColumns] = useState<Partial<Record<ColumnRole, string>>>({})
  const request = { lessonId, ...chosen, shiftMs: Math.round(shiftSeconds * 1000), columns }
  const preview = useQuery({
    queryKey: ['notesPreview', request],
    queryFn: () => api.notes.preview({ name: '', bytesBase64: '', ...request }),
    enabled: chosen !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  const take = useMutation({
    mutationFn: () => api.notes.import({ name: '', bytesBase64: '', ...request }),
    onSuccess: ({ comments, skipped }) => {
      closeNotes()
      const left = skipped.length > 0 ? `, ${counted(skipped.length, 'thing')} left out or changed` : ''
      sayDone(`${counted(comments.length, 'comment')} taken into “${title}”${left}`)
    },
    onError: error => sayError(error, 'The notes could not be taken in.'),
  })
  const choose = async (file: File | null) => {
    if (!file) return
    try {
      setColumns({})
      setChosen({ name: file.name, bytesBase64: base64Of(new Uint8Array(await file.arrayBuffer())) })
    } catch (error) {
      sayError(error, `“${file.name}” cannot be read.`)
    }
  }
  const read = preview.error ? undefined : preview.data
  return (
    <form
      className={classes.body}
      onSubmit={event => {
        event.preventDefault()
        if (read && read.count > 0 && !take.isPending) take.mutate()
      }}
    >
      <p className={classes.lesson}>{title}</p>
      <div className={classes.choose}>
        <FileButton accept={ACCEPTED} onChange={file => void choose(file)}>
          {props => (
            <Button
              {...props}
              variant={chosen ? 'default' : 'filled'}
              leftSection={<FileInput size={16} strokeWidth={1.9} aria-hidden="true" />}
              data-autofocus
            >
              {chosen ? 'Choose another file' : 'Choose a file'}
            </Button>
          )}
        </FileButton>
        <p className={classes.fileName} dir="auto">
          {chosen
            ? `${chosen.name}${read ? ` · ${readName(read.format)}` : ''}`
            : 'BORIS, ELAN, Sportscode or LongoMatch, TextGrid, WebVTT, SRT, CSV, JSON'}
        </p>
      </div>
      {preview.error && <ErrorPanel error={preview.error} />}
      {read && (
        <>
          <div className={classes.how}>
            <NumberInput
              label="Move by"
              description="Where the file’s clock began later or earlier"
              suffix=" s"
              decimalScale={3}
              step={1}
              value={shiftSeconds}
              onChange={value => setShift(typeof value === 'number' ? value : Number(value) || 0)}
            />
          </div>
          {read.columns && (
            <ColumnChoice
              columns={read.columns}
              onChoose={(role, name) => setColumns(before => ({ ...before, [role]: name }))}
            />
          )}
          <NotesList notes={read.notes} count={read.count} />
          <SkippedList skipped={read.skipped} />
          <p className={classes.small}>
            They become your comments. What the file says someone else said begins with their name.
          </p>
        </>
      )}
      <footer className={classes.foot}>
        <Button variant="default" onClick={closeNotes}>
          Cancel
        </Button>
        <Button type="submit" disabled={!read || read.count === 0} loading={take.isPending}>
          {read ? `Take in ${counted(read.count, 'comment')}` : 'Take in'}
        </Button>
      </footer>
    </form>
  )
}
