import { useRoomUi } from '../room/roomContext.ts'
import classes from './Timeline.module.css'
import { type View, xOf } from './timeScale.ts'

/** The range between I and O; a single end is a line of its own. */
export function RangeBand({ view, widthPx }: { readonly view: View; readonly widthPx: number }) {
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  if (inMs === undefined && outMs === undefined) return null
  const ends = [inMs, outMs].flatMap(ms => (ms === undefined ? [] : [xOf(ms, view, widthPx)]))
  const leftPx = Math.min(...ends)
  const rightPx = Math.max(...ends)
  const backwards = inMs !== undefined && outMs !== undefined && inMs > outMs
  return (
    <div
      className={classes.band}
      data-ends={inMs === undefined ? 'out' : outMs === undefined ? 'in' : 'both'}
      style={{ left: leftPx, width: rightPx - leftPx }}
      aria-hidden="true"
    >
      {inMs !== undefined && <b data-end={backwards ? 'out' : 'in'}>I</b>}
      {outMs !== undefined && <b data-end={backwards ? 'in' : 'out'}>O</b>}
    </div>
  )
}
