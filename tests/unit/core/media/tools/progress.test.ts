import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clock, type Progress, progressParser } from '../../../../../electron/core/media/tools/progress.ts'

const read = (pieces: readonly string[]): Progress[] => {
  const seen: Progress[] = []
  const feed = progressParser(progress => seen.push(progress))
  for (const piece of pieces) feed(piece)
  return seen
}

const text = `frame=12
fps=0.00
bitrate=N/A
total_size=48
out_time_us=400000
out_time_ms=400000
out_time=00:00:00.400000
speed=1.2x
progress=continue
frame=25
total_size=N/A
out_time_us=N/A
out_time=N/A
speed=N/A
progress=end
`

describe('ffmpeg’s progress', () => {
  it('reads blocks, and leaves out what ffmpeg does not know', () => {
    expect(read([text])).toEqual([
      { outMs: 400, frame: 12, sizeBytes: 48, speed: 1.2, done: false },
      { frame: 25, done: true },
    ])
  })

  it('reads the same in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 20 }), cuts => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const pieces = at.slice(1).map((end, i) => text.slice(at[i], end))
        expect(read(pieces)).toEqual(read([text]))
      }),
    )
  })

  it('uses the clock where there are no microseconds', () => {
    expect(read(['out_time=01:02:03.50\nprogress=continue\n'])[0]?.outMs).toBe(3_723_500)
    expect(clock('N/A')).toBeUndefined()
    expect(clock('-00:00:00.02')).toBe(-20)
  })
})
