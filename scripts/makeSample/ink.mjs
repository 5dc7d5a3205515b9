import { Path2D } from '@napi-rs/canvas'

/** Drawing in flat colours: soft shapes, round limbs. Everything is in the picture's own 1280 × 720. */

export const colours = {
  ink: '#14181c',
  text2: '#444d56',
  wall: '#e4e8ea',
  wallShade: '#d9dee1',
  floor: '#cfc6ba',
  floorShade: '#c3b9ac',
  skirting: '#f1f3f4',
  wood: '#d9bf9c',
  woodEdge: '#b8976d',
  woodDark: '#9a7b54',
  frame: '#5d6771',
  board: '#fbfcfc',
  blue: '#1d5bb8',
  blueSoft: '#7ea7e2',
  blueTint: '#dbe7f8',
  orange: '#b34e00',
  orangeSoft: '#eda765',
  orangeTint: '#fbe8d3',
  plum: '#7c3a70',
  teal: '#2b7d74',
  olive: '#77833a',
}

export function fillPath(ctx, d, fill, rule = 'nonzero') {
  ctx.fillStyle = fill
  ctx.fill(new Path2D(d), rule)
}

export function strokePath(ctx, d, stroke, width = 2) {
  ctx.strokeStyle = stroke
  ctx.lineWidth = width
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke(new Path2D(d))
}

export function oval(ctx, x, y, rx, ry, fill, turn = 0) {
  ctx.beginPath()
  ctx.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2)
  ctx.fillStyle = fill
  ctx.fill()
}

export function box(ctx, x, y, width, height, radius, fill) {
  ctx.beginPath()
  ctx.roundRect(x, y, width, height, radius)
  ctx.fillStyle = fill
  ctx.fill()
}

export function line(ctx, points, stroke, width) {
  ctx.beginPath()
  for (const [index, [x, y]] of points.entries()) index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)
  ctx.strokeStyle = stroke
  ctx.lineWidth = width
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke()
}

/** Draws in a place of its own: moved, turned, scaled. */
export function at(ctx, x, y, draw, { turn = 0, scale = 1, flip = 1, alpha = 1 } = {}) {
  ctx.save()
  ctx.translate(x, y)
  ctx.rotate(turn)
  ctx.scale(scale * flip, scale)
  ctx.globalAlpha *= alpha
  draw()
  ctx.restore()
}

/** A colour that much darker (negative) or lighter. */
export function shade(hex, amount) {
  const parts = [1, 3, 5].map(from => Number.parseInt(hex.slice(from, from + 2), 16))
  const target = amount < 0 ? 0 : 255
  const mixed = parts.map(part => Math.round(part + (target - part) * Math.abs(amount)))
  return `#${mixed.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

/**
 * Where the elbow is of an arm that reaches from shoulder to hand. It points down, or else outwards (`side` -1 left, 1 right),
 * and where neither is clear, towards us: then the arm looks straight, and no elbow ever jumps.
 */
export function elbowOf([sx, sy], [hx, hy], upper, fore, side) {
  const far = Math.hypot(hx - sx, hy - sy) || 1
  const ux = (hx - sx) / far
  const uy = (hy - sy) / far
  const reach = Math.min(far, (upper + fore) * 0.998)
  const along = (upper * upper - fore * fore + reach * reach) / (2 * reach)
  const outwards = Math.max(-1, Math.min(1, 2.6 * (0.4 * side * -uy + ux)))
  const aside = Math.sqrt(Math.max(0, upper * upper - along * along)) * outwards
  return {
    elbow: [sx + ux * along - uy * aside, sy + uy * along + ux * aside],
    hand: [sx + ux * reach, sy + uy * reach],
  }
}

/** An arm in a sleeve, with a hand at its end. `fingers`: 'fist', 'flat' (an open palm) or 'point'. */
export function arm(ctx, shoulder, target, look) {
  const { upper, fore, side, width, sleeve, skin, fingers = 'fist' } = look
  const { elbow, hand } = elbowOf(shoulder, target, upper, fore, side)
  const turn = Math.atan2(hand[1] - elbow[1], hand[0] - elbow[0])
  const wrist = [hand[0] - Math.cos(turn) * width * 0.5, hand[1] - Math.sin(turn) * width * 0.5]
  line(ctx, [wrist, hand], skin, width * 0.62)
  at(ctx, hand[0], hand[1], () => palm(ctx, width, skin, fingers), { turn })
  const towards = (from, to, share) => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  const above = towards(shoulder, elbow, 0.62)
  const below = towards(elbow, wrist, 0.38)
  ctx.beginPath()
  ctx.moveTo(...shoulder)
  ctx.lineTo(...above)
  ctx.quadraticCurveTo(...elbow, ...below)
  ctx.lineTo(...wrist)
  ctx.strokeStyle = sleeve
  ctx.lineWidth = width
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke()
  return { hand, turn }
}

function palm(ctx, width, skin, fingers) {
  const r = width * 0.46
  oval(ctx, r * 0.35, 0, r * 1.02, r * 0.92, skin)
  if (fingers === 'flat') {
    for (const [index, angle] of [-0.36, -0.12, 0.12, 0.36].entries()) {
      const long = [1.75, 2.05, 2, 1.65][index] * r
      line(
        ctx,
        [
          [r * 0.6, angle * r * 2],
          [long, angle * r * 3],
        ],
        skin,
        r * 0.46,
      )
    }
    line(
      ctx,
      [
        [r * 0.2, r * 0.6],
        [r * 0.95, r * 1.35],
      ],
      skin,
      r * 0.46,
    )
  }
  if (fingers === 'point')
    line(
      ctx,
      [
        [r * 0.5, -r * 0.3],
        [r * 2.1, -r * 0.36],
      ],
      skin,
      r * 0.5,
    )
}
