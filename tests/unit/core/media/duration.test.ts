import { describe, expect, it } from 'vitest'
import {
  claimedDuration,
  type DurationInput,
  isDoubtful,
  settle,
} from '../../../../electron/core/media/duration.ts'
import { packetTotals } from '../../../../electron/core/media/measureEnd.ts'

const input = (more: Partial<DurationInput> = {}): DurationInput => ({
  output: { streams: [{ index: 0, duration: '4.0' }], format: { duration: '4.0' } },
  startMs: 0,
  container: 'mp4',
  cutOff: false,
  sizeBytes: 1_000_000,
  streams: new Set([0]),
  frameMs: 40,
  ...more,
})

describe('the length that a file claims', () => {
  it('counts from the first picture, as the lesson clock does', () => {
    const late = { streams: [{ index: 0, duration: '4.0' }], format: { duration: '14.0' } }
    expect(claimedDuration(input({ output: late, startMs: 10_000 }))).toBe(4000)
    const stream = { streams: [{ index: 0, duration: '4.0' }], format: { duration: '4.0' } }
    expect(claimedDuration(input({ output: stream, startMs: 10_000 }))).toBe(4000)
  })

  it('is doubted where it cannot be true', () => {
    expect(isDoubtful(4000, input())).toBe(false)
    expect(isDoubtful(undefined, input())).toBe(true)
    expect(isDoubtful(143_165_643, input({ sizeBytes: 106_093 }))).toBe(true)
    expect(isDoubtful(4000, input({ cutOff: true }))).toBe(true)
    expect(isDoubtful(4000, input({ container: 'h264' }))).toBe(true)
  })

  it('stands where the packets end a little earlier, and falls where they end much earlier', () => {
    expect(settle(60_128, 60_000, input())).toBe(60_128)
    expect(settle(1000, 0, input())).toBe(1000)
    expect(settle(143_165_643, 1068, input())).toBe(1068)
    expect(settle(60_000, 59_000, input({ cutOff: true }))).toBe(59_000)
    expect(settle(undefined, 4938, input())).toBe(4938)
    expect(settle(undefined, undefined, input())).toBe(0)
  })
})

describe('adding packets up', () => {
  it('takes the latest end, in whatever pieces the lines come', () => {
    const packets = packetTotals(0, new Set([0, 1]))
    for (const piece of [
      '0|0.0|0.0|0.04|48\n1|0.',
      '5|0.5|0.02|900\n0|0.04|0.04|0.04|',
      '1500\n2|9.0|9.0|9.0|1600',
    ])
      packets.feed(piece)
    expect(packets.totals()).toEqual({ endMs: 520, atBytes: 1500 })
  })

  it('counts packets without times one after another', () => {
    const packets = packetTotals(0, new Set([0]))
    packets.feed('0|N/A|N/A|0.04|0\n0|N/A|N/A|0.04|10\n')
    expect(packets.totals().endMs).toBe(80)
  })
})
