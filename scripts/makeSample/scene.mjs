import { cutShare, drawBoard, penShare, penWork } from './board.mjs'
import { write } from './handwriting.mjs'
import { blinking, bump, clamp, fidgeting, mix, ramp, seeded, track } from './motion.mjs'
import { headKeys, leftKeys, rightKeys, wayKeys } from './poses.mjs'
import { drawBook, drawTable } from './room.mjs'
import { behind, drawBehind, drawFacing, facing } from './students.mjs'
import { drawTeacher } from './teacher.mjs'

const FPS = 25
const PAIRS = {
  maya: 'noah',
  noah: 'maya',
  amina: 'leo',
  leo: 'amina',
  jin: 'zuri',
  zuri: 'jin',
  tom: 'zuri',
}
const everyone = { ...facing, ...behind }

/** When what happens, in seconds, from when who speaks. */
function planOf(cues) {
  const s = id => cues[id].startMs / 1000
  const e = id => cues[id].endMs / 1000
  return {
    s,
    e,
    board: {
      upper: s('ask') + 2.4,
      lower: s('ask') + 3.8,
      cuts: [e('try') + 1.0, 3.2],
      six: [s('aminaSix') + 1.3, 2],
      more: e('aminaSix') - 1.3,
      keep: [s('heard') + 2.1, 3.6],
    },
    /** Who puts a hand up when, and until when. */
    hands: [
      ['tom', e('think') + 1.6, s('callMaya') + 0.9],
      ['maya', e('think') + 2.3, s('maya') + 0.1],
      ['amina', e('think') + 3.2, s('callMaya') + 1.2],
      ['zuri', e('think') + 4.0, s('callMaya') + 1.5],
      ['jin', e('askHow') + 1.8, s('amina') + 0.7],
      ['amina', e('askHow') + 2.5, s('amina') + 0.2],
      ['noah', e('askHow') + 3.3, s('amina') + 1.0],
    ],
    talk: [e('partner') + 0.5, s('heard') - 0.1],
  }
}

