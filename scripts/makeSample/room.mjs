import { at, box, colours, fillPath, line, oval, shade } from './ink.mjs'

/** The classroom without its people: the same in every frame, so it is drawn once. */
export function drawRoom(ctx) {
  const wall = ctx.createLinearGradient(0, 0, 1280, 300)
  wall.addColorStop(0, '#edf0f1')
  wall.addColorStop(1, '#dde2e5')
  ctx.fillStyle = wall
  ctx.fillRect(-20, -20, 1320, 470)
  const floor = ctx.createLinearGradient(0, 430, 0, 720)
  floor.addColorStop(0, '#c9bfb2')
  floor.addColorStop(1, '#d8cfc3')
  ctx.fillStyle = floor
  ctx.fillRect(-20, 430, 1320, 310)
  for (const [index, x] of [-700, -420, -160, 110, 370, 640, 910, 1170, 1440, 1700, 1980].entries())
    line(
      ctx,
      [
        [640 + (x - 640) * 0.62, 432],
        [x, 740],
      ],
      index % 2 ? 'rgba(120,104,84,.12)' : 'rgba(120,104,84,.09)',
      2,
    )
  box(ctx, -20, 420, 1320, 13, 0, colours.skirting)
  box(ctx, -20, 432, 1320, 3, 0, 'rgba(90,80,66,.22)')
  windowLight(ctx)
  window(ctx)
  pinboard(ctx)
  clock(ctx)
  shelf(ctx)
}

function window(ctx) {
  box(ctx, 20, 56, 214, 258, 6, '#ffffff')
  ctx.save()
  ctx.beginPath()
  ctx.rect(32, 68, 190, 234)
  ctx.clip()
  const sky = ctx.createLinearGradient(0, 68, 0, 302)
  sky.addColorStop(0, '#c9dfee')
  sky.addColorStop(1, '#eef5f4')
  ctx.fillStyle = sky
  ctx.fillRect(32, 68, 190, 234)
  for (const [x, y, k] of [
    [84, 112, 1],
    [176, 146, 0.7],
  ]) {
    oval(ctx, x, y, 24 * k, 10 * k, '#ffffff')
    oval(ctx, x + 18 * k, y - 8 * k, 18 * k, 12 * k, '#ffffff')
    oval(ctx, x + 38 * k, y, 20 * k, 9 * k, '#ffffff')
  }
  fillPath(ctx, 'M32 262 Q90 214 150 246 T222 232 V302 H32Z', '#b9cfb0')
  fillPath(ctx, 'M32 282 Q80 256 140 276 T222 266 V302 H32Z', '#9dbb94')
  box(ctx, 176, 214, 7, 62, 3, '#8a6f55')
  oval(ctx, 179, 202, 27, 31, '#7fa478')
  oval(ctx, 192, 218, 19, 20, '#8db285')
  ctx.restore()
  box(ctx, 123, 62, 8, 246, 0, '#ffffff')
  box(ctx, 26, 178, 202, 7, 0, '#ffffff')
  box(ctx, 10, 306, 234, 13, 4, '#ffffff')
  box(ctx, 10, 316, 234, 5, 2, 'rgba(60,70,80,.14)')
  plant(ctx, 58, 306, 0.9)
}

function plant(ctx, x, y, scale) {
  at(
    ctx,
    x,
    y,
    () => {
      for (const [turn, colour] of [
        [-0.95, '#5c8a62'],
        [-0.45, '#6d9c70'],
        [0, '#5c8a62'],
        [0.5, '#6d9c70'],
        [1, '#5c8a62'],
      ])
        at(ctx, 0, -24, () => fillPath(ctx, 'M0 0 Q-13 -26 0 -52 Q13 -26 0 0Z', colour), { turn })
      fillPath(ctx, 'M-19 -28 H19 L14 0 H-14Z', '#c58a66')
      fillPath(ctx, 'M-19 -28 H19 L18 -20 H-18Z', '#b37a57')
    },
    { scale },
  )
}

function windowLight(ctx) {
  ctx.save()
  ctx.globalAlpha = 0.2
  fillPath(ctx, 'M150 436 L420 436 L620 720 L260 720Z', '#fff6e2')
  ctx.globalAlpha = 0.14
  fillPath(ctx, 'M250 60 L300 60 L300 420 L250 420Z', '#ffffff')
  ctx.restore()
}

function pinboard(ctx) {
  box(ctx, 1046, 128, 206, 166, 6, '#b99a74')
  box(ctx, 1052, 134, 194, 154, 3, '#d9c3a2')
  const cards = [
    [1064, 146, 50, 60, -0.04, '#ffffff', 'star'],
    [1126, 144, 50, 60, 0.03, '#fbe8d3', 'sun'],
    [1186, 148, 50, 58, -0.02, '#dbe7f8', 'house'],
    [1066, 218, 70, 56, 0.03, '#e7ecd3', 'bars'],
    [1150, 218, 84, 58, -0.03, '#ffffff', 'circle'],
  ]
  for (const [x, y, width, height, turn, paper, drawing] of cards)
    at(
      ctx,
      x + width / 2,
      y + height / 2,
      () => {
        box(ctx, -width / 2 + 2, -height / 2 + 3, width, height, 2, 'rgba(90,70,40,.2)')
        box(ctx, -width / 2, -height / 2, width, height, 2, paper)
        pupilsDrawing(ctx, drawing)
        oval(ctx, 0, -height / 2 + 6, 3.4, 3.4, colours.orange)
      },
      { turn },
    )
}

