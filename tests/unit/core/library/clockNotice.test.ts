import { expect, it } from 'vitest'
import { formatRev } from '../../../../electron/core/library/clock.ts'
import { aheadOf, CLOCK_DOUBT_MS, clockProblem } from '../../../../electron/core/library/clockNotice.ts'
import { storedFrom } from '../../../../electron/core/library/storedRecord.ts'
import { ana, ben, comment, commentRecord, lesson, writer } from './records.ts'
import { testFolders } from './testLibrary.ts'

const folders = testFolders()
const START = Date.UTC(2026, 10, 26, 14)
const HOUR = 3_600_000

const stored = (ms: number, by = writer('b')) =>
  storedFrom(commentRecord('A', 'a', formatRev(ms, 0, by))) ?? expect.fail('no record')
const isOurs = (one: string) => one === writer('o')

it('clocks that differ by minutes are left in peace, and others are told with their people', () => {
  expect(aheadOf([stored(START + CLOCK_DOUBT_MS)], START, isOurs)).toBeUndefined()
  const ahead = aheadOf([stored(START), stored(START + 3 * HOUR)], START, isOurs)
  expect(ahead).toEqual({ byMs: 3 * HOUR, people: [ana] })
  const [problem] = clockProblem(ahead ? [ahead] : [], START, () => 'Ana')
  expect(problem?.message).toMatch(
    /^What Ana wrote is dated 3 hours ahead of this machine’s clock, which says 2026-11-26 14:00 UTC\./,
  )
  const own = aheadOf([stored(START + 20 * HOUR, writer('o'))], START, isOurs)
  expect(own?.people).toEqual([])
  expect(clockProblem(own ? [own] : [], START, () => 'x')[0]?.message).toMatch(
    /^What was written on this machine is dated 20 hours ahead/,
  )
})

it('a wrong clock is noticed by the library that is behind, and no more once it is set right', async () => {
  let nowMs = START
  const here = await folders.open({ now: () => nowMs })
  const there = await folders.open({ home: `${folders.home}-there`, now: () => START + 5 * HOUR })
  await there.write(ben, [{ put: { type: 'person', id: ben, name: 'Ben', role: 'coach', colour: 'p2' } }])
  await there.write(ben, [{ put: comment('B', 'from later'), lessonId: lesson }])
  await here.conversation(lesson)
  await here.refresh()
  expect(here.problems()).toMatchObject([
    { kind: 'clock', message: expect.stringContaining('What Ben wrote is dated 5 hours ahead') },
  ])
  // What is written here follows the others' stamps, so nobody's words are lost, and nobody here is blamed for it.
  await here.write(ana, [{ put: comment('A', 'mine'), lessonId: lesson }])
  expect((await here.conversation(lesson)).comments).toHaveLength(2)
  expect(here.problems()).toHaveLength(1)
  nowMs = START + 5 * HOUR
  await here.refresh()
  expect(here.problems()).toEqual([])
})