/** Everything that moves, as functions of time. @param mouths openness by frame, by line id */
export function sceneOf(cues, mouths) {
  const plan = planOf(cues)
  const { s, e, board } = plan
  const teacherX = track(wayKeys(plan))
  const steps = stepsOf(teacherX, cues)
  const focus = focusOf(plan)
  const blinks = Object.fromEntries(Object.entries(everyone).map(([id, { seed }]) => [id, blinking(seed)]))
  const teacherBlink = blinking(3)
  const fidgets = Object.fromEntries(Object.entries(everyone).map(([id, { seed }]) => [id, fidgeting(seed)]))
  const teacherFidget = fidgeting(5)
  const chatter = seeded(21)
  const rhythm = Array.from({ length: 400 }, () => chatter())

  const mouthOf = (who, t) => {
    const line = Object.values(cues).find(
      each => each.who === who && t >= each.startMs / 1000 && t < each.endMs / 1000,
    )
    if (line) return mouths[line.id][Math.floor((t - line.startMs / 1000) * FPS)] ?? 0
    return 0
  }
  /** In pairs, one speaks for some seconds, then the other. */
  const murmurOf = (who, t) => {
    const [from, to] = plan.talk
    if (t < from || t > to) return 0
    const first = ['maya', 'leo', 'jin'].includes(who)
    const turns = Math.floor((t - from) / 2.1) % 2 === 0
    if (who === 'tom' || first !== turns) return 0
    return (0.25 + 0.5 * rhythm[Math.floor(t * 7) % 400]) * bump(t, from, to - 0.4, 0.3)
  }
  const paired = t => bump(t, plan.talk[0] - 0.5, plan.talk[1] + 0.3, 0.8)
  const turnOf = (who, t) => {
    const { x } = everyone[who]
    const looks = clamp((focus(t, who, teacherX(t)) - x) / 380, -1, 1) * (behind[who] ? 0.55 : 0.85)
    const partner = Math.sign(everyone[PAIRS[who]].x - x) * (behind[who] ? 0.95 : 0.9)
    return mix(looks, partner, paired(t))
  }
  const raiseOf = (who, t) =>
    Math.max(
      0,
      ...plan.hands.filter(([id]) => id === who).map(([, from, to]) => bump(t, from, to, 0.65, 0.6)),
    )

  const studentAt = (who, t) => {
    const { side = 0, seed } = everyone[who]
    const mouth = Math.max(mouthOf(who, t), murmurOf(who, t))
    const raise = raiseOf(who, t)
    const fidget = fidgets[who](t)
    return {
      mouth,
      raise,
      turn: clamp(turnOf(who, t) + fidget * 0.1, -1, 1),
      blink: blinks[who](t),
      smile: 0.45 + 0.4 * raise + 0.2 * paired(t),
      brows: 0.8 * raise + 0.5 * mouth,
      lean:
        side * 0.18 * raise +
        Math.sign(everyone[PAIRS[who]].x - everyone[who].x) * 0.5 * paired(t) +
        0.12 * fidget,
      nod: Math.sin(t * 5 + seed) * 0.35 * clamp(mouth * 3) + 0.2 * fidget,
      murmur: behind[who] ? murmurOf(who, t) : 0,
    }
  }

  const leftHand = track(leftKeys(plan))
  const rightHand = track(rightKeys(plan))
  const head = track(headKeys(plan))
  const teacherAt = t => {
    const x = teacherX(t)
    const pen = penAt(t, board)
    const own = leftHand(t)
    const left = [x + own[0], own[1]]
    const at = pen ? [mix(left[0], pen.x + 12, pen.share), mix(left[1], pen.y + 6, pen.share)] : left
    const right = rightHand(t)
    const nods = [
      s('maya') + 2.2,
      e('maya') + 0.5,
      s('leo') + 1.7,
      e('leo') + 0.4,
      e('amina') + 0.3,
      s('aminaSix') + 2.4,
    ]
    const nod = Math.max(0, ...nods.map(from => bump(t, from, from + 0.3, 0.22)))
    const [turn, smile] = head(t)
    return {
      x,
      turn: (pen ? mix(turn, -0.85, pen.share) : turn) + teacherFidget(t) * 0.06,
      smile,
      step: steps(t).way,
      pace: steps(t).pace,
      mouth: mouthOf('teacher', t),
      blink: teacherBlink(t),
      brows: 0.5 * mouthOf('teacher', t) + bump(t, e('think'), s('callMaya'), 0.6) * 0.7,
      nod,
      left: at,
      right: [x + right[0], right[1]],
      leftFingers: pen && pen.share > 0.3 ? 'fist' : own[2] > 0.5 ? 'flat' : 'fist',
      rightFingers: right[2] > 0.5 ? (right[2] > 1.5 ? 'point' : 'flat') : 'fist',
      ...(pen && pen.share > 0.6 ? { pen: [pen.x, pen.y] } : {}),
    }
  }

  const camera = track([
    [0, [640, 360, 1]],
    [s('try') + 0.3, [676, 304, 1.18], 2],
    [s('partner') + 0.2, [640, 360, 1], 2.2],
    [board.keep[0] - 0.4, [660, 312, 1.15], 2],
  ])

  return {
    draw(ctx, t, room) {
      const [cx, cy, zoom] = camera(t)
      ctx.setTransform(zoom, 0, 0, zoom, 640 - cx * zoom, 360 - cy * zoom)
      ctx.drawImage(room, 0, 0, 1280, 720)
      drawBoard(ctx, t, board)
      drawTeacher(ctx, teacherAt(t))
      for (const who of ['noah', 'maya', 'leo', 'amina']) drawFacing(ctx, facing[who], studentAt(who, t))
      drawTable(ctx, 18, 512, 304)
      drawTable(ctx, 958, 512, 304)
      for (const [x, y, flip] of [
        [112, 532, 1],
        [232, 531, 1],
        [1046, 532, -1],
        [1168, 531, -1],
      ])
        drawBook(ctx, x, y, flip)
      drawTable(ctx, 356, 626, 568, 40)
      for (const [x, y, flip] of [
        [526, 646, 1],
        [744, 646, -1],
      ])
        drawBook(ctx, x, y, flip)
      for (const who of ['jin', 'zuri', 'tom']) drawBehind(ctx, behind[who], studentAt(who, t))
      ctx.setTransform(1, 0, 0, 1, 0, 0)
    },
  }
}

