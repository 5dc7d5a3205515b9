import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ana, ben } from './records.ts'
import { SyncedMachines, skews } from './syncedMachines.ts'

/** How many interleavings are tried; a hundred thousand take more than ten minutes, so that is done now and then and not at every run. */
const RUNS = Number(process.env.DEBRIEF_INTERLEAVINGS ?? 120)
const SEED = process.env.DEBRIEF_SEED

const at = fc.nat(4)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ write: at, id: fc.nat(2), text: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 1, arbitrary: fc.record({ remove: at, id: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.record({ from: at, to: at, part: fc.nat(3), half: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ restart: at }) },
  { weight: 1, arbitrary: fc.record({ clone: at }) },
)
const people = fc.array(fc.record({ person: fc.constantFrom(ana, ben), skewMs: fc.constantFrom(...skews) }), {
  minLength: 2,
  maxLength: 4,
})

it(`machines with wrong clocks, cloned ids and a sync tool of moods all show the same in the end, byte for byte, and lose nothing (${RUNS} times)`, async () => {
  await fc.assert(
    fc.asyncProperty(people, fc.array(step, { minLength: 3, maxLength: 14 }), async (seats, steps) => {
      const machines = new SyncedMachines()
      await machines.start(seats)
      for (const taken of steps) {
        if ('write' in taken) await machines.write(taken.write, taken.id, taken.text)
        else if ('remove' in taken) await machines.remove(taken.remove, taken.id)
        else if ('restart' in taken) await machines.restart(taken.restart)
        else if ('clone' in taken) await machines.clone(taken.clone)
        else await machines.carry(taken.from, taken.to, taken)
      }
      await machines.settle()
      for (const index of machines.machines.keys())
        expect(await machines.shown(index)).toBe(machines.expected())
      await machines.close()
    }),
    { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
  )
}, 3_600_000)
