import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Moving, placesWithin, standsStill } from '../../../contract/masks/places.ts'
import type { MaskPlace, MaskShape } from '../../../contract/records/mask.ts'
import type { Box, ExportMask, Size } from '../export.types.ts'
import { evenBox, type Layer, type LayerStep } from '../overlay/layers.ts'
import { clipTimeOf, type Retime } from '../retime.ts'
import type { Span } from '../turns.ts'

export interface MaskStage {
  /** From the recording's start to the clip's first picture. */
  readonly cutMs: number
  /** Between two pictures; the first one may have come on so much before the cut. */
  readonly pictureMs: number
  readonly retime: Retime
  /** How large the recording's picture is when it is masked. */
  readonly size: Size
}

/** A moving mask is drawn so often; in between it covers all of the way. */
const stepMs = 40
/** Times are rounded on their way to the encoder; a mask comes so much early and goes so much late. */
const slackMs = 4
/** Between two places that are drawn a mask moves this share of its smaller side at most, so that what is drawn stays near to it. */
const stride = 1 / 16
const mostStrides = 48
/** Each mask lies in a layer of its own, until there are so many that layers for all of a kind are cheaper. */
const fewMasks = 4
/** A blurred face is so many blocks high and wide at most; docs/masks.md says why so few. */
export const blocksAcross = 3
const leastBlockPx = 8
const solidColour = '#0b0d0f'

/** The same place, so much larger on each side. */
const grown = ({ x, y, width, height }: MaskPlace, byPx: number): MaskPlace => ({
  x: x - byPx,
  y: y - byPx,
  width: width + 2 * byPx,
  height: height + 2 * byPx,
})

/**
 * All of the way between two places: a few on it, with both ends, each as much larger as its sides move until half-way to the next, so
 * that no corner between them is left. Round ones grow by twice that: their slope moves further than their ends do.
 */
function way(a: MaskPlace, b: MaskPlace, shape: MaskShape): MaskPlace[] {
  const far = Math.max(
    Math.abs(b.x - a.x),
    Math.abs(b.y - a.y),
    Math.abs(b.x + b.width - a.x - a.width),
    Math.abs(b.y + b.height - a.y - a.height),
  )
  const small = Math.max(1, Math.min(a.width, a.height, b.width, b.height))
  const steps = Math.max(1, Math.min(mostStrides, Math.ceil(far / (small * stride))))
  const halfWay = far / steps / 2
  return Array.from({ length: steps + 1 }, (_, i) => {
    const between = (from: number, to: number) => from + ((to - from) * i) / steps
    const place = {
      x: between(a.x, b.x),
      y: between(a.y, b.y),
      width: between(a.width, b.width),
      height: between(a.height, b.height),
    }
    return grown(place, shape === 'box' ? halfWay : 2 * halfWay)
  })
}

/** All that a mask covers between two moments of the recording, as the places that are drawn. Pure. */
function sweep(mask: Moving & { readonly shape: MaskShape }, fromMs: number, toMs: number): MaskPlace[] {
  const places = placesWithin(mask, fromMs, toMs)
  if (places.length === 1) return places
  return places.slice(1).flatMap((next, i) => way(places[i] ?? next, next, mask.shape))
}

/** From pixels of the picture that it was drawn on to those of the masked one, a little larger all round. */
function scaled(place: MaskPlace, { picture }: Pick<ExportMask, 'picture'>, size: Size): MaskPlace {
  const [sx, sy] = [size.width / picture.width, size.height / picture.height]
  const upright = { x: place.x * sx, y: place.y * sy, width: place.width * sx, height: place.height * sy }
  return grown(upright, 1 + Math.min(size.width, size.height) / 400)
}

function fill(context: SKRSContext2D, shape: MaskShape, { x, y, width, height }: MaskPlace): void {
  context.beginPath()
  if (shape === 'box') context.rect(x, y, width, height)
  else context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI)
  context.fill()
}

/** A span of clip time in which a mask's layer does not change, with the recording's time that it has to cover. */
interface Still extends Span {
  readonly on: ReadonlyArray<{ readonly mask: ExportMask; readonly fromMs: number; readonly toMs: number }>
}

/** When a mask is on, time of the recording, cut at the stretch; absent where it is not in it. */
function onIn(mask: ExportMask, { cutMs, pictureMs, retime }: MaskStage): Span | undefined {
  const endMs = cutMs + retime.stretchMs
  const [from, to] = [mask.fromMs - slackMs, mask.toMs + slackMs]
  // The clip's first picture may have come on a little before the cut, or come on behind it.
  const near = from < cutMs + pictureMs && to > cutMs - pictureMs
  const span = {
    fromMs: near ? cutMs : Math.max(cutMs, from),
    toMs: Math.min(endMs, near ? Math.max(to, cutMs + slackMs) : to),
  }
  return span.toMs > span.fromMs ? span : undefined
}

