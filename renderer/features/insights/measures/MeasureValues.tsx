import { Button, FileButton } from '@mantine/core'
import { FileInput } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import type { MeasureView, ReadMeasureTable } from '../../../../electron/contract/api/measures.ts'
import { api } from '../../../lib/api.ts'
import { base64Of } from '../../../lib/base64.ts'
import { sayError } from '../../../lib/notices.ts'
import { counted } from '../../../lib/words.ts'
import classes from '../Insights.module.css'
import { MeasurePoint } from './MeasurePoint.tsx'
import { addPoints, removeMeasure } from './measureActs.ts'
import { PointFields, usePointDraft } from './PointFields.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** Values of a measure: typed in one by one, or taken from a table; each can be changed or deleted. */
export function MeasureValues({ measure }: { readonly measure: MeasureView }) {
  const { draft, point, change } = usePointDraft({ day: today(), value: '', of: '' })
  const [read, setRead] = useState<ReadMeasureTable>()
  const forget = useRef<() => void>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (point && (await addPoints(measure, [point]))) change({ value: '' })
  }
  const readFile = async (file: File | null) => {
    forget.current?.()
    if (!file) return
    try {
      setRead(
        await api.measures.readTable({ bytesBase64: base64Of(new Uint8Array(await file.arrayBuffer())) }),
      )
    } catch (error) {
      sayError(error, `${file.name} was not taken in.`)
    }
  }
  return (
    <div className={classes.values}>
      <form
        className={classes.fields}
        aria-label={`Add a value to ${measure.title}`}
        onSubmit={event => void submit(event)}
      >
        <PointFields unit={measure.unit} draft={draft} change={change} />
        <Button size="sm" type="submit" disabled={!point}>
          Add value
        </Button>
        <FileButton
          accept=".csv,text/csv,text/plain"
          resetRef={forget}
          onChange={file => void readFile(file)}
        >
          {props => (
            <Button
              {...props}
              size="sm"
              variant="default"
              leftSection={<FileInput size={15} strokeWidth={1.9} aria-hidden="true" />}
            >
              From a table (CSV)
            </Button>
          )}
        </FileButton>
        <Button size="sm" variant="subtle" onClick={() => void removeMeasure(measure)}>
          Delete measure
        </Button>
      </form>
      {read && (
        <section className={classes.read} aria-label="What the table holds">
          <p className={classes.note}>
            {counted(read.rows, 'row')} on {counted(read.points.length, 'day')}; rows of one day are taken
            together as their mean. Names are not looked at.
          </p>
          {read.problems.length > 0 && (
            <ul className={classes.note}>
              {read.problems.slice(0, 5).map(({ line, message }) => (
                <li key={line}>
                  Line {line}: {message}
                </li>
              ))}
              {read.problems.length > 5 && <li>And {counted(read.problems.length - 5, 'line')} more.</li>}
            </ul>
          )}
          <div className={classes.fields}>
            <Button
              size="sm"
              disabled={read.points.length === 0}
              onClick={() => {
                void addPoints(measure, read.points).then(added => added && setRead(undefined))
              }}
            >
              Add {counted(read.points.length, 'value')}
            </Button>
            <Button size="sm" variant="default" onClick={() => setRead(undefined)}>
              Leave it
            </Button>
          </div>
        </section>
      )}
      {measure.points.length > 0 && (
        <details className={classes.under}>
          <summary>All values</summary>
          <ul className={classes.points}>
            {measure.points.map(each => (
              <MeasurePoint key={each.id} measure={measure} point={each} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
