import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Box, Size } from '../export.types.ts'
import type { OverlayPlan, OverlayState } from '../plan.ts'
import type { LessonClock } from '../retime.ts'
import type { Span } from '../turns.ts'

/** What one layer shows from `atMs` of clip time on, until its next step. */
export type LayerStep =
  | { readonly atMs: number; readonly what: 'nothing' }
  | { readonly atMs: number; readonly what: 'cards'; readonly state: OverlayState }
  | { readonly atMs: number; readonly what: 'drawings'; readonly state: OverlayState }
  | { readonly atMs: number; readonly what: 'bug'; readonly clockMs: number }
  | {
      readonly atMs: number
      readonly what: 'painted'
      /** Draws in pixels of the whole exported picture. */
      readonly paint: (context: SKRSContext2D) => void
    }

/** A rectangle of the picture that is laid over it, no larger than what is ever drawn in it: laying over costs by area. */
export interface Layer {
  readonly box: Box
  readonly steps: readonly LayerStep[]
  /** When it shows anything; outside of it nothing is laid over. Default: while the plan shows anything. */
  readonly spans?: readonly Span[]
  /**
   * It hides what is beneath it, for good: what is painted is where. Such a layer lies on the recording's own picture, before that is
   * put on its place. `blockPx`: the picture beneath is brought down to blocks of that size.
   */
  readonly hides?: 'solid' | { readonly blockPx: number }
  /** Moves from one x to another, evenly, from the clip's start to its end. */
  readonly moves?: { readonly fromX: number; readonly toX: number; readonly durationMs: number }
}

/** Colour is stored for squares of two pixels, so a layer begins and ends on even ones. */
export function evenBox(box: Box, picture: Size): Box {
  const x = box.x - (box.x % 2)
  const y = box.y - (box.y % 2)
  const even = (n: number) => n + (n % 2)
  return {
    x,
    y,
    width: Math.min(even(box.x + box.width - x), picture.width - x),
    height: Math.min(even(box.y + box.height - y), picture.height - y),
  }
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x))
  const y = Math.min(...boxes.map(box => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  }
}

/** When anything lies on the picture, with neighbouring states joined. */
export function shownSpans(states: readonly OverlayState[]): Span[] {
  const spans: Span[] = []
  for (const { fromMs, toMs } of states) {
    const last = spans.at(-1)
    if (last && last.toMs === fromMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs }
    else spans.push({ fromMs, toMs })
  }
  return spans
}

/** Every layer has a step at 0 and one where each span ends, so that no earlier picture is ever left standing. */
function withGaps(spans: readonly Span[], steps: readonly LayerStep[], durationMs: number): LayerStep[] {
  const taken = new Set(steps.map(step => step.atMs))
  const gaps = [0, ...spans.map(span => span.toMs)].filter(atMs => !taken.has(atMs) && atMs < durationMs)
  return [...steps, ...gaps.map(atMs => ({ atMs, what: 'nothing' }) as const)].sort((a, b) => a.atMs - b.atMs)
}

/** A step at each time at which what a layer shows becomes something else. */
function changes(states: readonly OverlayState[], what: 'drawings' | 'cards'): LayerStep[] {
  return states.flatMap((state, i): LayerStep[] => {
    const before = states[i - 1]
    const same =
      before?.toMs === state.fromMs &&
      before[what].length === state[what].length &&
      before[what].every((each, at) => sameOf(each, state[what][at]))
    if (same) return []
    return [
      state[what].length > 0 ? { atMs: state.fromMs, what, state } : { atMs: state.fromMs, what: 'nothing' },
    ]
  })
}

/** Drawings are the same things from state to state; cards are placed anew, page by page. */
function sameOf(
  a: OverlayState['drawings' | 'cards'][number],
  b: OverlayState['drawings' | 'cards'][number] | undefined,
): boolean {
  if (a === b || b === undefined) return a === b
  return 'card' in a && 'card' in b && a.card === b.card && a.page === b.page
}

/** When a clock has to be drawn anew: at the span's start, and at every whole second of the lesson clock. Whole ms. */
export function clockTimes(span: Span, clock: LessonClock): number[] {
  const times: number[] = []
  for (let atMs = span.fromMs; atMs < span.toMs; ) {
    times.push(atMs)
    const nextMs = Math.ceil(clock.clipAt((Math.floor(clock.lessonAt(atMs) / 1000) + 1) * 1000))
    // While the picture stands still, and at the recording's end, the clock does too.
    if (nextMs <= atMs) break
    atMs = nextMs
  }
  return times
}

const straightClock = (clipFromMs: number): LessonClock => ({
  lessonAt: clipMs => clipFromMs + clipMs,
  clipAt: lessonMs => lessonMs - clipFromMs,
})

/**
 * The layers of a plan, the lowest first: the drawings, the cards, and the clip's title with its clock. None where nothing is ever shown.
 * @param clipFromMs lesson-clock time of the clip's start
 * @param clock how the lesson's time runs in the clip, where that is not evenly from `clipFromMs` on
 */
export function overlayLayers(
  plan: OverlayPlan,
  clipFromMs: number,
  clock: LessonClock = straightClock(clipFromMs),
): Layer[] {
  const { states, bug, metrics } = plan
  if (states.length === 0) return []
  const spans = shownSpans(states)
  const layers: Layer[] = []
  for (const what of ['drawings', 'cards'] as const) {
    const boxes = states.flatMap(state => state[what].map(({ box }) => box))
    if (boxes.length === 0) continue
    const steps = changes(states, what)
    layers.push({
      box: evenBox(around(boxes), metrics.picture),
      steps: withGaps(spans, steps, plan.durationMs),
    })
  }
  if (!bug) return layers
  const title: Layer = {
    box: evenBox(bug.box, metrics.picture),
    steps: withGaps(
      spans,
      spans.flatMap(span =>
        clockTimes(span, clock).map(atMs => ({ atMs, what: 'bug', clockMs: clock.lessonAt(atMs) }) as const),
      ),
      plan.durationMs,
    ),
  }
  return [...layers, title]
}
