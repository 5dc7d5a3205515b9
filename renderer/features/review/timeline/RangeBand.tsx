import { useRoomUi } from '../room/roomContext.ts'
import classes from './Timeline.module.css'
import { xOf } from './timeScale.ts'

const EDGE_PX = 2

/** The range between I and O; a single end is a line of its own. */
export function RangeBand({ widthPx }: { readonly widthPx: number }) {
  const view = useRoomUi(ui => ui.view)
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  if (inMs === undefined && outMs === undefined) return null
  const ends = [inMs, outMs].flatMap(ms => (ms === undefined ? [] : [xOf(ms, view, widthPx)]))
  // What lies beyond the view ends a little outside it, and not on the names of the rows.
  const inside = (x: number) => Math.min(Math.max(x, -EDGE_PX), widthPx + EDGE_PX)
  const isSeen = (ms: number) => inside(xOf(ms, view, widthPx)) === xOf(ms, view, widthPx)
  const leftPx = inside(Math.min(...ends))
  const rightPx = inside(Math.max(...ends))
  const backwards = inMs !== undefined && outMs !== undefined && inMs > outMs
  return (
    <div
      className={classes.band}
      data-ends={inMs === undefined ? 'out' : outMs === undefined ? 'in' : 'both'}
      style={{ left: leftPx, width: rightPx - leftPx }}
      aria-hidden="true"
    >
      {inMs !== undefined && isSeen(inMs) && <b data-end={backwards ? 'out' : 'in'}>I</b>}
      {outMs !== undefined && isSeen(outMs) && <b data-end={backwards ? 'in' : 'out'}>O</b>}
    </div>
  )
}
