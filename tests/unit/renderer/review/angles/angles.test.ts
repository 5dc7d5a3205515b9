import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordingView } from '../../../../../electron/contract/api/lessons.ts'
import { arrange, nextOf, playing } from '../../../../../renderer/features/review/angles/arrangement.ts'
import { followStep, middleOf } from '../../../../../renderer/features/review/angles/followRule.ts'
import { towards } from '../../../../../renderer/features/review/angles/InsetGrip.tsx'
import { cornerAt, splitOf } from '../../../../../renderer/features/review/angles/split.ts'
import { tiedMs, tiedOffsetMs } from '../../../../../renderer/features/review/beside/BesideRoom.ts'
import { offsetWords, parseOffset } from '../../../../../renderer/lib/angleWords.ts'

const view = (
  name: string,
  offsetMs: number,
  durationMs: number,
  more: Partial<RecordingView> = {},
): RecordingView => ({
  id: `recording:${name}`,
  file: `/lessons/${name}.mp4`,
  durationMs,
  width: 640,
  height: 360,
  rotation: 0,
  audioCodec: 'aac',
  playable: true,
  proxyNeeded: false,
  missing: false,
  offsetMs,
  hasPoster: false,
  proxy: 'none',
  source: 'original',
  ...more,
})
const teacher = view('teacher', 0, 60_000)
const pupils = view('pupils', 10_000, 80_000)
const slides = view('slides', 5_000, 30_000, { audioCodec: undefined })
const all = [teacher, pupils, slides]
const at = (choice: Parameters<typeof arrange>[0], atMs: number, recordings = all) => {
  const { main, other, heard, lead } = arrange(choice, recordings, playing(recordings, atMs))
  return [main, other, heard, lead].map(each => each?.id.replace('recording:', ''))
}

describe('which recording stands where', () => {
  it('is the first alone, until someone chooses', () => {
    expect(at({ layout: 'one' }, 20_000)).toEqual(['teacher', undefined, 'teacher', 'teacher'])
    expect(at({ layout: 'two' }, 20_000)).toEqual(['teacher', 'pupils', 'teacher', 'teacher'])
    expect(at({ layout: 'inset', main: slides.id, other: teacher.id }, 20_000)).toEqual([
      'slides',
      'teacher',
      'teacher',
      'slides',
    ])
  })

  it('is another where the chosen one has nothing to show, and the sound goes with it', () => {
    expect(at({ layout: 'one' }, 70_000)).toEqual(['pupils', undefined, 'pupils', 'pupils'])
    // Beside one that goes on, it stays in its place and says that it has ended.
    expect(at({ layout: 'two' }, 70_000)).toEqual(['teacher', 'pupils', 'pupils', 'pupils'])
    expect(at({ layout: 'one', heard: pupils.id }, 20_000)).toEqual([
      'teacher',
      undefined,
      'pupils',
      'teacher',
    ])
    expect(at({ layout: 'one', heard: pupils.id }, 2_000)).toEqual([
      'teacher',
      undefined,
      'teacher',
      'teacher',
    ])
  })

  it('holds where a recording is missing: the other goes on', () => {
    const gone = { ...teacher, missing: true, source: null }
    expect(at({ layout: 'two' }, 20_000, [gone, pupils])).toEqual(['teacher', 'pupils', 'pupils', 'pupils'])
    expect(at({ layout: 'one' }, 20_000, [gone])).toEqual(['teacher', undefined, undefined, 'teacher'])
  })

  it('never shows one recording twice, and leads with one that plays wherever there is one', () => {
    const choice = fc.record({
      layout: fc.constantFrom('one', 'two', 'inset'),
      main: fc.option(fc.constantFrom(...all.map(({ id }) => id)), { nil: undefined }),
      other: fc.option(fc.constantFrom(...all.map(({ id }) => id)), { nil: undefined }),
      heard: fc.option(fc.constantFrom(...all.map(({ id }) => id)), { nil: undefined }),
    } as const)
    fc.assert(
      fc.property(choice, fc.integer({ min: 0, max: 90_000 }), (chosen, atMs) => {
        const now = playing(all, atMs)
        const { main, other, heard, lead } = arrange(chosen, all, now)
        expect(main).toBeDefined()
        expect(other?.id).not.toBe(main?.id)
        expect(other === undefined).toBe(chosen.layout === 'one')
        if (lead) expect(now).toContain(lead.id)
        if (heard) expect(now).toContain(heard.id)
      }),
    )
  })

  it('the next in a round', () => {
    expect([nextOf([1, 2, 3], 3), nextOf([1, 2, 3], undefined), nextOf([], 1)]).toEqual([1, 1, undefined])
  })
})

