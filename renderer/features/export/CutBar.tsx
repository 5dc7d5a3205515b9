import { Check } from 'lucide-react'
import type { ClipView, ExportEstimate } from '../../../electron/contract/api/clips.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import classes from './CutBar.module.css'

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Where the cut lands, and which stretches of the clip have to be encoded again. */
export function CutBar({
  clip,
  estimate,
}: {
  readonly clip: ClipView
  readonly estimate: ExportEstimate | undefined
}) {
  const fromMs = estimate?.landsAtMs ?? clip.fromMs
  const toMs = estimate?.endsAtMs ?? clip.toMs
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
        {estimate?.parts.map(({ how, durationMs }, i) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no names, and never change their order
            key={i}
            className={how === 'copy' ? classes.copied : classes.encoded}
            style={{ flexGrow: durationMs }}
          />
        ))}
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
      {estimate?.why !== undefined && (
        <p className={classes.why}>Nothing of this clip can be copied: {estimate.why}.</p>
      )}
    </div>
  )
}
