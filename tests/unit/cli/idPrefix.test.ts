import { describe, expect, it } from 'vitest'
import { byIdPrefix } from '../../../electron/cli/idPrefix.ts'

const clips = [{ id: 'clip:01ABC' }, { id: 'clip:01ABD' }, { id: 'clip:01ABDX' }]

describe('byIdPrefix', () => {
  it.each(['clip:01ABC', '01ABC', '01abc', 'clip:01abc', ' 01ABC '])('finds by %j', wanted => {
    expect(byIdPrefix('clip', wanted, clips).id).toBe('clip:01ABC')
  })

  it('takes a whole id although it begins another one', () => {
    expect(byIdPrefix('clip', '01ABD', clips).id).toBe('clip:01ABD')
  })

  it('says that several fit, and which', () => {
    expect(() => byIdPrefix('clip', '01', clips)).toThrow(
      /“01” could be 3 of the clips.*clip:01ABC or clip:01ABD/,
    )
  })

  it.each(['', '  ', '02', 'comment:01ABC'])('finds nothing by %j', wanted => {
    expect(() => byIdPrefix('clip', wanted, clips)).toThrow(/There is no clip/)
  })
})
