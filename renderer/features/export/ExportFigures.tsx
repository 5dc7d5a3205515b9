import { aboutWords, sizeWords } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import classes from './ExportFigures.module.css'
import type { ExportTotal } from './totals.ts'

/** Size, time and picture of what will be written. */
export function ExportFigures({
  total,
  error,
  several,
}: {
  readonly total: ExportTotal | undefined
  readonly error: unknown
  readonly several: boolean
}) {
  if (error) return <ErrorPanel error={error} />
  const [picture] = total?.pictures ?? []
  return (
    <dl className={classes.figures}>
      <div>
        <dt>Size{several && ' in all'}</dt>
        <dd>{total ? sizeWords(total.sizeBytes) : '…'}</dd>
      </div>
      <div>
        <dt>Time</dt>
        <dd>{total ? aboutWords(total.tookMs) : '…'}</dd>
      </div>
      <div>
        <dt>Picture</dt>
        <dd>{total ? (total.pictures.length > 1 ? `${total.pictures.length} sizes` : picture) : '…'}</dd>
      </div>
    </dl>
  )
}
