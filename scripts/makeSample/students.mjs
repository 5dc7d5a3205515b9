import { drawHead, hairs, speechMarks } from './faces.mjs'
import { arm, at, box, colours, fillPath, oval, shade, strokePath } from './ink.mjs'

/** The students at the side tables, whose faces we see, and those in front, whom we see from behind. */
export const facing = {
  maya: { x: 100, y: 404, side: 1, skin: '#c48a5f', hair: hairs.braids('#33231c'), top: '#c9746a', seed: 11 },
  noah: {
    x: 238,
    y: 398,
    side: 1,
    skin: '#f1cdb0',
    hair: hairs.curls('#8f4a2a'),
    browColour: '#7a3f24',
    top: '#5d8a80',
    seed: 12,
  },
  amina: {
    x: 1042,
    y: 404,
    side: -1,
    skin: '#b67d54',
    hair: hairs.scarf('#356f83'),
    top: '#6d7f94',
    seed: 13,
  },
  leo: {
    x: 1180,
    y: 396,
    side: -1,
    skin: '#f3d3b5',
    hair: hairs.side('#c69a52'),
    browColour: '#96713a',
    glasses: '#39434c',
    top: '#d0a044',
    seed: 14,
  },
}

export const behind = {
  jin: {
    x: 424,
    y: 588,
    hair: 'ponytail',
    colour: '#221d1f',
    skin: '#e9c09a',
    top: '#5379ad',
    raised: 1,
    seed: 15,
  },
  zuri: {
    x: 640,
    y: 594,
    hair: 'puffs',
    colour: '#2a1d18',
    skin: '#7c4e33',
    top: '#8a9350',
    raised: -1,
    seed: 16,
  },
  tom: {
    x: 856,
    y: 590,
    hair: 'short',
    colour: '#6a4630',
    skin: '#e8bb95',
    top: '#b9683d',
    raised: 1,
    wheels: true,
    seed: 17,
  },
}

/**
 * A student at a side table, down to where the table hides them.
 * @param now `{ turn, mouth, blink, smile, brows, gaze, raise: 0…1, lean, nod }`
 */
export function drawFacing(ctx, who, now) {
  const { x, y, side, skin, top } = who
  const sway = now.lean * 10
  const dark = shade(top, -0.12)
  // The chair's back.
  box(ctx, x - 40 - side * 6, y + 62, 80, 80, 14, '#9aa5ad')
  const shoulderY = y + 54
  fillPath(
    ctx,
    `M${x - 47 + sway * 0.4} ${y + 150} L${x - 45 + sway * 0.7} ${shoulderY + 14} Q${x - 40 + sway} ${shoulderY - 8} ${x - 14 + sway} ${shoulderY - 14} H${x + 14 + sway} Q${x + 40 + sway} ${shoulderY - 8} ${x + 45 + sway * 0.7} ${shoulderY + 14} L${x + 47 + sway * 0.4} ${y + 150}Z`,
    top,
  )
  box(ctx, x - 11 + sway, y + 24, 22, 24, 8, shade(skin, -0.1))
  strokePath(
    ctx,
    `M${x - 15 + sway} ${shoulderY - 13} Q${x + sway} ${shoulderY + 2} ${x + 15 + sway} ${shoulderY - 13}`,
    dark,
    4,
  )

  // An arm that lies on the table comes towards us, so it is drawn shorter than one that is raised.
  const up = now.raise
  const limb = { width: 21, skin }
  const still = -side
  const rest = [x + still * 20 + side * 8, y + 120]
  arm(ctx, [x + still * 34 + sway * 0.8, shoulderY + 8], rest, {
    ...limb,
    upper: 38,
    fore: 36,
    side: still,
    sleeve: dark,
  })

  at(ctx, x + sway * 1.15, y + now.nod * 3, () => drawHead(ctx, { ...who, ...now }), {
    turn: now.lean * 0.06 + now.nod * 0.02,
  })

  const down = [x + side * 27, y + 116]
  const high = [x + side * 50, y - 64]
  const target = [
    down[0] + (high[0] - down[0]) * up + side * 34 * Math.sin(up * Math.PI),
    down[1] + (high[1] - down[1]) * up,
  ]
  arm(ctx, [x + side * 34 + sway * 0.8, shoulderY + 8], target, {
    ...limb,
    upper: 38 + 24 * up,
    fore: 36 + 26 * up,
    side,
    sleeve: dark,
    fingers: up > 0.4 ? 'flat' : 'fist',
  })
  const facingNow = Math.sign(now.turn) || side
  speechMarks(ctx, x + sway + facingNow * 36, y + 16, facingNow, now.mouth)
}

/**
 * A student in front, from behind, cut by the picture's lower edge.
 * @param now `{ turn: -1…1, raise: 0…1, nod, murmur }`
 */
