import {
  dragHandle,
  type Ground,
  handlesOf,
  keyHandleOf,
  moveShape,
  scaleShape,
} from '../../../../electron/contract/drawing/change.ts'
import {
  MOST_SHAPES,
  type Point,
  type Shape,
  type ShapeKind,
} from '../../../../electron/contract/records/drawing.ts'

/** Words being written for a label: a new one at `at`, or those of the shape `index`. */
export type Naming = { at: Point; index?: number }

/** What lies on the drawing desk: the shapes, which tool and shape are chosen, and the way back. */
export type DeskState = {
  tool: ShapeKind
  shapes: readonly Shape[]
  selected: number | undefined
  naming: Naming | undefined
  past: ReadonlyArray<readonly Shape[]>
  future: ReadonlyArray<readonly Shape[]>
  /** What the last change was: the same again (a held arrow key) is one step back, not many. */
  last: string | undefined
}

export const emptyDesk = (shapes: readonly Shape[]): DeskState => ({
  tool: 'arrow',
  shapes,
  selected: undefined,
  naming: undefined,
  past: [],
  future: [],
  last: undefined,
})

export type DeskAct =
  | { do: 'tool'; tool: ShapeKind }
  | { do: 'select'; index: number | undefined }
  | { do: 'add'; shape: Shape }
  | { do: 'change'; index: number; shape: Shape; as?: string }
  | { do: 'delete'; index: number }
  | { do: 'name'; naming: Naming | undefined }
  | { do: 'undo' }
  | { do: 'redo' }

/** How many steps back are kept. */
const MOST_STEPS = 200

function withShapes(
  state: DeskState,
  shapes: readonly Shape[],
  { selected, as }: { selected: number | undefined; as?: string | undefined },
): DeskState {
  const again = as !== undefined && as === state.last
  return {
    ...state,
    shapes,
    selected,
    past: again ? state.past : [...state.past.slice(-MOST_STEPS), state.shapes],
    future: [],
    last: as,
  }
}

export const isFull = ({ shapes }: Pick<DeskState, 'shapes'>): boolean => shapes.length >= MOST_SHAPES

export function deskReducer(state: DeskState, act: DeskAct): DeskState {
  switch (act.do) {
    case 'tool':
      return { ...state, tool: act.tool, naming: undefined }
    case 'select':
      return state.selected === act.index ? state : { ...state, selected: act.index, last: undefined }
    case 'add':
      if (isFull(state)) return state
      return withShapes(state, [...state.shapes, act.shape], { selected: state.shapes.length })
    case 'change': {
      if (state.shapes[act.index] === undefined) return state
      const shapes = state.shapes.map((shape, i) => (i === act.index ? act.shape : shape))
      return withShapes(state, shapes, { selected: act.index, as: act.as && `${act.as} ${act.index}` })
    }
    case 'delete':
      return withShapes(
        state,
        state.shapes.filter((_, i) => i !== act.index),
        { selected: undefined },
      )
    case 'name':
      return { ...state, naming: act.naming, selected: act.naming?.index }
    case 'undo': {
      const before = state.past.at(-1)
      if (!before) return state
      const { past, future, shapes } = state
      return {
        ...state,
        shapes: before,
        selected: undefined,
        past: past.slice(0, -1),
        future: [shapes, ...future],
        last: undefined,
      }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (!after) return state
      return {
        ...state,
        shapes: after,
        selected: undefined,
        past: [...state.past, state.shapes],
        future,
        last: undefined,
      }
    }
  }
}

const ways: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * What a key does to the shape under the focus: arrows move it (Shift: ten times as far), with Alt they move its far end, + and -
 * change its size.
 * @returns undefined for any other key
 */
export function keyed(
  shape: Shape,
  { key, shiftKey, altKey }: { key: string; shiftKey: boolean; altKey: boolean },
  ground: Ground,
): { shape: Shape; as: string } | undefined {
  const step =
    Math.max(1, Math.round(Math.max(ground.picture.width, ground.picture.height) / 320)) * (shiftKey ? 10 : 1)
  const way = ways[key]
  if (way && altKey) {
    const name = keyHandleOf(shape)
    const at = handlesOf(shape, ground.measure).find(handle => handle.name === name)
    if (!at) return undefined
    return {
      shape: dragHandle(shape, name, { x: at.x + way[0] * step, y: at.y + way[1] * step }, ground),
      as: 'size',
    }
  }
  if (way) return { shape: moveShape(shape, way[0] * step, way[1] * step, ground), as: 'move' }
  if (key === '+' || key === '=') return { shape: scaleShape(shape, 1.1, ground), as: 'size' }
  if (key === '-' || key === '_') return { shape: scaleShape(shape, 1 / 1.1, ground), as: 'size' }
  return undefined
}
