import { at, fillPath, line, oval, shade, strokePath } from './ink.mjs'

/**
 * A head that is turned a little to one side, about its own middle (68 high).
 * @param look `{ skin, turn: -1…1 (left…right), mouth: 0…1, blink: 0…1, smile: 0…1, brows: 0…1, gaze: [x, y], glasses, hair }`;
 * `hair` is `{ back, front }`, two drawings under and over the face
 */
export function drawHead(ctx, look) {
  const { skin, turn = 0, hair } = look
  hair?.back?.(ctx, turn)
  const far = turn > 0 ? -1 : 1
  // The ear on the side that is turned to us.
  if (!hair?.hidesEars) {
    oval(ctx, far * 29 + turn * 5, 3, 6.5, 9, shade(skin, -0.06))
    oval(ctx, far * 29 + turn * 5, 3, 3.2, 5, shade(skin, -0.16))
    if (Math.abs(turn) < 0.3) oval(ctx, -far * 29 + turn * 5, 3, 5, 8, shade(skin, -0.06))
  }
  fillPath(ctx, 'M-30 -8 C-30 -42 30 -42 30 -8 C30 16 20 35 0 36 C-20 35 -30 16 -30 -8Z', skin)
  drawFeatures(ctx, look)
  hair?.front?.(ctx, turn)
}

function drawFeatures(ctx, look) {
  const { skin, turn = 0, mouth = 0, blink = 0, smile = 0.5, brows = 0, gaze = [0, 0], glasses, lips } = look
  const ink = '#2a1c16'
  const shift = turn * 10
  const blush = shade(skin, -0.2)
  ctx.save()
  ctx.globalAlpha *= 0.3
  oval(ctx, shift - 17 + turn * 2, 13, 6.5, 4.2, '#d8604f')
  oval(ctx, shift + 17 + turn * 2, 13, 6.5, 4.2, '#d8604f')
  ctx.restore()

  for (const side of [-1, 1]) {
    const x = shift + side * (12 - Math.abs(turn) * 1.6)
    const open = 1 - Math.min(1, blink)
    if (open < 0.3) strokePath(ctx, `M${x - 4} 1 Q${x} 4 ${x + 4} 1`, ink, 2.2)
    else {
      oval(ctx, x + gaze[0] * 1.2, gaze[1] * 1.2, 3.4, 4.2 * open, ink)
      oval(ctx, x + 1.2 + gaze[0] * 1.2, -1.5 + gaze[1] * 1.2, 1.1, 1.1 * open, 'rgba(255,255,255,.9)')
    }
    const lift = brows * 3.5
    strokePath(
      ctx,
      `M${x - 5.5} ${-9.5 - lift + (side < 0 ? 1 : 0)} Q${x} ${-13 - lift} ${x + 5.5} ${-9.5 - lift + (side > 0 ? 1 : 0)}`,
      look.browColour ?? ink,
      2.4,
    )
    if (glasses) {
      ctx.strokeStyle = glasses
      ctx.lineWidth = 2
      ctx.beginPath()
      ctx.roundRect(x - 8.5, -7.5, 17, 15.5, 7)
      ctx.stroke()
    }
  }
  if (glasses)
    line(
      ctx,
      [
        [shift - 3.2, -1],
        [shift + 3.2, -1],
      ],
      glasses,
      2,
    )

  const nose = shift + turn * 4
  strokePath(
    ctx,
    `M${nose - turn * 1} 4 Q${nose + (turn >= 0 ? 4.5 : -4.5)} 10 ${nose - (turn >= 0 ? 1 : -1)} 11`,
    blush,
    2,
  )

  const my = 20
  const mx = shift + turn * 1.5
  const wide = 8 - mouth * 1.6
  if (mouth < 0.1) {
    strokePath(
      ctx,
      `M${mx - wide} ${my - 1 - smile * 1.2} Q${mx} ${my + 1 + smile * 6} ${mx + wide} ${my - 1 - smile * 1.2}`,
      lips ?? '#7a3b34',
      2.6,
    )
  } else {
    const deep = 2 + mouth * 9
    const shape = `M${mx - wide} ${my - 1.5} Q${mx} ${my - 4 - mouth} ${mx + wide} ${my - 1.5} Q${mx + wide * 0.7} ${my + deep} ${mx} ${my + deep} Q${mx - wide * 0.7} ${my + deep} ${mx - wide} ${my - 1.5}Z`
    fillPath(ctx, shape, '#6b2a28')
    if (mouth > 0.3) oval(ctx, mx, my + deep - 1.6, wide * 0.55, 2.2 + mouth, '#c9655c')
    if (mouth > 0.22)
      fillPath(
        ctx,
        `M${mx - wide * 0.72} ${my - 2.2} Q${mx} ${my - 3.6 - mouth} ${mx + wide * 0.72} ${my - 2.2} L${mx + wide * 0.6} ${my + 0.6} H${mx - wide * 0.6}Z`,
        '#fbfbf8',
      )
    strokePath(ctx, shape, lips ?? '#7a3b34', 1.6)
  }
}

