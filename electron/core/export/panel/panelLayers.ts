import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../export.types.ts'
import { type DrawnSpan, drawDrawings } from '../overlay/drawings.ts'
import { clockTimes, evenBox, type Layer, type LayerStep } from '../overlay/layers.ts'
import { clockBox, drawClock, drawColumn, drawFoot, drawGround, drawHead } from './drawPanel.ts'
import type { PanelPlan } from './panelPlan.ts'

type Paint = (context: SKRSContext2D) => void

const painted = (atMs: number, paint: Paint): LayerStep => ({ atMs, what: 'painted', paint })

/** Matroska's reader waits for a picture of every track, so each layer has one at 0. */
const fromStart = (steps: readonly LayerStep[]): LayerStep[] => [
  ...(steps[0]?.atMs === 0 ? [] : [{ atMs: 0, what: 'nothing' } as const]),
  ...steps,
]

/** What is drawn on the picture: a step at each time at which something comes or goes. */
function drawingLayer({ drawn, layout, on }: PanelPlan): Layer[] {
  if (drawn.length === 0) return []
  const x = Math.min(...drawn.map(({ drawing }) => drawing.box.x))
  const y = Math.min(...drawn.map(({ drawing }) => drawing.box.y))
  const box: Box = {
    x,
    y,
    width: Math.max(...drawn.map(({ drawing }) => drawing.box.x + drawing.box.width)) - x,
    height: Math.max(...drawn.map(({ drawing }) => drawing.box.y + drawing.box.height)) - y,
  }
  const times = [...new Set(drawn.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort((a, b) => a - b)
  const at = (ms: number) => drawn.filter(({ fromMs, toMs }: DrawnSpan) => fromMs <= ms && ms < toMs)
  const steps = times.map((atMs): LayerStep => {
    const now = at(atMs)
    if (now.length === 0) return { atMs, what: 'nothing' }
    return painted(atMs, context => {
      const { picture } = layout
      context.translate(picture.x, picture.y)
      drawDrawings(
        context,
        now.map(({ drawing }) => drawing),
        picture,
        { x: 0, y: 0 },
      )
    })
  })
  return [
    {
      box: evenBox(box, layout.canvas),
      steps: fromStart(steps),
      spans: drawn
        .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, on.toMs) }))
        .filter(({ fromMs, toMs }) => toMs > fromMs),
    },
  ]
}

/** The layers of a side panel, the lowest first. */
export function panelLayers(plan: PanelPlan): Layer[] {
  const { layout, clock, on, states, durationMs } = plan
  const { canvas, panel, head, foot, column, progress } = layout
  const spans = [on]
  const layer = (box: Box, steps: readonly LayerStep[]): Layer => ({
    box: evenBox(box, canvas),
    steps: fromStart(steps),
    spans,
  })
  const latestMs = clock.lessonAt(on.toMs)
  const time = clockBox(plan, latestMs)
  const still = (box: Box, paint: Paint) => layer(box, [painted(0, paint)])
  // An upright picture's title stands on the panel; each layer paints the ground it covers.
  const inPanel = head.x >= panel.x
  const ground = still(panel, context => drawGround(context, layout))
  return [
    ...drawingLayer(plan),
    ground,
    still(inPanel ? { ...head, width: head.width } : head, context => drawHead(context, plan, time.width)),
    layer(
      time,
      clockTimes(on, clock).map(atMs =>
        painted(atMs, context => drawClock(context, plan, time, clock.lessonAt(atMs))),
      ),
    ),
    ...(foot && plan.prompt
      ? [still(foot, context => drawFoot(context, plan.prompt ?? '', foot, layout.unit))]
      : []),
    layer(
      column,
      states.map(state => painted(state.fromMs, context => drawColumn(context, layout, state))),
    ),
    {
      box: evenBox(progress, canvas),
      steps: [
        painted(0, context => {
          context.fillStyle = '#ffffff'
          context.fillRect(progress.x, progress.y, progress.width, progress.height)
        }),
      ],
      spans: [{ fromMs: 0, toMs: durationMs }],
      moves: { fromX: -progress.width, toX: 0, durationMs },
    },
  ]
}