function pupilsDrawing(ctx, kind) {
  if (kind === 'star')
    fillPath(ctx, 'M0 -14 L5 -3 L16 -3 L7 5 L10 16 L0 10 L-10 16 L-7 5 L-16 -3 L-5 -3Z', '#e0a93f')
  if (kind === 'sun') {
    oval(ctx, 0, 4, 10, 10, '#e08a4a')
    for (let i = 0; i < 8; i++)
      line(
        ctx,
        [
          [Math.cos(i * 0.785) * 14, 4 + Math.sin(i * 0.785) * 14],
          [Math.cos(i * 0.785) * 19, 4 + Math.sin(i * 0.785) * 19],
        ],
        '#e08a4a',
        2.4,
      )
  }
  if (kind === 'house') {
    box(ctx, -12, 0, 24, 18, 1, '#c9746a')
    fillPath(ctx, 'M-17 2 L0 -13 L17 2Z', '#7c3a70')
    box(ctx, -4, 6, 8, 12, 1, '#ffffff')
  }
  if (kind === 'bars')
    for (const [index, part] of [1, 2, 3].entries()) {
      box(ctx, -26, -14 + index * 14, 52, 9, 1, '#ffffff')
      box(ctx, -26, -14 + index * 14, (52 * part) / 4, 9, 1, colours.olive)
    }
  if (kind === 'circle')
    for (let i = 0; i < 4; i++) {
      ctx.beginPath()
      ctx.moveTo(0, 3)
      ctx.arc(0, 3, 19, (i * Math.PI) / 2, ((i + 1) * Math.PI) / 2)
      ctx.closePath()
      ctx.fillStyle = i < 3 ? colours.teal : '#dfecea'
      ctx.fill()
      ctx.strokeStyle = '#ffffff'
      ctx.lineWidth = 2
      ctx.stroke()
    }
}

function clock(ctx) {
  oval(ctx, 1150, 70, 37, 37, 'rgba(60,70,80,.16)')
  oval(ctx, 1149, 67, 36, 36, colours.frame)
  oval(ctx, 1149, 67, 31, 31, '#ffffff')
  for (let i = 0; i < 12; i++) {
    const [x, y] = [Math.sin((i * Math.PI) / 6), -Math.cos((i * Math.PI) / 6)]
    line(
      ctx,
      [
        [1149 + x * 25, 67 + y * 25],
        [1149 + x * 27.5, 67 + y * 27.5],
      ],
      colours.text2,
      i % 3 ? 1.4 : 2.6,
    )
  }
  line(
    ctx,
    [
      [1149, 67],
      [1137, 56],
    ],
    colours.ink,
    3.6,
  )
  line(
    ctx,
    [
      [1149, 67],
      [1160, 48],
    ],
    colours.ink,
    2.6,
  )
  oval(ctx, 1149, 67, 3, 3, colours.ink)
}

function shelf(ctx) {
  box(ctx, 1010, 330, 262, 96, 3, '#bda27e')
  box(ctx, 1018, 338, 246, 80, 2, '#8f7758')
  const books = ['#6f8fb8', '#c98a5e', '#8b6a86', '#7d9a92', '#b7a26a', '#5f7f9f', '#a9695a', '#8a9460']
  let x = 1024
  for (let i = 0; i < 19; i++) {
    const width = 8 + ((i * 5) % 7)
    const height = 52 + ((i * 11) % 20)
    box(ctx, x, 418 - height, width, height, 1.5, shade(books[i % books.length], 0.12))
    x += width + 1.5
  }
  box(ctx, 1004, 324, 274, 9, 3, '#cdb28d')
  plant(ctx, 1250, 324, 0.8)
}

/** A table seen from the front, with its top a little from above. */
export function drawTable(ctx, x, y, width, depth = 34) {
  ctx.save()
  ctx.globalAlpha = 0.1
  oval(ctx, x + width / 2, y + 148, width * 0.5, 13, '#3d3122')
  ctx.restore()
  for (const leg of [x + 16, x + width - 28]) {
    box(ctx, leg, y + depth, 12, 112, 4, '#8d969d')
    box(ctx, leg + 7, y + depth, 5, 112, 2, '#7b848b')
  }
  fillPath(ctx, `M${x + 20} ${y} H${x + width - 20} L${x + width} ${y + depth} H${x}Z`, colours.wood)
  fillPath(
    ctx,
    `M${x + 20} ${y} H${x + width - 20} L${x + width - 16} ${y + 6} H${x + 16}Z`,
    'rgba(255,255,255,.25)',
  )
  box(ctx, x, y + depth, width, 13, 3, colours.woodEdge)
}

/** An open exercise book, with a fraction bar that a student has drawn. */
export function drawBook(ctx, x, y, flip = 1) {
  at(
    ctx,
    x,
    y,
    () => {
      fillPath(ctx, 'M-36 -9 L-2 -8 L0 10 L-42 9Z', '#ffffff')
      fillPath(ctx, 'M-2 -8 L33 -10 L42 8 L0 10Z', '#f3f5f6')
      line(
        ctx,
        [
          [-2, -8],
          [0, 10],
        ],
        '#c7ced3',
        1.4,
      )
      fillPath(ctx, 'M-30 -3 L-8 -2 L-8 4 L-33 3Z', colours.blueTint)
      line(
        ctx,
        [
          [6, -3],
          [27, -4],
        ],
        '#b9c1c8',
        1.6,
      )
      line(
        ctx,
        [
          [6, 2],
          [31, 1],
        ],
        '#b9c1c8',
        1.6,
      )
      line(
        ctx,
        [
          [46, 4],
          [62, -8],
        ],
        '#e0a93f',
        4,
      )
      line(
        ctx,
        [
          [62, -8],
          [64, -9.6],
        ],
        '#c9746a',
        4,
      )
    },
    { flip },
  )
}
