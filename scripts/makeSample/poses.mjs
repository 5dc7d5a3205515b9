import { penWork } from './board.mjs'

/**
 * What the teacher does, as keys for `track`. `s` and `e` give the start and end of a line in seconds, `board` and `talk` are
 * the times of scene.mjs.
 */

/** Where she stands. While she writes, her hand is on the left of her, and she moves on with it. */
export function wayKeys({ s, e, board }) {
  const each = board.cuts[1] / 4
  return [
    [0, 336],
    [s('try') + 0.2, 606, 1.7],
    ...[1, 2, 3].map(index => [
      board.cuts[0] + index * each - 0.05,
      penWork.cuts[index][0][0] + 80,
      each * 0.55,
    ]),
    [board.cuts[0] + board.cuts[1] + 0.3, 986, 1.1],
    [board.six[0] + 0.2, 1034, 1.8],
    [e('partner') + 0.8, 800, 2.4],
    [s('heard') - 1.9, 584, 1.9],
    [board.keep[0], 878, board.keep[1]],
    [board.keep[0] + board.keep[1] + 0.4, 1030, 1.4],
  ]
}

// Hands: [from her middle, height in the picture, 1 open · 2 pointing]; head: [turn, smile].
const REST_LEFT = [-13, 404, 0]
const REST_RIGHT = [11, 407, 0]
const CHIN = [17, 246, 0]

export function leftKeys({ s, e, talk, board }) {
  return [
    [0, REST_LEFT],
    [s('think') + 0.2, [-76, 330, 1], 0.5],
    [e('think') + 0.1, [-4, 352, 0], 0.8],
    [s('callMaya') - 0.1, [-104, 300, 1], 0.6],
    [s('maya') + 0.6, REST_LEFT, 0.8],
    [s('callLeo') + 0.2, [-82, 320, 1], 0.6],
    [s('callLeo') + 1.9, REST_LEFT, 0.6],
    [s('askHow') + 0.3, [-84, 326, 1], 0.6],
    [e('askHow') + 0.2, [-4, 352, 0], 0.8],
    [s('amina') + 0.2, REST_LEFT, 0.7],
    [s('partner') + 0.2, [-80, 322, 1], 0.6],
    [s('partner') + 1.6, [-26, 350, 1], 0.5],
    [talk[0], REST_LEFT, 0.8],
    [s('heard') + 0.1, [-70, 322, 1], 0.6],
    [board.keep[0], REST_LEFT, 0.6],
  ]
}

export function rightKeys({ s, e, talk }) {
  return [
    [0, REST_RIGHT],
    [s('ask') + 1.9, [116, 186, 1], 0.6],
    [s('ask') + 3.5, [112, 290, 1], 0.6],
    [s('think'), [78, 332, 1], 0.6],
    [e('think') + 0.1, CHIN, 0.8],
    [s('callMaya') + 0.1, REST_RIGHT, 0.7],
    [s('callLeo') + 1.7, [106, 300, 1], 0.6],
    [s('leo') + 0.7, REST_RIGHT, 0.8],
    [s('askHow') + 0.3, [88, 326, 1], 0.6],
    [e('askHow') + 0.2, CHIN, 0.8],
    [s('amina') + 0.1, [96, 312, 1], 0.6],
    [s('amina') + 1.2, REST_RIGHT, 0.7],
    [s('partner') + 0.2, [80, 322, 1], 0.6],
    [s('partner') + 1.6, [26, 350, 1], 0.5],
    [talk[0], REST_RIGHT, 0.8],
    [s('heard') + 0.1, [66, 318, 1], 0.6],
    [s('heard') + 1.7, REST_RIGHT, 0.6],
  ]
}

export function headKeys({ s, e, board }) {
  return [
    [0, [0.25, 0.6]],
    [s('ask') + 1.8, [0.8, 0.4], 0.5],
    [s('think'), [0.2, 0.6], 0.5],
    [e('think') + 1.4, [0.6, 0.4], 1],
    [e('think') + 3.2, [-0.2, 0.5], 1],
    [s('callMaya') - 0.3, [-0.75, 0.8], 0.5],
    [s('callLeo') + 1.7, [0.8, 0.8], 0.6],
    [s('askHow') - 0.2, [0.1, 0.5], 0.6],
    [e('askHow') + 1.5, [0.5, 0.5], 0.9],
    [s('amina') + 0.1, [0.85, 0.8], 0.5],
    [s('try'), [0.3, 0.9], 0.5],
    [board.cuts[0] - 0.6, [-0.85, 0.4], 0.5],
    [board.cuts[0] + board.cuts[1] + 0.4, [0.6, 0.7], 0.6],
    [board.six[0] + board.six[1] + 0.2, [-0.5, 0.8], 0.6],
    [s('partner'), [0, 0.7], 0.6],
    [e('partner') + 1.2, [-0.5, 0.6], 1],
    [e('partner') + 4, [0.3, 0.6], 1],
    [s('heard') - 0.2, [0, 0.8], 0.6],
    [board.keep[0] + board.keep[1] + 0.3, [-0.35, 0.9], 0.7],
  ]
}
