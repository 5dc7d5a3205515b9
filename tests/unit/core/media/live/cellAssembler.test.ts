import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAssembler } from '../../../../../electron/core/media/live/cellAssembler.ts'
import {
  fragmentReader,
  type Sample,
  type TrackHead,
} from '../../../../../electron/core/media/live/fragmentReader.ts'
import { cellMs } from '../../../../../electron/core/media/live/grid.ts'
import { headOf } from './headOf.ts'

const picture: TrackHead = { id: 1, kind: 'picture', timescale: 90_000 }
const sound: TrackHead = { id: 2, kind: 'sound', timescale: 48_000 }
const ticksOfMs = (ms: number, track: TrackHead) => Math.round((ms * track.timescale) / 1000)

/** Pictures at these times; one of its own at the first of every half second, as our encoder makes them. */
function pictures(timesMs: readonly number[]): Sample[] {
  let grid = -1
  return timesMs.map((ms, nth) => {
    const key = Math.floor(ms / 500) > grid
    grid = Math.floor(ms / 500)
    return { track: 'picture', pts: ticksOfMs(ms, picture), ticks: 3000, key, data: Buffer.from(`p${nth}`) }
  })
}
const sounds = (fromMs: number, toMs: number): Sample[] => {
  const first = Math.ceil(ticksOfMs(fromMs, sound) / 1024)
  const count = Math.max(0, Math.ceil(ticksOfMs(toMs, sound) / 1024) - first)
  return Array.from({ length: count }, (_, nth) => ({
    track: 'sound',
    pts: (first + nth) * 1024,
    ticks: 1024,
    key: true,
    data: Buffer.from(`s${first + nth}`),
  }))
}
const inOrder = (samples: readonly Sample[]) =>
  samples.toSorted(
    (a, b) =>
      a.pts / (a.track === 'sound' ? 48_000 : 90_000) - b.pts / (b.track === 'sound' ? 48_000 : 90_000),
  )

interface Made {
  own: Sample[]
  stopgaps: Sample[]
  done: boolean
}

function assemble(samples: readonly Sample[], cells: number, from = 0, tracks = [picture, sound]) {
  const made = new Map<number, Made>()
  let late = 0
  const of = (cell: number) => {
    const there = made.get(cell) ?? { own: [], stopgaps: [], done: false }
    made.set(cell, there)
    return there
  }
  const assembler = cellAssembler({
    tracks,
    channels: 2,
    cells,
    from,
    onLateStart: () => {
      late += 1
    },
    sink: {
      piece: (cell, bytes, stopgap) => {
        const list = stopgap ? of(cell).stopgaps : of(cell).own
        const push = fragmentReader({ onHead: () => undefined, onSample: sample => list.push(sample) })
        push(Buffer.concat([headOf(tracks), bytes]))
      },
      done: cell => {
        of(cell).done = true
      },
    },
  })
  for (const sample of samples) assembler.push(sample)
  assembler.end()
  return { made, late, of }
}

describe('cells', () => {
  it('hold every sample once, in its own stretch, whatever the picture’s times are', () => {
    const times = fc
      .array(fc.integer({ min: 10, max: 900 }), { minLength: 5, maxLength: 80 })
      .map(steps => steps.map((_, nth) => steps.slice(0, nth).reduce((sum, step) => sum + step, 0)))
    fc.assert(
      fc.property(times, timesMs => {
        const lastMs = timesMs.at(-1) ?? 0
        const cells = Math.ceil((lastMs + 40) / cellMs)
        const all = inOrder([...pictures(timesMs), ...sounds(0, lastMs)])
        const { made } = assemble(all, cells)
        const own = [...made].flatMap(([cell, { own: list }]) => list.map(sample => ({ cell, sample })))
        expect(own.map(({ sample }) => sample.data.toString()).toSorted()).toEqual(
          all.map(({ data }) => data.toString()).toSorted(),
        )
        for (const { cell, sample } of own) {
          const ms = (sample.pts * 1000) / (sample.track === 'sound' ? 48_000 : 90_000)
          expect(Math.min(cells - 1, Math.floor(ms / cellMs))).toBe(cell)
        }
        expect([...made.values()].every(({ done }) => done)).toBe(true)
        // Wherever a page begins, a picture is on within two pictures of a usual camera.
        for (const [cell, { own: list, stopgaps }] of made) {
          const first = [...stopgaps, ...list]
            .filter(({ track }) => track === 'picture')
            .map(({ pts }) => pts / 90)
          if (list.some(({ track }) => track === 'picture'))
            expect(Math.min(...first) - cell * cellMs).toBeLessThanOrEqual(60)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('begin with what is on where no picture begins, as a still of a screen recording', () => {
    const { of } = assemble(inOrder([...pictures([0, 100, 200, 7000]), ...sounds(0, 7100)]), 4)
    const { own, stopgaps } = of(2)
    expect(own.filter(({ track }) => track === 'picture')).toEqual([])
    const shown = stopgaps.filter(({ track }) => track === 'picture')
    expect(shown.map(({ data }) => data.toString())).toEqual(['p0', 'p1', 'p2'])
    expect(shown.at(-1)?.pts).toBe(2 * 180_000 + 2)
    expect((shown.at(-1)?.pts ?? 0) + (shown.at(-1)?.ticks ?? 0)).toBe(3 * 180_000)
  })

  it('have silence where the sound has a hole, so that nobody waits for it', () => {
    const { of } = assemble(
      inOrder([...pictures([0, 500, 1000, 1500, 2000, 4000]), ...sounds(3000, 4000)]),
      3,
    )
    const quiet = of(0).stopgaps.filter(({ track }) => track === 'sound')
    expect(quiet.length).toBeGreaterThan(80)
    expect(quiet[0]?.pts).toBe(0)
    expect(of(1).own.filter(({ track }) => track === 'sound').length).toBeGreaterThan(40)
  })

  it('of a run that begins late say so, and it is read from earlier on', () => {
    expect(assemble(inOrder([...pictures([7000]), ...sounds(4000, 7100)]), 4, 2).late).toBe(1)
    const earlier = assemble(inOrder([...pictures([3000, 7000]), ...sounds(4000, 7100)]), 4, 2)
    expect(earlier.late).toBe(0)
    expect(
      earlier
        .of(2)
        .stopgaps.filter(({ track }) => track === 'picture')
        .map(({ data }) => `${data}`),
    ).toEqual(['p0'])
  })

  it('behind the recording’s true end are empty', () => {
    const { of } = assemble(inOrder([...pictures([0, 500, 1000]), ...sounds(0, 1500)]), 3)
    expect(of(2)).toEqual({ own: [], stopgaps: [], done: true })
  })
})