/** Where the pen is while the teacher writes, and how much her hand is there (0 to 1). */
function penAt(t, board) {
  const works = [
    { from: board.cuts[0], to: board.cuts[0] + board.cuts[1], pen: () => cutPen(t, board) },
    {
      from: board.six[0],
      to: board.six[0] + board.six[1],
      pen: () => write(null, penWork.sixEighths, penShare(t, board.six)),
    },
    {
      from: board.keep[0],
      to: board.keep[0] + board.keep[1],
      pen: () => write(null, penWork.keep, penShare(t, board.keep)),
    },
  ]
  for (const { from, to, pen } of works) {
    const share = bump(t, from - 0.55, to + 0.1, 0.5)
    if (share > 0) {
      const [x, y] = pen()
      return { x, y, share }
    }
  }
  return undefined
}

function cutPen(t, board) {
  const each = board.cuts[1] / 4
  const index = clamp(Math.floor((t - board.cuts[0]) / each), 0, 3)
  const [[x, top], [, low]] = penWork.cuts[index]
  const next = penWork.cuts[Math.min(3, index + 1)][0]
  const arrive = ramp(t, board.cuts[0] + index * each, each * 0.42)
  const before = index > 0 ? penWork.cuts[index - 1][1] : [x, top]
  const y = mix(top, low, cutShare(t, board, index))
  return next && arrive < 1 ? [mix(before[0], x, arrive), mix(before[1], top, arrive)] : [x, y]
}

/** How far she has walked by a moment, and how fast she walks then (1 is a walk). */
function stepsOf(wayX, cues) {
  const end = Math.max(...Object.values(cues).map(cue => cue.endMs)) / 1000 + 10
  const way = [0]
  for (let i = 1; i < end * FPS; i++) way.push(way[i - 1] + Math.abs(wayX(i / FPS) - wayX((i - 1) / FPS)))
  return t => {
    const i = Math.min(way.length - 1, Math.round(t * FPS))
    const pace = ((way[Math.min(way.length - 1, i + 3)] - way[Math.max(0, i - 3)]) / 6) * FPS
    return { way: way[i], pace: pace / 90 }
  }
}

/** Where students look: at who speaks, else at the board or the teacher. Not all at once. */
function focusOf({ s, e, board }) {
  const BOARD = 660
  const keys = [
    [0, 'teacher'],
    [s('ask') + 2, BOARD],
    [s('think'), 'teacher'],
    [e('think') + 0.4, BOARD],
    [s('callMaya') + 0.3, 'maya'],
    [e('maya') + 1.2, 'teacher'],
    [s('callLeo') + 2.5, 'leo'],
    [e('leo') + 0.8, 'teacher'],
    [e('askHow') + 0.6, BOARD],
    [s('amina') + 0.3, 'amina'],
    [s('try') + 0.2, 'teacher'],
    [board.cuts[0], BOARD],
    [s('aminaSix') + 0.3, 'amina'],
    [board.more, BOARD + 80],
    [s('partner'), 'teacher'],
    [s('heard') + 2, BOARD],
  ]
  return (t, who, teacherX) => {
    const late = (everyone[who].seed % 5) * 0.12
    const place = target =>
      target === 'teacher' ? teacherX : target === who ? teacherX : (everyone[target]?.x ?? target)
    return track(keys.map(([from, target]) => [from + late, place(target), 0.55]))(t)
  }
}
