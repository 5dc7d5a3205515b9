import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openTestCore } from '../fixtures/openTestCore.ts'
import { addLesson, packageLesson as lessonId, pack, unpack } from '../fixtures/twoSchools.ts'

/** The limit, as a multiple of parsing the package's JSON. */
const LIMIT = 2
const RECORDS = 10_000
const TURNS = 5

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Processor time of a step, all threads, in ms. */
async function costMs(step: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await step()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

it(`a package of ${RECORDS} records is merged within ${LIMIT} times of parsing its JSON`, async () => {
  const here = await openTestCore()
  const { person, client } = await here.joined('Ana', 'coach')
  await addLesson(here, person.id)
  const puts = Array.from({ length: RECORDS }, (_, index) => ({
    put: {
      type: 'comment' as const,
      id: `comment:01JD${index}` as const,
      lessonId,
      atMs: index,
      kind: 'noticing' as const,
      text: `Comment ${index}: the pupil in the second row waits eleven seconds, then answers in a whole sentence.`,
    },
  }))
  await here.core.library().write(person.id, puts)
  const { file } = await pack(client)
  const texts = [...(await unpack(file)).values()].map(String)
  const parsed: number[] = []
  const merged: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const there = await openTestCore()
    const cem = await there.joined('Cem')
    parsed.push(await costMs(() => texts.map(text => JSON.parse(text) as unknown)))
    merged.push(
      await costMs(async () => {
        const { jobId } = await cem.client.packages.merge({ file })
        // Asked now and then, so that the asking is no part of the cost.
        while ((await cem.client.jobs.get({ id: jobId })).state !== 'done') await pause(20)
      }),
    )
    expect(await cem.client.comments.list({ lessonId })).toHaveLength(RECORDS)
    await there.close()
  }
  const ratio = median(merged) / median(parsed)
  console.log(
    `merge of ${RECORDS} records: ${median(merged).toFixed(0)} ms, parsing ${median(parsed).toFixed(0)} ms, ratio ${ratio.toFixed(1)}`,
  )
  expect(ratio).toBeLessThan(LIMIT)
})