/** Cuts a stretch wherever a mask comes, goes, or moves. Pure. */
function stills(masks: readonly ExportMask[], stage: MaskStage): Still[] {
  const { cutMs, pictureMs, retime } = stage
  const timed = masks.flatMap(mask => {
    const span = onIn(mask, stage)
    return span ? [{ mask, ...span }] : []
  })
  const ends = timed.flatMap(({ fromMs, toMs }) => [fromMs, toMs])
  const cuts = [...new Set([cutMs, ...ends])].sort((a, b) => a - b)
  const found: Still[] = []
  cuts.slice(0, -1).forEach((fromMs, i) => {
    const toMs = cuts[i + 1] ?? fromMs
    const on = timed.filter(each => each.fromMs <= fromMs && each.toMs >= toMs).map(({ mask }) => mask)
    if (on.length === 0) return
    for (let at = fromMs; at < toMs; ) {
      const moves = on.some(mask => !standsStill(mask, at - slackMs, Math.min(toMs, at + stepMs) + slackMs))
      let next = Math.min(toMs, at + stepMs)
      while (!moves && next < toMs && on.every(mask => standsStill(mask, next, next + stepMs + slackMs)))
        next = Math.min(toMs, next + stepMs)
      const lead = at === cutMs ? pictureMs : slackMs
      found.push({
        fromMs: at === cutMs ? 0 : clipTimeOf(retime, at - cutMs),
        toMs: next >= cutMs + retime.stretchMs ? retime.durationMs : clipTimeOf(retime, next - cutMs),
        on: on.map(mask => ({ mask, fromMs: at - lead, toMs: next + slackMs })),
      })
      at = next
    }
  })
  return found
}

const paintOf =
  ({ on }: Still, size: Size) =>
  (context: SKRSContext2D): void => {
    context.fillStyle = solidColour
    for (const { mask, fromMs, toMs } of on)
      for (const place of sweep(mask, fromMs, toMs)) fill(context, mask.shape, scaled(place, mask, size))
  }

function around(masks: readonly ExportMask[], all: readonly Still[], size: Size): Box {
  const places = all.flatMap(({ on }) =>
    on.flatMap(({ mask, fromMs, toMs }) =>
      masks.includes(mask) ? placesWithin(mask, fromMs, toMs).map(place => scaled(place, mask, size)) : [],
    ),
  )
  // A long recording has more places than a call has room for.
  const low = (side: 'x' | 'y') =>
    Math.max(
      0,
      Math.floor(places.reduce((least, each) => Math.min(least, each[side]), size.width + size.height)),
    )
  const high = (side: 'x' | 'y', length: 'width' | 'height') =>
    Math.min(
      size[length],
      Math.ceil(places.reduce((most, each) => Math.max(most, each[side] + each[length]), 0)),
    )
  const [x, y] = [low('x'), low('y')]
  return evenBox({ x, y, width: high('x', 'width') - x, height: high('y', 'height') - y }, size)
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const { fromMs, toMs } of spans) {
    const last = found.at(-1)
    if (last && fromMs - last.toMs < 1) found[found.length - 1] = { fromMs: last.fromMs, toMs }
    else found.push({ fromMs, toMs })
  }
  return found
}

/** The whole ms that both the layer's track and the switch that lays it over keep to. */
const whole = ({ fromMs, toMs, on }: Still): Still => ({
  fromMs: Math.floor(fromMs),
  toMs: Math.ceil(toMs),
  on,
})

/** The largest smaller side of the masks; between two places that turn, it may be larger than at either. */
function blockOf(all: readonly Still[], size: Size): number {
  const sides = all.flatMap(({ on }) =>
    on.map(({ mask, fromMs, toMs }) => {
      const places = placesWithin(mask, fromMs, toMs).map(place => scaled(place, mask, size))
      return Math.min(
        Math.max(...places.map(({ width }) => width)),
        Math.max(...places.map(({ height }) => height)),
      )
    }),
  )
  return Math.max(
    leastBlockPx,
    Math.ceil(sides.reduce((most, side) => Math.max(most, side), 0) / blocksAcross),
  )
}

function layerOf(masks: readonly ExportMask[], stage: MaskStage): Layer[] {
  const [first] = masks
  const all = stills(masks, stage).map(whole)
  if (!first || all.length === 0) return []
  const box = around(masks, all, stage.size)
  if (box.width < 2 || box.height < 2) return []
  const steps: LayerStep[] = all.map(each => ({
    atMs: each.fromMs,
    what: 'painted',
    paint: paintOf(each, stage.size),
  }))
  const spans = joined(all)
  const taken = new Set(steps.map(({ atMs }) => atMs))
  const gaps = [0, ...spans.map(({ toMs }) => toMs)].filter(
    atMs => !taken.has(atMs) && atMs < stage.retime.durationMs,
  )
  return [
    {
      box,
      steps: [...steps, ...[...new Set(gaps)].map(atMs => ({ atMs, what: 'nothing' }) as const)].sort(
        (a, b) => a.atMs - b.atMs,
      ),
      spans,
      hides: first.effect === 'solid' ? 'solid' : { blockPx: blockOf(all, stage.size) },
    },
  ]
}

/**
 * The layers that hide what masks cover, the lowest first: they lie on the recording's picture itself, under everything that is drawn.
 * Solid ones come last, for nothing of them may shine through a blurred one. Pure, but for the painting that each step does when asked.
 */
export function maskLayers(masks: readonly ExportMask[], stage: MaskStage): Layer[] {
  const groups = (['blur', 'solid'] as const).flatMap(effect => {
    const own = masks.filter(mask => mask.effect === effect && onIn(mask, stage) !== undefined)
    return own.length > fewMasks ? [own] : own.map(mask => [mask])
  })
  return groups.flatMap(group => layerOf(group, stage))
}
