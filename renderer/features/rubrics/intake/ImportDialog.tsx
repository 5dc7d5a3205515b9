import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportPreview, RubricView, TableMapping } from '../../../../electron/contract/api/rubrics.ts'
import { api } from '../../../lib/api.ts'
import { base64Of } from '../../../lib/base64.ts'
import { useKeys } from '../../../lib/keys.ts'
import { counted } from '../../../lib/words.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { importRubric } from '../rubricActs.ts'
import classes from './ImportDialog.module.css'
import { MappingTable } from './MappingTable.tsx'
import { Problems } from './Problems.tsx'
import { WouldBe } from './WouldBe.tsx'

/** Shows how a file would be read before it is taken in: what each column is, which rows are off, and the rubric that comes of it. */
export function ImportDialog({
  file,
  more,
  onDone,
}: {
  readonly file: File
  /** Files that come after this one. */
  readonly more: number
  readonly onDone: (rubric: RubricView | undefined) => void
}) {
  const [mapping, setMapping] = useState<TableMapping>()
  const [busy, setBusy] = useState(false)
  const bytes = useQuery({
    queryKey: ['rubricFile', file.name, file.lastModified, file.size],
    queryFn: async () => base64Of(new Uint8Array(await file.arrayBuffer())),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const bytesBase64 = bytes.data
  const preview = useQuery({
    queryKey: ['rubricPreview', file.name, file.lastModified, file.size, mapping ?? null],
    queryFn: () =>
      api.rubrics.preview({ name: file.name, bytesBase64: bytesBase64 ?? '', ...(mapping && { mapping }) }),
    enabled: bytesBase64 !== undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: before => before,
  })
  const found = preview.data
  const table = found?.table
  // Another line with names: which column is what is guessed anew, and nothing can be said of it meanwhile.
  const guessing = mapping?.columns.length === 0 && preview.isPlaceholderData
  const ready = found?.rubric !== undefined && !preview.isPlaceholderData && !busy
  const take = async () => {
    if (!ready || bytesBase64 === undefined) return
    setBusy(true)
    const rubric = await importRubric({
      name: file.name,
      bytesBase64,
      soundOnly: true,
      ...(mapping && { mapping }),
    })
    setBusy(false)
    if (rubric) onDone(rubric)
  }
  useKeys(
    [{ id: 'intake.take', title: 'Import', group: 'Rubrics', keys: ['mod+enter'], run: () => void take() }],
    { modal: true },
  )
  const error = bytes.error ?? preview.error
  return (
    <Modal opened onClose={() => onDone(undefined)} title={`Import ${file.name}`} size={1100}>
      {error && <ErrorPanel error={error} />}
      {!error && !found && <LoadingLines lines={5} />}
      {found && (
        <div className={classes.parts}>
          {table && (
            <MappingTable
              table={table}
              mapping={said(mapping, table)}
              guessing={guessing}
              onChange={change => setMapping(known => change(said(known, table)))}
            />
          )}
          {found.problems.length > 0 && <Problems preview={found} />}
          {found.rubric && <WouldBe rubric={found.rubric} />}
          {found.ignored.length > 0 && (
            <p className="sm t3">
              Left out, because Debrief has no place for it: {found.ignored.join(', ')}.
            </p>
          )}
        </div>
      )}
      <div className={classes.acts}>
        {more > 0 && <span className="sm t3">{counted(more, 'more file')} to come</span>}
        <span className="grow" />
        <Button variant="subtle" onClick={() => onDone(undefined)}>
          {more > 0 ? 'Leave this one out' : 'Cancel'}
        </Button>
        <Button
          disabled={!ready}
          title={found && !found.rubric ? 'Nothing in the file can be taken in yet' : undefined}
          rightSection={<KeyCap combo="mod+enter" />}
          onClick={() => void take()}
        >
          {takeWords(found)}
        </Button>
      </div>
    </Modal>
  )
}

/** What someone has said of the columns, before the host has answered to it; else what the host guesses. */
const said = (mapping: TableMapping | undefined, table: { readonly mapping: TableMapping }): TableMapping =>
  mapping && mapping.columns.length > 0 ? mapping : table.mapping

function takeWords(found: ImportPreview | undefined): string {
  const sound = found?.rubric?.domains.reduce((sum, domain) => sum + domain.criteria.length, 0) ?? 0
  if (!found || sound === 0) return 'Import'
  const all = counted(sound, 'criterion', 'criteria')
  return sound < found.rows ? `Import the ${sound} that ${sound === 1 ? 'is' : 'are'} fine` : `Import ${all}`
}
