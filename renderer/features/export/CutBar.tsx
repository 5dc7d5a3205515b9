import { Check } from 'lucide-react'
import type { ClipView, ExportEstimate } from '../../../electron/contract/api/clips.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import classes from './CutBar.module.css'

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Where the cut lands, and how much of the clip has to be encoded again. */
export function CutBar({
  clip,
  estimate,
}: {
  readonly clip: ClipView
  readonly estimate: ExportEstimate | undefined
}) {
  const { fromMs, toMs } = clip
  const encodedShare = estimate ? estimate.encodedMs / Math.max(1, estimate.encodedMs + estimate.copiedMs) : 0
  return (
    <div className={classes.cut}>
      <div className={classes.line}>
        <b>Where the cut lands</b>
        <span className="tn t2">
          {formatTimecode(fromMs, 2)} – {formatTimecode(toMs, 2)} · {seconds(toMs - fromMs)}, exact to the
          frame
        </span>
      </div>
      <div className={classes.bar} aria-hidden="true">
        {estimate && (
          <>
            {encodedShare > 0 && <i className={classes.encoded} style={{ flexGrow: encodedShare }} />}
            {encodedShare < 1 && <i className={classes.copied} style={{ flexGrow: 1 - encodedShare }} />}
          </>
        )}
      </div>
      <p className={classes.legend}>
        <span>
          <i className={classes.encoded} /> Encoded again {estimate ? seconds(estimate.encodedMs) : '…'}
        </span>
        <span>
          <i className={classes.copied} /> Copied untouched {estimate ? seconds(estimate.copiedMs) : '…'}
        </span>
        <span className={classes.verified}>
          <Check size={14} strokeWidth={1.9} aria-hidden="true" /> Read back and verified after writing
        </span>
      </p>
    </div>
  )
}