export function drawBehind(ctx, who, now) {
  const { x, y, skin, top, raised } = who
  const dark = shade(top, -0.14)
  const shoulderY = y + 66
  if (now.raise > 0.02) {
    const low = [x + raised * 60, y + 120]
    const high = [x + raised * 74, y - 104]
    const target = [
      low[0] + (high[0] - low[0]) * now.raise + raised * 26 * Math.sin(now.raise * Math.PI),
      low[1] + (high[1] - low[1]) * now.raise,
    ]
    arm(ctx, [x + raised * 60, shoulderY + 22], target, {
      upper: 82,
      fore: 80,
      width: 34,
      side: raised,
      sleeve: dark,
      skin,
      fingers: now.raise > 0.35 ? 'flat' : 'fist',
    })
  }
  fillPath(
    ctx,
    `M${x - 94} 740 L${x - 88} ${shoulderY + 44} Q${x - 80} ${shoulderY + 6} ${x - 28} ${shoulderY - 10} H${x + 28} Q${x + 80} ${shoulderY + 6} ${x + 88} ${shoulderY + 44} L${x + 94} 740Z`,
    top,
  )
  fillPath(
    ctx,
    `M${x - 60} 740 Q${x - 56} ${shoulderY + 60} ${x - 62} ${shoulderY + 30} L${x - 70} ${shoulderY + 40} Q${x - 66} 700 ${x - 68} 740Z`,
    dark,
  )
  fillPath(
    ctx,
    `M${x + 60} 740 Q${x + 56} ${shoulderY + 60} ${x + 62} ${shoulderY + 30} L${x + 70} ${shoulderY + 40} Q${x + 66} 700 ${x + 68} 740Z`,
    dark,
  )
  seat(ctx, who)
  box(ctx, x - 18, y + 26, 36, 44, 14, shade(skin, -0.12))
  strokePath(ctx, `M${x - 27} ${shoulderY - 8} Q${x} ${shoulderY + 8} ${x + 27} ${shoulderY - 8}`, dark, 7)
  at(ctx, x + now.turn * 5, y + now.nod * 3, () => headBehind(ctx, who, now.turn), {
    turn: now.turn * 0.05,
  })
  if (now.murmur > 0.05)
    speechMarks(ctx, x + Math.sign(now.turn) * 54, y + 14, Math.sign(now.turn), now.murmur)
}

function seat(ctx, { x, wheels }) {
  if (wheels) {
    box(ctx, x - 62, 694, 124, 40, 10, '#39434c')
    for (const side of [-1, 1]) {
      box(ctx, x + side * 66 - 5, 664, 10, 70, 4, '#6b757e')
      box(ctx, x + side * 66 - 9, 652, 18, 24, 8, '#2b333a')
    }
  } else {
    box(ctx, x - 66, 690, 132, 60, 16, '#a3adb4')
    box(ctx, x - 50, 702, 100, 7, 3.5, '#8e989f')
  }
}

function headBehind(ctx, { hair, colour, skin }, turn) {
  const lighter = shade(colour, 0.1)
  // When the head turns, the cheek and the tip of the nose come into view.
  const seen = Math.abs(turn)
  const side = Math.sign(turn) || 1
  if (seen > 0.05) {
    oval(ctx, side * (8 + seen * 10), 6, 36, 40, skin)
    fillPath(
      ctx,
      `M${side * (38 + seen * 9)} 0 Q${side * (46 + seen * 11)} 9 ${side * (38 + seen * 8)} 13Z`,
      skin,
    )
  }
  for (const each of [-1, 1]) oval(ctx, each * 43 - turn * 10, 8, 7.5, 11, shade(skin, -0.06))
  if (hair === 'short') {
    fillPath(ctx, 'M-43 6 C-50 -58 50 -58 43 6 C42 22 36 34 26 38 H-26 C-36 34 -42 22 -43 6Z', colour)
    strokePath(ctx, 'M-14 -38 Q-4 -22 -16 -8', lighter, 3)
    strokePath(ctx, 'M8 -40 Q18 -24 10 -6', lighter, 3)
    strokePath(ctx, 'M26 -30 Q32 -16 26 -2', lighter, 3)
  }
  if (hair === 'puffs') {
    for (const each of [-1, 1])
      for (const [dx, dy, r] of [
        [0, 0, 25],
        [-14, 8, 14],
        [14, 8, 14],
        [-10, -14, 14],
        [12, -13, 14],
      ])
        oval(ctx, each * 41 + dx - turn * 6, -34 + dy, r, r, colour)
    fillPath(ctx, 'M-44 4 C-48 -54 48 -54 44 4 C44 26 34 42 0 42 C-34 42 -44 26 -44 4Z', colour)
    strokePath(ctx, `M${-turn * 8} -44 Q${-turn * 14} 0 ${-turn * 8} 40`, shade(skin, -0.1), 2.6)
    for (const each of [-1, 1]) oval(ctx, each * 35 - turn * 6, -26, 7, 7, '#d0a044')
  }
  if (hair === 'ponytail') {
    fillPath(ctx, 'M-44 4 C-50 -60 50 -60 44 4 C44 28 32 44 0 44 C-32 44 -44 28 -44 4Z', colour)
    for (const x of [-26, -13, 13, 26])
      strokePath(ctx, `M${x * 1.2} -34 Q${x * 0.6} -24 ${x * 0.2 - turn * 3} -14`, lighter, 2.4)
    const swing = -turn * 16
    fillPath(
      ctx,
      `M-9 -14 C-26 10 ${-24 + swing} 60 ${-10 + swing} 92 Q${swing} 102 ${10 + swing} 92 C${24 + swing} 60 26 10 9 -14Z`,
      shade(colour, 0.05),
    )
    strokePath(ctx, `M-3 0 Q${-8 + swing * 0.6} 44 ${-2 + swing} 84`, lighter, 2.4)
    strokePath(ctx, `M6 2 Q${10 + swing * 0.6} 40 ${6 + swing} 76`, lighter, 2.4)
    box(ctx, -12, -20, 24, 12, 6, colours.plum)
  }
}
