import { useMemo } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import classes from './Timeline.module.css'
import { ticksOf, type View, xOf } from './timeScale.ts'

export function Ruler({ view, widthPx }: { readonly view: View; readonly widthPx: number }) {
  const ticks = useMemo(() => (widthPx > 0 ? ticksOf(view, widthPx, formatTimecode) : []), [view, widthPx])
  return (
    <div className={classes.ticks} aria-hidden="true">
      {ticks.map(({ atMs, label }) => {
        const x = xOf(atMs, view, widthPx)
        const edge = x < 18 ? 'start' : x > widthPx - 18 ? 'end' : 'middle'
        return (
          <span key={atMs} data-edge={edge} style={{ left: x }}>
            {label}
          </span>
        )
      })}
    </div>
  )
}
