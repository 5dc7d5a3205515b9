import { describe, expect, it } from 'vitest'
import { type CutRequest, cutPlan } from '../../../../electron/core/export/source/cutPlan.ts'
import type { Packet } from '../../../../electron/core/export/source/packets.types.ts'
import { fitsGrid } from '../../../../electron/core/export/source/pictureGrid.ts'
import { parsePackets } from '../../../../electron/core/export/source/readPackets.ts'

const packets = (times: readonly number[], durationMs = 0): Packet[] =>
  times.map(atMs => ({ atMs, durationMs, key: true }))
const every = (stepMs: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => from + i * stepMs)
const ask = (fromMs: number, toMs: number, own: Partial<CutRequest> = {}): CutRequest => ({
  fromMs,
  toMs,
  recordingMs: 60_000,
  changes: true,
  ...own,
})

describe('cutPlan', () => {
  it('meets the picture nearest to the wish, and begins to read just before it', () => {
    const cut = cutPlan(
      { picture: packets(every(1000 / 30, 1800)), sound: packets(every(20, 3000), 20) },
      ask(15_100, 25_100),
    )
    expect(cut).toMatchObject({
      durationMs: expect.closeTo(10_000, 6),
      timing: 'own',
      pictures: 300,
      sound: { fromMs: 0, toMs: expect.closeTo(10_000, 6) },
    })
    expect(cut?.fromMs).toBeCloseTo(15_100, 3)
    expect(cut?.seekMs).toBeLessThan(15_100)
    expect(cut?.seekMs).toBeGreaterThan(15_100 - 1000 / 30)
    expect((cut?.seekMs ?? 0) + (cut?.leadMs ?? 0)).toBeCloseTo(cut?.fromMs ?? 0, 6)
  })

  it('takes a time between two pictures to the nearer one', () => {
    const ntsc = packets(every(1001 / 30, 900))
    expect(cutPlan({ picture: ntsc, sound: [] }, ask(2000, 12_000))).toMatchObject({
      fromMs: expect.closeTo(2002, 3),
      pictures: 300,
    })
  })

  it('does not read from before the start', () => {
    expect(cutPlan({ picture: packets(every(40, 100)), sound: [] }, ask(0, 2000))).toMatchObject({
      seekMs: undefined,
      leadMs: 0,
    })
  })

  it('holds the slide that is on the screen, at a rate at which cards come on in time', () => {
    const slides = packets(every(1000, 30))
    expect(cutPlan({ picture: slides, sound: [] }, ask(2600, 6600))).toMatchObject({
      fromMs: 2600,
      durationMs: 4000,
      timing: 'steady',
      steadyRate: '24',
    })
  })

  it('keeps a phone’s own times where some pictures were left out', () => {
    const uneven = packets([0, 33, 67, 133, 167, 200, 233, 333, 367, 400, 433, 467, 567, 600])
    expect(cutPlan({ picture: uneven, sound: [] }, ask(0, 600, { recordingMs: 640 }))?.timing).toBe('own')
  })

  it('evens out times of which two fall on one line of the average’s grid', () => {
    const uneven = packets([0, 100, 190, 280, 370, 450, 530, 610, 690, 790, 890, 990, 1090, 1180, 1270, 1360])
    expect(cutPlan({ picture: uneven, sound: [] }, ask(0, 1400, { recordingMs: 1440 }))?.timing).toBe(
      'steady',
    )
    expect(fitsGrid([0, 40, 80, 120], 25)).toBe(true)
    expect(fitsGrid([0, 100, 190, 280, 370, 450, 530, 610, 690, 790], 10.5)).toBe(false)
  })

  it('fills a hole only where something changes on the picture', () => {
    const hole = packets([...every(40, 25), ...every(40, 50, 3000)])
    expect(cutPlan({ picture: hole, sound: [] }, ask(0, 4000))?.timing).toBe('steady')
    expect(cutPlan({ picture: hole, sound: [] }, ask(0, 4000, { changes: false }))?.timing).toBe('own')
  })

  it('holds the last picture where the sound goes on', () => {
    const cut = cutPlan(
      { picture: packets(every(40, 25)), sound: packets(every(20, 150), 20) },
      ask(0, 3000, { recordingMs: 3000 }),
    )
    expect(cut).toMatchObject({ durationMs: 3000, timing: 'steady', steadyRate: '25' })
  })

  it('shows the first picture from the start where it comes late', () => {
    const cut = cutPlan(
      { picture: packets(every(40, 100, 600)), sound: packets(every(20, 200), 20) },
      ask(0, 2000),
    )
    expect(cut).toMatchObject({ fromMs: 0, durationMs: 2000, timing: 'steady' })
  })

  it('ends with the recording', () => {
    const cut = cutPlan(
      { picture: packets(every(40, 100)), sound: [] },
      ask(3000, 9000, { recordingMs: 4000 }),
    )
    expect(cut?.durationMs).toBeCloseTo(1000, 3)
  })

  it('does not believe in a length far beyond the last packet', () => {
    const cut = cutPlan(
      { picture: packets(every(40, 25)), sound: [] },
      ask(0, 20_000, { recordingMs: 143_000_000 }),
    )
    expect(cut?.durationMs).toBeLessThanOrEqual(1040)
  })

  it('finds nothing where there is nothing', () => {
    expect(cutPlan({ picture: [], sound: [] }, ask(0, 1000))).toBeUndefined()
    expect(cutPlan({ picture: packets(every(40, 25)), sound: [] }, ask(30_000, 32_000))).toBeUndefined()
  })

  it('freezes what has but one picture', () => {
    expect(
      cutPlan(
        { picture: packets([0]), sound: packets(every(20, 100), 20) },
        ask(0, 2000, { recordingMs: 2000 }),
      )?.timing,
    ).toBe('frozen')
  })

  it('says in which part of the clip there is sound', () => {
    const cut = cutPlan(
      { picture: packets(every(40, 100)), sound: packets(every(20, 50, 1000), 20) },
      ask(400, 3400),
    )
    expect(cut?.sound).toEqual({ fromMs: 600, toMs: 1600 })
    expect(
      cutPlan({ picture: packets(every(40, 100)), sound: packets(every(20, 10), 20) }, ask(1000, 2000))
        ?.sound,
    ).toBeUndefined()
  })
})

describe('parsePackets', () => {
  it('reads pictures and sound from the container’s start, leaves out what is hidden', () => {
    const text =
      '0|10.040|10.000|0.04|K__\n0|10.000|9.960|0.04|___\n1|10.000|10.0|0.02|K_\n1|9.98|9.98|0.02|KD\n2|10|10|1|K\n0|N/A|N/A|N/A|_\n\n'
    expect(parsePackets(text, { picture: 0, sound: 1, startMs: 10_000 })).toEqual({
      picture: [
        { atMs: 0, durationMs: 40, key: false },
        { atMs: expect.closeTo(40, 6), durationMs: 40, key: true },
      ],
      sound: [{ atMs: 0, durationMs: 20, key: true }],
    })
  })
})
