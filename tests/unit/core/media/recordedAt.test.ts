import { describe, expect, it } from 'vitest'
import { recordedAtMs } from '../../../../electron/core/media/recordedAt.ts'

const now = Date.UTC(2026, 5, 1)
const said = (tags: Record<string, string>) => recordedAtMs([tags], now)

describe('when it was recorded', () => {
  it('prefers Apple’s moment of the shot, with its zone', () => {
    const tags = {
      creation_time: '2026-03-02T09:00:00.000000Z',
      'com.apple.quicktime.creationdate': '2026-03-02T10:00:00+0100',
    }
    expect(said(tags)).toBe(Date.UTC(2026, 2, 2, 9))
    expect(said({ creation_time: '2026-03-02T09:00:00.000000Z' })).toBe(Date.UTC(2026, 2, 2, 9))
  })

  it('believes no clock that was never set', () => {
    for (const time of [
      '1904-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '2000-01-01T00:10:00Z',
      '2036-02-07T06:28:15Z',
      '2039-01-01T00:00:00Z',
      '2026-13-45T00:00:00Z',
    ])
      expect(said({ creation_time: time }), time).toBeUndefined()
  })

  it('takes no year or day for a moment', () => {
    expect(said({ date: '2014' })).toBeUndefined()
    expect(said({ date: '2014-05-06' })).toBeUndefined()
  })

  it('asks the container before its streams, in any spelling', () => {
    expect(recordedAtMs([undefined, { CREATION_TIME: '2026-01-01T00:00:00Z' }], now)).toBe(
      Date.UTC(2026, 0, 1),
    )
  })
})
