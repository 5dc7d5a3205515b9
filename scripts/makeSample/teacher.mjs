import { drawHead, hairs } from './faces.mjs'
import { arm, at, box, colours, fillPath, oval, shade, strokePath } from './ink.mjs'

const skin = '#7a4a30'
const cardigan = '#8b4a7c'
const skirt = '#3b454e'
const look = { skin, hair: hairs.afro('#2b1d17'), lips: '#6f2f35', browColour: '#22150f' }
/** Where she stands: her feet. */
const FEET = 548
const HEAD = 218
/** Grown-ups are drawn that much larger than their measures below. */
const SIZE = 1.12

/**
 * Ms Okafor.
 * @param now `{ x, step, turn, mouth, blink, smile, brows, gaze, nod, left: [x, y], right: [x, y], leftFingers, rightFingers, pen }`;
 * hands are places in the picture, `step` is how far she has walked
 */
export function drawTeacher(ctx, now) {
  const inside = ([px, py]) => [now.x + (px - now.x) / SIZE, FEET + (py - FEET) / SIZE]
  at(
    ctx,
    now.x * (1 - SIZE),
    FEET * (1 - SIZE),
    () =>
      drawAsIs(ctx, {
        ...now,
        left: inside(now.left),
        right: inside(now.right),
        ...(now.pen ? { pen: inside(now.pen) } : {}),
      }),
    { scale: SIZE },
  )
}

function drawAsIs(ctx, now) {
  const { x, turn } = now
  const stride = Math.sin(now.step / 26) * Math.min(1, now.pace)
  const lift = Math.abs(Math.cos(now.step / 26)) * Math.min(1, now.pace) * 2.5
  const shoulderY = 278 - lift
  ctx.save()
  ctx.globalAlpha = 0.18
  oval(ctx, x + 6, FEET + 4, 62, 11, '#3d3122')
  ctx.restore()
  for (const side of [-1, 1]) {
    const along = side * 15 + stride * side * 13
    box(ctx, x + along - 7, 500, 14, 42, 6, skin)
    box(ctx, x + along - 12 + turn * 6, FEET - 13, 26, 14, 7, '#2b2326')
  }
  fillPath(
    ctx,
    `M${x - 37} 400 C${x - 44} 440 ${x - 52 - stride * 3} 490 ${x - 50 - stride * 5} 522 Q${x} 534 ${x + 50 - stride * 5} 522 C${x + 52 - stride * 3} 490 ${x + 44} 440 ${x + 37} 400Z`,
    skirt,
  )
  strokePath(ctx, `M${x - 14} 424 Q${x - 20} 480 ${x - 18 - stride * 4} 524`, shade(skirt, 0.1), 2)
  strokePath(ctx, `M${x + 16} 424 Q${x + 22} 480 ${x + 22 - stride * 4} 523`, shade(skirt, 0.1), 2)

  // The arm farther from the board goes behind the body.
  const limb = { upper: 70, fore: 66, width: 24, skin }
  fillPath(
    ctx,
    `M${x - 40} 410 L${x - 44} ${shoulderY + 20} Q${x - 38} ${shoulderY - 8} ${x - 15} ${shoulderY - 14} H${x + 15} Q${x + 38} ${shoulderY - 8} ${x + 44} ${shoulderY + 20} L${x + 40} 410 Q${x} 420 ${x - 40} 410Z`,
    '#f0e6d8',
  )
  box(ctx, x - 12 + turn, HEAD + 26 - lift, 24, 36, 9, shade(skin, -0.12))
  fillPath(
    ctx,
    `M${x - 15} ${shoulderY - 13} Q${x} ${shoulderY + 18} ${x + 15} ${shoulderY - 13}Z`,
    shade(skin, -0.04),
  )
  strokePath(
    ctx,
    `M${x - 16} ${shoulderY - 12} Q${x + turn * 2} ${shoulderY + 46} ${x + 16} ${shoulderY - 12}`,
    colours.teal,
    3,
  )
  box(ctx, x - 9 + turn * 2, shoulderY + 20, 18, 25, 3, '#ffffff')
  box(ctx, x - 6 + turn * 2, shoulderY + 25, 12, 9, 2, colours.blueSoft)
  for (const side of [-1, 1])
    fillPath(
      ctx,
      `M${x + side * 15} ${shoulderY - 14} Q${x + side * 40} ${shoulderY - 8} ${x + side * 46} ${shoulderY + 22} L${x + side * 44} 430 Q${x + side * 30} 436 ${x + side * 19} 430 Q${x + side * 27} 340 ${x + side * 15} ${shoulderY - 14}Z`,
      cardigan,
    )
  at(ctx, x + turn * 3, HEAD - lift + now.nod * 3, () => drawHead(ctx, { ...look, ...now }), {
    turn: now.tilt ?? 0,
    scale: 1.06,
  })
  for (const side of [-1, 1])
    oval(ctx, x + turn * 3 + side * 31 + turn * 5, HEAD + 17 - lift + now.nod * 3, 3, 4.5, '#d0a044')

  const sleeve = shade(cardigan, -0.1)
  const { hand } = arm(ctx, [x - 38, shoulderY + 10], now.left, {
    ...limb,
    side: -1,
    sleeve,
    fingers: now.leftFingers,
  })
  arm(ctx, [x + 38, shoulderY + 10], now.right, { ...limb, side: 1, sleeve, fingers: now.rightFingers })
  if (now.pen) strokePath(ctx, `M${hand[0] + 4} ${hand[1] + 10} L${now.pen[0]} ${now.pen[1]}`, colours.ink, 6)
}
