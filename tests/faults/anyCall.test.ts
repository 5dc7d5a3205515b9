import { beforeAll, describe, expect, it } from 'vitest'
import type { LibraryProblem } from '../../electron/core/library/library.types.ts'
import { type CutChoices, MemoryDisk, systemError } from './memoryDisk.ts'
import { folders, goOn, look, newTold, openOn, type Seen, type Told, tell } from './story.ts'

let clean: readonly Seen[]
let calls: readonly string[]

beforeAll(async () => {
  const disk = new MemoryDisk()
  const made: string[] = []
  disk.before = call => {
    made.push(call)
  }
  const told = newTold()
  await tell(disk, told)
  expect([...told.failures.values(), told.refused]).toEqual([undefined])
  clean = told.states
  calls = made
})

const never = new Promise<never>(() => undefined)

/** Tells the story until the `last`-th file call, from which on no call comes back. */
async function tellUntil(disk: MemoryDisk, last: number): Promise<Told> {
  const told = newTold()
  let count = 0
  let stop: () => void = () => undefined
  const stopped = new Promise<void>(done => {
    stop = done
  })
  disk.before = async () => {
    count += 1
    if (count < last) return
    stop()
    await never
  }
  await Promise.race([tell(disk, told), stopped])
  // Whatever was already on its way to the teller counts as told.
  await new Promise(done => setImmediate(done))
  return told
}

/** Every record as it was when last said to be saved, or as the step under way was to make it. */
function expectOldOrNew(seen: Seen, told: Told, where: string): void {
  const before = told.states.at(-1) ?? new Map()
  const after = clean[told.states.length] ?? before
  for (const id of new Set([...seen.keys(), ...before.keys(), ...after.keys()])) {
    expect([before.get(id), after.get(id)], `${id} ${where}`).toContain(seen.get(id))
  }
}

/**
 * Where a power cut took away what tells of a save but not the save, a machine cannot tell whether a twin of it wrote what it has no copy of:
 * it takes a new number and says so. Nothing is lost by that; all else would be harm.
 */
const isHarm = ({ kind }: LibraryProblem): boolean => kind !== 'cloned'

async function expectSound(
  disk: MemoryDisk,
  told: Told,
  where: string,
  counts: (problem: LibraryProblem) => boolean = isHarm,
): Promise<void> {
  const library = await openOn(disk)
  expectOldOrNew(await look(library), told, where)
  expect(library.problems().filter(counts), where).toEqual([])
  await goOn(library)
  await library.close()
  for (const folder of folders) {
    const left = (await disk.list(folder).catch(() => [])).filter(entry => entry.name.endsWith('.tmp'))
    // The sweep knows the temporary files of other processes; within one test they all bear this process's mark.
    expect(left.length, where).toBeLessThanOrEqual(1)
  }
}

describe('a kill at any file call', () => {
  it('leaves the old or the new records, and a library that can be written', async () => {
    for (let last = 1; last <= calls.length; last += 1) {
      const disk = new MemoryDisk()
      const told = await tellUntil(disk, last)
      // What was written stays, so the machine knows its own hand: it takes itself for nobody's copy.
      await expectSound(disk.afterKill(), told, `killed at call ${last} (${calls[last - 1]})`, () => true)
    }
  })
})

