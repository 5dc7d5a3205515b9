import { TriangleAlert } from 'lucide-react'
import { aboutWords, sizeWords } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import classes from './ExportFigures.module.css'
import type { ExportTotal } from './totals.ts'

/** A clip and what it is made from lie side by side until it is whole. */
const roomFactor = 2.2

/** Size, time and picture of what will be written. */
export function ExportFigures({
  total,
  error,
  several,
  freeBytes,
}: {
  readonly total: ExportTotal | undefined
  readonly error: unknown
  readonly several: boolean
  /** Of the folder's disk, where it says. */
  readonly freeBytes: number | undefined
}) {
  if (error) return <ErrorPanel error={error} />
  const [picture] = total?.pictures ?? []
  const tight = total && freeBytes !== undefined && total.sizeBytes * roomFactor > freeBytes
  return (
    <>
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
      {tight && (
        <p className={classes.tight}>
          <TriangleAlert size={15} strokeWidth={1.9} aria-hidden="true" />
          <span>
            The disk has {sizeWords(freeBytes)} left; this needs about{' '}
            {sizeWords(total.sizeBytes * roomFactor)} while it is written. Make room or choose another folder.
          </span>
        </p>
      )}
    </>
  )
}
