import { fractionStrokes, strokesOf, write } from './handwriting.mjs'
import { box, colours, line } from './ink.mjs'
import { ease, ramp } from './motion.mjs'

export const frame = { x: 300, y: 44, width: 700, height: 316 }
const bar = { x: 478, width: 384, height: 62, upper: 98, lower: 196 }
export const eighth = bar.width / 8

const labels = {
  threeQuarters: fractionStrokes('3', '4', 428, bar.upper + 31, 30),
  fiveEighths: fractionStrokes('5', '8', 428, bar.lower + 31, 30),
}
const sixEighths = [
  ...strokesOf('=', 872, bar.upper + 14, 34),
  ...fractionStrokes('6', '8', 928, bar.upper + 31, 30),
]
const keep = strokesOf('same-size pieces', 500, 290, 38)

const cutX = index => bar.x + eighth * (2 * index + 1)
/** The four cuts, each a stroke of the pen from above the bar to below it. */
const cuts = [0, 1, 2, 3].map(index => [
  [cutX(index), bar.upper - 7],
  [cutX(index), bar.upper + bar.height + 7],
])

/** What the pen does: each is drawn by the same share that moves the hand. */
export const penWork = { cuts, sixEighths, keep }

function plate(ctx) {
  box(ctx, frame.x - 10, frame.y - 10, frame.width + 20, frame.height + 20, 10, colours.frame)
  box(ctx, frame.x - 7, frame.y - 7, frame.width + 14, frame.height + 14, 8, '#aab3ba')
  box(ctx, frame.x, frame.y, frame.width, frame.height, 4, colours.board)
  // A soft shine, as the window has it.
  ctx.save()
  ctx.beginPath()
  ctx.rect(frame.x, frame.y, frame.width, frame.height)
  ctx.clip()
  ctx.fillStyle = 'rgba(214, 224, 230, .38)'
  ctx.beginPath()
  ctx.moveTo(820, frame.y)
  ctx.lineTo(900, frame.y)
  ctx.lineTo(700, frame.y + frame.height)
  ctx.lineTo(620, frame.y + frame.height)
  ctx.fill()
  ctx.beginPath()
  ctx.moveTo(922, frame.y)
  ctx.lineTo(942, frame.y)
  ctx.lineTo(742, frame.y + frame.height)
  ctx.lineTo(722, frame.y + frame.height)
  ctx.fill()
  ctx.restore()
  box(ctx, frame.x + 150, frame.y + frame.height + 8, 400, 9, 4, colours.frame)
  for (const [x, colour] of [
    [480, colours.blue],
    [520, colours.orange],
    [790, colours.ink],
  ])
    box(ctx, x, frame.y + frame.height + 2, 32, 7, 3.5, colour)
}

/** A bar in equal parts, of which some are shaded. `shaded` may be part of a part, while it is being filled. */
function strip(ctx, y, parts, shaded, colour, tint) {
  box(ctx, bar.x, y, bar.width, bar.height, 3, '#ffffff')
  ctx.save()
  ctx.beginPath()
  ctx.rect(bar.x, y, (bar.width * shaded) / parts, bar.height)
  ctx.clip()
  box(ctx, bar.x, y, bar.width, bar.height, 3, tint)
  for (let x = bar.x - bar.height; x < bar.x + bar.width; x += 12)
    line(
      ctx,
      [
        [x, y + bar.height],
        [x + bar.height, y],
      ],
      colour,
      3.2,
    )
  ctx.restore()
  ctx.strokeStyle = colours.ink
  ctx.lineWidth = 3
  ctx.beginPath()
  ctx.roundRect(bar.x, y, bar.width, bar.height, 3)
  ctx.stroke()
  for (let part = 1; part < parts; part++) {
    const x = bar.x + (bar.width * part) / parts
    line(
      ctx,
      [
        [x, y + 1],
        [x, y + bar.height - 1],
      ],
      colours.ink,
      2.4,
    )
  }
}

/**
 * The board at a moment.
 * @param on when things are done, in seconds: `{ upper, lower, cuts: [from, length], six: [from, length], more, keep: [from, length] }`
 */
export function drawBoard(ctx, t, on) {
  plate(ctx)
  strip(ctx, bar.upper, 4, 3 * ramp(t, on.upper, 0.9), colours.blueSoft, colours.blueTint)
  strip(ctx, bar.lower, 8, 5 * ramp(t, on.lower, 0.9), colours.orangeSoft, colours.orangeTint)
  write(ctx, labels.threeQuarters, ramp(t, on.upper - 0.2, 0.8), colours.blue, 4)
  write(ctx, labels.fiveEighths, ramp(t, on.lower - 0.2, 0.8), colours.orange, 4)

  for (const [index, cut] of cuts.entries()) write(ctx, [cut], cutShare(t, on, index), colours.ink, 3.4)
  write(ctx, sixEighths, penShare(t, on.six), colours.blue, 4)
  write(ctx, keep, penShare(t, on.keep), colours.ink, 4)

  const more = ramp(t, on.more, 0.7)
  if (more > 0) drawOneMore(ctx, t - on.more, more)
}

/** The eighth that the upper bar has and the lower one has not. */
function drawOneMore(ctx, sinceS, share) {
  const x = bar.x + eighth * 5
  ctx.save()
  ctx.globalAlpha = share
  ctx.setLineDash([7, 7])
  const down = bar.upper + bar.height + (bar.lower + bar.height - bar.upper - bar.height) * share
  line(
    ctx,
    [
      [x, bar.upper + bar.height + 8],
      [x, down],
    ],
    colours.text2,
    2,
  )
  line(
    ctx,
    [
      [x + eighth, bar.upper + bar.height + 8],
      [x + eighth, down],
    ],
    colours.text2,
    2,
  )
  ctx.setLineDash([])
  const pulse = sinceS < 4 ? 2.5 * Math.sin(ease(sinceS / 4) * Math.PI * 4) ** 2 : 0
  ctx.strokeStyle = colours.ink
  ctx.lineWidth = 5
  ctx.beginPath()
  ctx.roundRect(x - 3 - pulse, bar.upper - 3 - pulse, eighth + 6 + 2 * pulse, bar.height + 6 + 2 * pulse, 6)
  ctx.stroke()
  ctx.restore()
}

/** How much of a piece of writing is done: hands go evenly, with a soft start and end. */
export const penShare = (t, [from, length]) => {
  const s = Math.min(1, Math.max(0, (t - from) / length))
  return 0.15 * ease(s) + 0.85 * s
}

export const cutShare = (t, on, index) => {
  const [from, length] = on.cuts
  const each = length / 4
  return ease((t - from - index * each - each * 0.45) / (each * 0.5))
}
