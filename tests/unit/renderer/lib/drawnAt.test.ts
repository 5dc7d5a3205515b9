import { describe, expect, it } from 'vitest'
import { drawnAt, type TimedDrawing } from '../../../../renderer/lib/drawnAt.ts'

const drawing = (key: string, atMs: number, toMs?: number): TimedDrawing => ({
  key,
  commentId: key,
  name: 'Marcus',
  colour: 'p1',
  atMs,
  toMs,
  picture: { width: 640, height: 360 },
  shapes: [],
})

describe('the drawings of a frame', () => {
  const drawings = [drawing('moment', 2000), drawing('range', 4000, 9000)]
  const keysAt = (nowMs: number) => drawnAt(drawings, nowMs).map(({ key }) => key)

  it('are those whose comment’s time it is', () => {
    expect(keysAt(1990)).toEqual([])
    expect(keysAt(2000)).toEqual(['moment'])
    expect(keysAt(4500)).toEqual(['moment', 'range'])
    expect(keysAt(5000)).toEqual(['range'])
    expect(keysAt(8990)).toEqual(['range'])
    expect(keysAt(9000)).toEqual([])
  })

  it('are on at a frame that lies a hair before the millisecond that was written down', () => {
    expect(keysAt(1999.6)).toEqual(['moment'])
  })
})
