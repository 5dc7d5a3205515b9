import { describe, expect, it } from 'vitest'
import { placeMarks } from '../../../../../renderer/features/review/timeline/markGroups.ts'
import { markAfterKey, rovingStop } from '../../../../../renderer/features/review/timeline/roving.ts'

const marks = [1, 2, 3, 9, 20].map(seconds => ({ id: `at ${seconds}`, atMs: seconds * 1000 }))
// At 200 ms a pixel the first three lie on each other.
const placed = placeMarks(marks, 200)

describe('keys among the marks of a lane', () => {
  it('lead to the neighbours, also from within a group, and to both ends', () => {
    expect(placed).toHaveLength(3)
    expect(markAfterKey(placed, 'at 1', 'ArrowRight')?.marks[0].id).toBe('at 9')
    expect(markAfterKey(placed, 'at 2', 'ArrowRight')?.marks[0].id).toBe('at 9')
    expect(markAfterKey(placed, 'at 20', 'ArrowLeft')?.marks[0].id).toBe('at 9')
    expect(markAfterKey(placed, 'at 9', 'Home')?.marks[0].id).toBe('at 1')
    expect(markAfterKey(placed, 'at 1', 'End')?.marks[0].id).toBe('at 20')
  })

  it('lead nowhere past the ends, from a mark that is gone, and for other keys', () => {
    expect(markAfterKey(placed, 'at 1', 'ArrowLeft')).toBeUndefined()
    expect(markAfterKey(placed, 'at 20', 'ArrowRight')).toBeUndefined()
    expect(markAfterKey(placed, 'gone', 'Home')).toBeUndefined()
    expect(markAfterKey(placed, 'at 1', 'Enter')).toBeUndefined()
  })

  it('begin at the focused mark, else at the selected one, else at the first in view', () => {
    expect(rovingStop(placed, 'at 9', 'at 20')?.marks[0].id).toBe('at 9')
    expect(rovingStop(placed, undefined, 'at 3')?.marks[0].id).toBe('at 1')
    expect(rovingStop(placed, 'gone', undefined)?.marks[0].id).toBe('at 1')
    expect(rovingStop([], 'at 9')).toBeUndefined()
  })
})
