import { describe, expect, it } from 'vitest'
import {
  FrameStepper,
  type SteppedPicture,
  stepFrame,
} from '../../../../../renderer/features/review/player/frameStep.ts'

/**
 * A picture with frames at these times.
 * @param known whether the file tells them
 * @param told whether the screen says what it shows
 */
function pictureOf(
  frames: readonly number[],
  { at = 0, known = true, told = () => true }: { at?: number; known?: boolean; told?: () => boolean } = {},
) {
  let shown = at
  const looks: number[] = []
  const frameOf = (ms: number) => frames.findLast(frame => frame <= ms + 1e-6) ?? frames[0] ?? 0
  const picture: SteppedPicture = {
    frameLengthMs: 40,
    lengthMs: (frames.at(-1) ?? 0) + 40,
    shownFrameMs: () => shown,
    neighbour: async (frameMs, by) => {
      const place = frames.indexOf(frameMs) + by
      const next = known ? frames[place] : undefined
      return next === undefined ? undefined : { atMs: next, lookMs: next + 2 }
    },
    show: async ({ lookMs }) => {
      looks.push(lookMs)
      if (!told()) return false
      shown = frameOf(lookMs)
      return true
    },
    trust: frameMs => {
      shown = frameMs
    },
  }
  return { picture, looks, shown: () => shown }
}

describe('a step to the next frame', () => {
  const uneven = [0, 5, 10, 700, 720, 1500]

  it.each([true, false])(
    'lands on the very next one, far or near, and back (times known: %s)',
    async known => {
      const { picture, shown } = pictureOf(known ? uneven : [0, 40, 700, 740, 1500], { known })
      const seen = [shown()]
      for (let step = 0; step < 4; step++) {
        await stepFrame(1, picture)
        seen.push(shown())
      }
      for (let step = 0; step < 4; step++) {
        await stepFrame(-1, picture)
        seen.push(shown())
      }
      const there = seen.slice(0, 5)
      expect(there).toEqual(known ? uneven.slice(0, 5) : [0, 40, 700, 740, 1500])
      expect(seen).toEqual([...there, ...there.slice(0, 4).toReversed()])
    },
  )

  it('goes by the file where a busy screen does not say what it shows, and no further', async () => {
    const { picture, looks, shown } = pictureOf(uneven, { told: () => false })
    await stepFrame(1, picture)
    await stepFrame(1, picture)
    expect(shown()).toBe(10)
    expect(looks).toEqual([7, 12])
  })

  it('does not run away from a screen that says nothing, where the file says nothing either', async () => {
    const { picture, looks } = pictureOf([0, 40, 80, 120], { known: false, told: () => false })
    await stepFrame(1, picture)
    expect(looks).toHaveLength(1)
  })

  it('stays on the last one, and on the first', async () => {
    const last = pictureOf([0, 40, 80], { at: 80, known: false })
    await stepFrame(1, last.picture)
    expect(last.shown()).toBe(80)
    expect(last.looks.length).toBeLessThanOrEqual(2)
    const first = pictureOf([0, 40, 80], { known: false })
    await stepFrame(-1, first.picture)
    expect(first.shown()).toBe(0)
  })

  it('counts a key pressed meanwhile as one step more, and a held one not as many', async () => {
    const { picture, shown } = pictureOf([0, 40, 80, 120, 160])
    const stepper = new FrameStepper()
    const first = stepper.step(1, async () => picture)
    for (let press = 0; press < 5; press++) void stepper.step(1, async () => picture)
    await first
    expect(shown()).toBe(80)
    expect(stepper.isStepping).toBe(false)
  })
})
