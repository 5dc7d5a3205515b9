import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_SHAPES, type Shape } from '../../../../../electron/contract/records/drawing.ts'
import {
  type DeskAct,
  type DeskState,
  deskReducer,
  emptyDesk,
  keyed,
} from '../../../../../renderer/features/review/drawing/desk.ts'

const box = (x: number): Shape => ({ kind: 'box', x, y: 10, width: 40, height: 30 })
const ground = {
  picture: { width: 640, height: 360 },
  measure: (text: string, sizePx: number) => text.length * sizePx,
}
const run = (acts: readonly DeskAct[], state: DeskState = emptyDesk([])) => acts.reduce(deskReducer, state)

const someAct: fc.Arbitrary<DeskAct> = fc.oneof(
  fc.nat({ max: 500 }).map((x): DeskAct => ({ do: 'add', shape: box(x) })),
  fc
    .tuple(fc.nat({ max: 4 }), fc.nat({ max: 500 }), fc.boolean())
    .map(
      ([index, x, held]): DeskAct => ({ do: 'change', index, shape: box(x), ...(held && { as: 'move' }) }),
    ),
  fc.nat({ max: 4 }).map((index): DeskAct => ({ do: 'delete', index })),
  fc.nat({ max: 4 }).map((index): DeskAct => ({ do: 'select', index })),
  fc.constantFrom<DeskAct>({ do: 'undo' }, { do: 'redo' }, { do: 'tool', tool: 'text' }),
)

describe('the drawing desk', () => {
  it('goes back to the beginning and on to the end, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(someAct, { maxLength: 40 }), acts => {
        const begun = [box(1), box(2)]
        const done = run(acts, emptyDesk(begun))
        const back = run(
          Array.from({ length: 41 }, () => ({ do: 'undo' })),
          done,
        )
        expect(back.shapes).toEqual(begun)
        const on = run(
          Array.from({ length: 41 }, () => ({ do: 'redo' })),
          back,
        )
        const end = run(
          Array.from({ length: 41 }, () => ({ do: 'redo' })),
          done,
        )
        expect(on.shapes).toEqual(end.shapes)
      }),
    )
  })

  it('takes a held key back in one step', () => {
    const moves = [30, 40, 50].map((x): DeskAct => ({ do: 'change', index: 0, shape: box(x), as: 'move' }))
    const state = run([{ do: 'add', shape: box(20) }, ...moves])
    expect(state.shapes).toEqual([box(50)])
    expect(run([{ do: 'undo' }], state).shapes).toEqual([box(20)])
  })

  it('chooses what was drawn last, and holds no more shapes than a drawing may have', () => {
    const state = run(
      Array.from({ length: MOST_SHAPES + 5 }, (_, x): DeskAct => ({ do: 'add', shape: box(x) })),
    )
    expect(state.shapes).toHaveLength(MOST_SHAPES)
    expect(state.selected).toBe(MOST_SHAPES - 1)
  })

  it('moves by arrows, further with Shift, resizes by Alt and by plus, and leaves other keys alone', () => {
    const press = (key: string, more: { shiftKey?: boolean; altKey?: boolean } = {}) =>
      keyed(box(100), { key, shiftKey: false, altKey: false, ...more }, ground)?.shape
    expect(press('ArrowRight')).toEqual(box(102))
    expect(press('ArrowRight', { shiftKey: true })).toEqual(box(120))
    expect(press('ArrowRight', { altKey: true })).toEqual({ ...box(100), width: 42 })
    expect(press('+')).toMatchObject({ x: 98, width: 44 })
    expect(press('k')).toBeUndefined()
  })
})
