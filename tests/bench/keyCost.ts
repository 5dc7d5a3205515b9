import type { CDPSession, Page } from 'playwright'
import { type TraceEvent, traced } from './frames.ts'

/** What one key press cost the page's main thread until the picture that answers it was handed to the compositor, ms. */
export interface KeyCost {
  /** Script, style and layout, in the thread's own time: what other programs of a busy machine took is not in it. */
  readonly workMs: number
  /** All of it, painting too. */
  readonly allMs: number
  /** By the clock on the wall. */
  readonly wallMs: number
}

const painting = /^(?:PrePaint|Paint|PaintImage|Layerize|Commit|UpdateLayer)$/
const wrappers = /RunTask|^Receive mojo message$|^SimpleWatcher/

/** Traces one key press. The page does nothing else meanwhile. */
export async function traceKey(page: Page, cdp: CDPSession, key: string): Promise<KeyCost> {
  const press = async () => {
    await page.keyboard.press(key)
    // Until the answer and what follows it is on the screen.
    await page.evaluate(
      () =>
        new Promise<void>(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
    )
  }
  // Painting and the handing over to the compositor stand in a category of their own.
  const events = await traced(cdp, press, ['disabled-by-default-devtools.timeline'])
  return costOf(events)
}

function costOf(events: readonly TraceEvent[]): KeyCost {
  const press = events
    .filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown')
    .sort((a, b) => b.ts - a.ts)[0]
  if (!press) throw new Error('the trace has no key press')
  const main = events
    .filter(({ pid, tid, ph }) => ph === 'X' && pid === press.pid && tid === press.tid)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  const commit = main.find(({ name, ts }) => name === 'Commit' && ts > press.ts + (press.dur ?? 0))
  if (!commit) throw new Error('the trace has no frame after the key press')
  const endUs = commit.ts + (commit.dur ?? 0)
  let workUs = 0
  let allUs = 0
  let insideUs = 0
  for (const { name, ts, dur = 0, tdur = 0 } of main) {
    // What stands within another event is counted with it.
    if (ts < press.ts || ts >= endUs || ts < insideUs || wrappers.test(name)) continue
    insideUs = ts + dur
    allUs += tdur
    if (!painting.test(name)) workUs += tdur
  }
  return { workMs: workUs / 1000, allMs: allUs / 1000, wallMs: (endUs - press.ts) / 1000 }
}
