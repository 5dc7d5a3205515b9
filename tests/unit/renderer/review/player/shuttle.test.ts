import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atRest,
  type ShuttleAct,
  shuttle,
  speedLabel,
  speeds,
} from '../../../../../renderer/features/review/player/shuttle.ts'

const following = (...acts: ShuttleAct[]) => acts.reduce(shuttle, atRest)

describe('the shuttle', () => {
  it('plays and pauses with one key, at the speed chosen before', () => {
    expect(following({ do: 'toggle' }).rate).toBe(1)
    expect(following({ do: 'speed', speed: 1.5 }, { do: 'toggle' }).rate).toBe(1.5)
    expect(following({ do: 'toggle' }, { do: 'toggle' }).rate).toBe(0)
  })

  it('goes faster with L and slower with J, then backwards', () => {
    expect(following({ do: 'faster' }).rate).toBe(1)
    expect(following({ do: 'faster' }, { do: 'faster' }).rate).toBe(1.25)
    expect(following({ do: 'toggle' }, { do: 'slower' }).rate).toBe(0.75)
    expect(following({ do: 'slower' }).rate).toBe(-1)
    expect(following({ do: 'slower' }, { do: 'slower' }, { do: 'slower' }, { do: 'slower' }).rate).toBe(-4)
  })

  it('comes back from backwards to forwards without stopping', () => {
    expect(following({ do: 'slower' }, { do: 'faster' }).rate).toBe(1)
  })

  it('never leaves the ladder, whatever is pressed', () => {
    const act = fc.oneof(
      fc.constantFrom<ShuttleAct>(
        { do: 'toggle' },
        { do: 'pause' },
        { do: 'slower' },
        { do: 'faster' },
        { do: 'ended' },
      ),
      fc.constantFrom(...speeds).map((speed): ShuttleAct => ({ do: 'speed', speed })),
    )
    fc.assert(
      fc.property(fc.array(act), acts => {
        const { rate, speed } = following(...acts)
        expect([0, -4, -2, -1, ...speeds]).toContain(rate)
        expect(speeds).toContain(speed)
      }),
    )
  })

  it('says a speed as people write it', () => {
    expect([speedLabel(1), speedLabel(0.25), speedLabel(-2)]).toEqual(['1×', '0.25×', '−2×'])
  })
})
