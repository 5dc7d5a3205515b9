import { expect, it } from 'vitest'
import { nextMark, previousMark } from '../../../../../renderer/features/review/timeline/markJump.ts'

const marks = [1_000, 5_000, 5_020, 9_000]

it('goes on to the next mark from a mark, not to itself', () => {
  expect(nextMark(marks, 1_000)).toBe(5_000)
  expect(nextMark(marks, 1_000.5)).toBe(5_000)
  expect(previousMark(marks, 5_000)).toBe(1_000)
})

it('has nowhere to go past the ends', () => {
  expect(nextMark(marks, 9_000)).toBeUndefined()
  expect(previousMark(marks, 1_000)).toBeUndefined()
  expect(nextMark([], 0)).toBeUndefined()
})