/** Little strokes beside a head that speaks. `side` 1 is to the right. */
export function speechMarks(ctx, x, y, side, loud) {
  if (loud <= 0.02) return
  at(
    ctx,
    x,
    y,
    () => {
      for (const [index, turn] of [-0.62, 0, 0.62].entries())
        at(
          ctx,
          0,
          0,
          () =>
            line(
              ctx,
              [
                [10, 0],
                [(index === 1 ? 18 : 16) + 5 * loud, 0],
              ],
              'rgba(20,24,28,.66)',
              3.6,
            ),
          { turn },
        )
    },
    { flip: side, alpha: Math.min(1, loud * 2.2) },
  )
}

/** Hair, as drawings under and over the face. */
export const hairs = {
  braids: colour => ({
    hidesEars: true,
    back: (ctx, turn) => {
      oval(ctx, -turn * 3, -8, 36, 37, colour)
      for (const side of [-1, 1]) {
        const x = side * 33 - turn * 4
        for (const [index, y] of [16, 30, 43, 55].entries())
          oval(ctx, x + side * index * 1.5, y, 8.5 - index, 8.5, index % 2 ? shade(colour, 0.06) : colour)
        oval(ctx, x + side * 5, 63, 5, 4, '#c9746a')
      }
    },
    front: (ctx, turn) => {
      fillPath(
        ctx,
        `M-33 2 C-36 -48 36 -48 33 2 C30 -8 27 -16 22 -19 C${8 + turn * 10} -10 ${-6 + turn * 10} -12 ${2 + turn * 10} -24 C${-6 + turn * 8} -14 -20 -14 -24 -16 C-29 -12 -31 -6 -33 2Z`,
        colour,
      )
      strokePath(ctx, `M${2 + turn * 10} -24 Q${turn * 4} -34 ${-turn * 4} -43`, shade(colour, 0.16), 1.6)
    },
  }),
  curls: colour => ({
    back: ctx => oval(ctx, 0, -12, 35, 32, colour),
    front: (ctx, turn) => {
      const tops = [
        [-28, -10, 11],
        [-26, -25, 12],
        [-13, -36, 13],
        [3, -39, 13],
        [18, -33, 13],
        [28, -21, 11],
        [29, -8, 9],
        [-10, -24, 11],
        [6, -26, 11],
        [18, -20, 9],
      ]
      for (const [x, y, r] of tops) oval(ctx, x + turn * 3, y, r, r * 0.95, colour)
      for (const [x, y] of [
        [-14, -33],
        [4, -36],
        [19, -29],
        [-25, -20],
      ])
        strokePath(ctx, `M${x - 5 + turn * 3} ${y} q5 -6 10 0`, shade(colour, 0.14), 1.8)
    },
  }),
  side: colour => ({
    back: ctx => oval(ctx, 0, -11, 33, 31, colour),
    front: (ctx, turn) =>
      fillPath(
        ctx,
        `M-33 0 C-38 -50 30 -56 34 -6 C34 -2 32 2 31 4 C30 -6 28 -12 24 -17 C10 -14 ${-6 + turn * 8} -16 ${-14 + turn * 8} -25 C${-16 + turn * 6} -18 -24 -12 -28 -8 C-30 -5 -31 2 -33 0Z`,
        colour,
      ),
  }),
  scarf: colour => ({
    hidesEars: true,
    back: (ctx, turn) => {
      fillPath(ctx, 'M-38 -4 C-40 -52 40 -52 38 -4 C38 22 46 50 40 62 L-40 62 C-46 50 -38 22 -38 -4Z', colour)
      oval(ctx, -turn * 2, -6, 37, 38, colour)
    },
    front: (ctx, turn) => {
      const open = `M${-25 + turn * 7} -6 C${-24 + turn * 7} -34 ${24 + turn * 7} -34 ${25 + turn * 7} -6 C${25 + turn * 7} 20 ${14 + turn * 6} 34 ${turn * 6} 35 C${-14 + turn * 6} 34 ${-25 + turn * 7} 20 ${-25 + turn * 7} -6Z`
      ctx.save()
      ctx.beginPath()
      ctx.rect(-60, -60, 120, 130)
      ctx.clip()
      fillPath(
        ctx,
        `M-38 -4 C-40 -52 40 -52 38 -4 C38 22 44 44 38 58 C20 66 -20 66 -38 58 C-44 44 -38 22 -38 -4Z ${open}`,
        colour,
        'evenodd',
      )
      ctx.restore()
      strokePath(ctx, `M${-20 + turn * 6} 30 Q${turn * 4} 50 30 46`, shade(colour, -0.14), 2)
      strokePath(ctx, `M${-26 + turn * 4} 44 Q${turn * 4} 60 24 57`, shade(colour, -0.14), 2)
    },
  }),
  afro: colour => ({
    back: (ctx, turn) => {
      for (const [x, y, r] of [
        [0, -22, 42],
        [-30, -10, 22],
        [30, -10, 22],
        [-24, -38, 22],
        [24, -38, 22],
        [0, -48, 22],
      ])
        oval(ctx, x - turn * 3, y, r, r, colour)
    },
    front: (ctx, turn) => {
      fillPath(
        ctx,
        `M-31 -6 C-34 -46 34 -46 31 -6 C28 -18 ${18 + turn * 6} -24 ${turn * 8} -24 C${-18 + turn * 6} -24 -28 -18 -31 -6Z`,
        colour,
      )
      strokePath(ctx, `M-36 -20 Q${turn * 6} -42 36 -20`, '#c98a3a', 7)
    },
  }),
}
