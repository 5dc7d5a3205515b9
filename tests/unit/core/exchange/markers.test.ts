import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asChapters } from '../../../../electron/core/exchange/write/chapters.ts'
import { asEdl } from '../../../../electron/core/exchange/write/edl.ts'
import { asFcp7 } from '../../../../electron/core/exchange/write/fcp7.ts'
import { asFcpxml } from '../../../../electron/core/exchange/write/fcpxml.ts'
import { frameAt, nearestRate, timecodeOf } from '../../../../electron/core/exchange/write/frameClock.ts'
import { saying } from './saying.ts'

const ntsc = nearestRate(29.97)
const file = (
  comments = [saying('He said "wait" | then <waited>', { atMs: 1000, toMs: 3000 })],
  fps = 25,
) => ({
  lesson: { id: 'lesson:1' as const, title: 'Wait & see' },
  durationMs: 60_000,
  fps,
  fileNames: [],
  comments,
  phases: [],
})

describe('timecode', () => {
  // Known values of SMPTE 12M: two numbers are left out each minute but every tenth.
  it.each([
    [0, '00:00:00;00'],
    [1799, '00:00:59;29'],
    [1800, '00:01:00;02'],
    [17_981, '00:09:59;29'],
    [17_982, '00:10:00;00'],
    [107_892, '01:00:00;00'],
  ])('frame %i at 29.97 is %s', (frame, text) => expect(timecodeOf(frame, ntsc)).toBe(text))

  it.each([
    [3599, '00:00:59;59'],
    [3600, '00:01:00;04'],
    [215_784, '01:00:00;00'],
  ])('frame %i at 59.94 is %s', (frame, text) => expect(timecodeOf(frame, nearestRate(59.94))).toBe(text))

  it('never says the same for two frames, and never runs backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.constantFrom(23.976, 24, 25, 29.97, 30, 50, 59.94, 60),
        (frame, fps) => {
          const rate = nearestRate(fps)
          expect(timecodeOf(frame, rate) < timecodeOf(frame + 1, rate)).toBe(true)
        },
      ),
    )
  })

  it('finds the frame that a time was taken from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), frame => {
        const ms = Math.ceil((frame * 1000 * ntsc.den) / ntsc.num)
        expect(frameAt(ms, ntsc)).toBe(frame)
      }),
    )
  })
})

describe('markers for editing programs', () => {
  it('stand in an EDL from one hour on, with a length, and no bar within the words', () => {
    expect(asEdl(file()).text).toBe(
      `TITLE: Wait & see
FCM: NON-DROP FRAME

001  001      V     C        01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01  
 |C:ResolveColorBlue |M:Ana (evidence): He said "wait" ¦ then <waited> |D:50
`,
    )
  })

  it('share one where comments begin on one frame, and say so', () => {
    const { text, dropped } = asEdl(file([saying('a', { atMs: 1000 }), saying('b', { atMs: 1010 })]))
    expect(text).toContain('|M:Ana (evidence): a / Ana (evidence): b |D:1')
    expect(dropped).toEqual([{ count: 1, reason: 'Comments that begin on the same frame share one marker.' }])
  })

  it('are whole frames in FCPXML', () => {
    const { text } = asFcpxml(file(undefined, 29.97))
    expect(text).toContain('frameDuration="1001/30000s"')
    expect(text).toContain(
      '<marker start="29029/30000s" duration="60060/30000s" value="Ana (evidence): He said &quot;wait&quot; | then &lt;waited&gt;"/>',
    )
    expect(text).toContain('tcFormat="DF"')
  })

  it('are frames of a sequence for Premiere', () => {
    const { text } = asFcp7(file([saying('now', { atMs: 2000 })], 59.94))
    expect(text).toMatch(/<timebase>60<\/timebase>\s*<ntsc>TRUE/)
    expect(text).toMatch(/<in>119<\/in>\s*<out>-1<\/out>/)
  })
})

describe('chapters', () => {
  it('begin with the video, last ten seconds, and are the phases where there are some', () => {
    const phase = (title: string, fromMs: number) => ({
      id: 'phase:1' as const,
      lessonId: 'lesson:1' as const,
      title,
      fromMs,
      toMs: fromMs + 5000,
      author: saying('x').author,
      createdAtMs: 0,
      local: true,
    })
    const { text, dropped } = asChapters({
      ...file(),
      phases: [
        phase('Launch', 2000),
        phase('too soon', 6000),
        phase('Group work', 20_000),
        phase('Plenary', 40_000),
      ],
    })
    expect(text).toBe('00:00 Launch\n00:20 Group work\n00:40 Plenary\n')
    expect(dropped.map(({ count }) => count)).toEqual([1, 1])
    expect(asChapters(file([])).text).toBe('00:00 Start\n')
  })
})