describe('a picture that follows the clock', () => {
  const rule = (errorMs: number, more: Partial<Parameters<typeof followStep>[0]> = {}) =>
    followStep({ errorMs, rate: 1, running: true, heard: false, ...more })

  it('is left alone while nobody could see a difference', () => {
    expect(rule(11)).toEqual({ do: 'keep' })
    expect(rule(-11)).toEqual({ do: 'keep' })
  })

  it('hurries when it is behind, waits when the other waits, and jumps when it is far off', () => {
    expect(rule(-60)).toEqual({ do: 'bend', rate: 1.1, forMs: 600 })
    expect(rule(300)).toEqual({ do: 'bend', rate: 0.8, forMs: 1500 })
    expect(rule(60, { rate: 2 })).toEqual({ do: 'bend', rate: 1.8, forMs: 300 })
    expect(rule(100, { running: false })).toEqual({ do: 'hold' })
    expect(rule(-900)).toEqual({ do: 'seek' })
    expect(rule(-900, { rate: 2 })).toMatchObject({ do: 'bend' })
  })

  it('makes good exactly what was wrong, and bends what is heard by no more than nobody hears', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -499, max: 499, noNaN: true }),
        fc.constantFrom(0.25, 1, 2),
        fc.boolean(),
        (errorMs, rate, heard) => {
          const step = rule(errorMs, { rate, heard })
          if (step.do === 'keep') expect(Math.abs(errorMs)).toBeLessThan(12)
          else if (step.do === 'seek') expect(Math.abs(errorMs)).toBeGreaterThan((heard ? 150 : 500) * rate)
          else expect(step.do).toBe('bend')
          if (step.do !== 'bend') return
          expect(errorMs + (step.rate - rate) * step.forMs).toBeCloseTo(0, 6)
          expect(Math.abs(step.rate / rate - 1)).toBeLessThanOrEqual(heard ? 0.03001 : 0.20001)
        },
      ),
    )
  })

  it('believes the middle of what was read', () => {
    expect([middleOf([5, 400, 7]), middleOf([4, 6])]).toEqual([7, 5])
  })
})

describe('an offset in words', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000_000, max: 3_000_000 }), ms => {
        expect(parseOffset(offsetWords(ms))).toBe(ms)
      }),
    )
    expect([parseOffset('-3,2'), parseOffset('+0:12.5'), parseOffset('–4'), parseOffset('soon')]).toEqual([
      -3_200,
      12_500,
      -4_000,
      undefined,
    ])
  })
})

describe('places on the stage', () => {
  it('two wide pictures stand beside each other, unless the stage is tall', () => {
    const wide = { width: 1600, height: 900 }
    expect(splitOf({ widthPx: 1600, heightPx: 900 }, [wide, wide])).toBe('columns')
    expect(splitOf({ widthPx: 700, heightPx: 900 }, [wide, wide])).toBe('rows')
    const upright = { width: 900, height: 1600 }
    expect(splitOf({ widthPx: 1600, heightPx: 900 }, [upright, upright])).toBe('columns')
  })

  it('corners are where one goes', () => {
    expect(towards('topLeft', 'Right')).toBe('topRight')
    expect(towards('topLeft', 'Bottom')).toBe('bottomLeft')
    expect(towards('bottomRight', 'Bottom')).toBe('bottomRight')
    expect([cornerAt(-5, -5), cornerAt(5, 5)]).toEqual(['topLeft', 'bottomRight'])
  })
})

describe('two lessons that are tied', () => {
  it('go together from the moments that were tied', () => {
    const tie = { hereMs: 12_000, thereMs: 40_000 }
    expect(tiedMs(12_000, tie)).toBe(40_000)
    expect(tiedMs(15_000, tie)).toBe(43_000)
    // The tied lesson's first recording would begin 28 s before this lesson.
    expect(tiedOffsetMs(0, tie)).toBe(-28_000)
  })
})