/** The same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const cuts: ReadonlyArray<[string, (seed: number) => CutChoices]> = [
  ['nothing unsynced survives', () => ({ keepsName: () => false, keepsData: () => 'none' })],
  ['names survive without their bytes', () => ({ keepsName: () => true, keepsData: () => 'none' })],
  ['names survive with half their bytes', () => ({ keepsName: () => true, keepsData: () => 'half' })],
  ['bytes survive without their names', () => ({ keepsName: () => false, keepsData: () => 'all' })],
  ...[1, 2, 3].map((round): [string, (seed: number) => CutChoices] => [
    `anything survives or not, round ${round}`,
    seed => {
      const random = seeded(seed * 3 + round)
      return {
        keepsName: () => random() < 0.5,
        keepsData: () => (random() < 0.5 ? 'all' : random() < 0.5 ? 'half' : 'none'),
      }
    },
  ]),
]

describe('a power cut at any file call', () => {
  it.each(cuts)('never takes away what was said to be saved: %s', async (_name, choices) => {
    for (let last = 1; last <= calls.length; last += 1) {
      const disk = new MemoryDisk()
      const told = await tellUntil(disk, last)
      await expectSound(disk.afterPowerCut(choices(last)), told, `cut at call ${last} (${calls[last - 1]})`)
    }
  })

  it('keeps all of a story that was told to its end', async () => {
    const disk = new MemoryDisk()
    await tell(disk, newTold())
    const library = await openOn(disk.afterPowerCut({ keepsName: () => false, keepsData: () => 'none' }))
    expect(await look(library)).toEqual(clean.at(-1))
  })
})

describe('a file call that fails', () => {
  it.each(['EIO', 'ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EMFILE'])(
    'with %s, at any call: told as a failure or as saved, and true either way',
    async code => {
      for (let failing = 1; failing <= calls.length; failing += 1) {
        const where = `${code} at call ${failing} (${calls[failing - 1]})`
        const disk = new MemoryDisk()
        let count = 0
        disk.before = () => {
          count += 1
          if (count === failing) throw systemError(code)
        }
        const told = newTold()
        await tell(disk, told)
        expectForeseen(told, where)
        const cut = await openOn(disk.afterPowerCut({ keepsName: () => false, keepsData: () => 'none' }))
        expectToldOrFailed(await look(cut), told, where)
        const killed = await openOn(disk.afterKill())
        expectToldOrFailed(await look(killed), told, where)
        await goOn(killed)
      }
    },
  )

  it('leaves what is seen as it was, and every later save works, when the disk is full for a while', async () => {
    for (const code of ['ENOSPC', 'EIO']) {
      const disk = new MemoryDisk()
      const library = await openOn(disk)
      await goOn(library)
      const before = await look(library)
      const failing: ReadonlySet<string> = new Set(['create', 'write', 'sync'])
      disk.before = call => {
        if (failing.has(call)) throw systemError(code)
      }
      await expect(
        library.write('person:ANA', [{ remove: 'comment:Z', lessonId: 'lesson:ONE' }]),
      ).rejects.toMatchObject({ code: code === 'ENOSPC' ? 'disk.full' : 'disk.failed' })
      expect(await look(library)).toEqual(before)
      disk.before = () => undefined
      await goOn(library)
      await library.close()
      expect(library.problems().filter(({ kind }) => kind !== 'noBackup')).toEqual([])
    }
  })
})

const foreseen: ReadonlySet<unknown> = new Set([
  'disk.full',
  'disk.failed',
  'notFound',
  'library.unreadable',
  'library.notFound',
  'library.readOnly',
])

function expectForeseen(told: Told, where: string): void {
  for (const error of [...told.failures.values(), ...(told.refused === undefined ? [] : [told.refused])]) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    expect(foreseen.has(code), `${where}: ${error instanceof Error ? error.stack : String(error)}`).toBe(true)
  }
}

/** Each record as it was last seen, or as a step that failed was to make it. */
function expectToldOrFailed(seen: Seen, told: Told, where: string): void {
  const last = told.states.at(-1) ?? new Map()
  for (const id of new Set([...seen.keys(), ...last.keys()])) {
    const attempts = [...told.failures.keys()].map(step => clean[step + 1]?.get(id))
    expect([last.get(id), ...attempts], `${id}: ${where}`).toContain(seen.get(id))
  }
}

describe('a disk that takes a few bytes at a time', () => {
  it('gets every byte all the same', async () => {
    const disk = new MemoryDisk()
    disk.writeLimit = 7
    const told = newTold()
    await tell(disk, told)
    expect(told.states).toEqual(clean)
    expect(await look(await openOn(disk.afterKill()))).toEqual(clean.at(-1))
  })

  it('is full when it takes none', async () => {
    const disk = new MemoryDisk()
    const library = await openOn(disk)
    disk.writeLimit = 0
    await expect(goOn(library)).rejects.toMatchObject({ code: 'disk.full' })
  })
})

describe('a disk without links, as USB sticks are', () => {
  it('takes a library all the same', async () => {
    const disk = new MemoryDisk()
    disk.before = call => {
      if (call === 'link') throw systemError('EPERM')
    }
    const told = newTold()
    await tell(disk, told)
    expect(told.states).toEqual(clean)
  })
})

describe('a rename that the system refuses', () => {
  it('is tried again until the virus scanner lets go', async () => {
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      const disk = new MemoryDisk()
      const library = await openOn(disk)
      let refusals = 4
      disk.before = call => {
        if (call === 'rename' && refusals > 0) {
          refusals -= 1
          throw systemError(code)
        }
      }
      await goOn(library)
      expect(refusals).toBe(0)
    }
  })

  it('fails the save in the end, and leaves no temporary file', async () => {
    const disk = new MemoryDisk()
    const library = await openOn(disk)
    await goOn(library)
    disk.before = call => {
      if (call === 'rename') throw systemError('EPERM')
    }
    const before = await look(library)
    await expect(
      library.write('person:ANA', [{ remove: 'comment:Z', lessonId: 'lesson:ONE' }]),
    ).rejects.toMatchObject({ code: 'disk.failed' })
    expect(await look(library)).toEqual(before)
    expect((await disk.list('/library/lessons/ONE')).map(entry => entry.name)).toHaveLength(1)
  })
})
