import type { CDPSession, Page } from 'playwright'
import { z } from 'zod'

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  ts: z.number(),
  tid: z.number(),
  pid: z.number(),
  /** Time the thread itself ran, in µs: what other programs take from the machine is not in it. */
  tdur: z.number().optional(),
  dur: z.number().optional(),
  /** Of an event that was handed out: which. */
  args: z.looseObject({ data: z.looseObject({ type: z.unknown().optional() }).optional() }).optional(),
})
export type TraceEvent = z.infer<typeof traceEvent>

/** What the page's main thread does for a frame before it is painted. */
const script = [
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
]
const layout = ['Layout', 'UpdateLayoutTree']
const counted = new Set([...script, ...layout])

/** Asked for in the frame before, it is the first thing of a frame. */
const FRAME = 'debrief.frame'

/** One frame's script and layout, ms of the main thread's own time. */
export type Frame = { scriptMs: number; layoutMs: number }

/**
 * Records what each frame costs while `work` goes on. Frames are asked for all the time, as while a lesson plays, so that work done between
 * two of them is in one of them.
 */
export async function recordFrames(page: Page, work: () => Promise<void>): Promise<Frame[]> {
  const session = await page.context().newCDPSession(page)
  await page.evaluate(name => {
    const turn = () => {
      performance.mark(name)
      if (document.documentElement.dataset.measuring) requestAnimationFrame(turn)
    }
    document.documentElement.dataset.measuring = 'yes'
    requestAnimationFrame(turn)
  }, FRAME)
  const events = await traced(session, work)
  await page.evaluate(() => {
    delete document.documentElement.dataset.measuring
  })
  await session.detach()
  return framesOf(events)
}

/** The events of Chromium's own trace while `work` goes on. */
export async function traced(
  session: CDPSession,
  work: () => Promise<void>,
  /** Of the trace, beside scripts and layout. */
  more: readonly string[] = [],
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const take = ({ value }: { value: object[] }) =>
    void events.push(...value.map(event => traceEvent.parse(event)))
  session.on('Tracing.dataCollected', take)
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'blink.user_timing', ...more] },
  })
  await work()
  const complete = new Promise(done => session.once('Tracing.tracingComplete', done))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', take)
  return events
}

function framesOf(events: readonly TraceEvent[]): Frame[] {
  const [first] = events.filter(({ name }) => name === FRAME)
  if (!first) throw new Error('the page showed no frame')
  const mine = events
    .filter(({ tid, pid }) => tid === first.tid && pid === first.pid)
    .sort((a, b) => a.ts - b.ts)
  const frames: Frame[] = []
  let endUs = 0
  for (const event of mine) {
    if (event.name === FRAME) frames.push({ scriptMs: 0, layoutMs: 0 })
    const frame = frames.at(-1)
    if (event.ph !== 'X' || !frame || !counted.has(event.name)) continue
    const ms = (event.tdur ?? event.dur ?? 0) / 1000
    const nested = event.ts < endUs
    // Layout that a script asks for is within the script's own time.
    if (layout.includes(event.name)) {
      frame.layoutMs += ms
      if (nested) frame.scriptMs -= ms
    } else if (!nested) frame.scriptMs += ms
    if (!nested) endUs = event.ts + (event.dur ?? 0)
  }
  return frames
}

/** A frame that only asks for the next one costs less than this, ms. */
const IDLE_MS = 0.75

/** Frames in which something was done: those of a hand at rest would make any percentile look good. */
export const busyFrames = (frames: readonly Frame[]): Frame[] =>
  frames.filter(frame => totalMs(frame) >= IDLE_MS)

export const totalMs = ({ scriptMs, layoutMs }: Frame): number => scriptMs + layoutMs

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
