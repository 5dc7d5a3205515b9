import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { placeOfLesson } from '../../electron/core/library/brought.ts'
import { nodeFileSystem } from '../../electron/core/library/fileSystem.ts'
import { RecordFolder } from '../../electron/core/library/recordFolder.ts'
import { Scope } from '../../electron/core/library/scope.ts'
import { isSigned, statementOf } from '../../electron/core/library/signing.ts'
import { readPackage } from '../../electron/core/packages/readPackage.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { addLesson, packageLesson as lessonId, pack, unpack } from '../fixtures/twoSchools.ts'
import { compare, median, report } from './measure.ts'

/** The limit, as a multiple of parsing the package's JSON. */
const LIMIT = 2
/** Ours, as a multiple of the least that a signed package in a zip file costs (docs/decisions/0020). */
const LIMIT_OF_LEAST = 5
const COUNT = 10_000
const TURNS = 9

/** Processor time of a step, all threads, in ms. */
async function costMs(step: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await step()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Ana's comments in a lesson, as a package of hers. */
async function packed() {
  const here = await openTestCore()
  const { person, client } = await here.joined('Ana', 'coach')
  await addLesson(here, person.id)
  const puts = Array.from({ length: COUNT }, (_, index) => ({
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
  return await pack(client)
}

it(`merging the ${COUNT} records of a package, once they are verified, takes at most ${LIMIT} times as long as parsing them`, async () => {
  const { file } = await packed()
  const conversations = [...(await unpack(file)).values()].map(String).filter(text => text.length > 1e6)
  expect(conversations).toHaveLength(1)
  const folder = await temporaryFolder('merge')
  for (const text of conversations) {
    const { writer } = JSON.parse(text) as { writer: string }
    await writeFile(join(folder, `${writer}.json`), text)
  }
  const nobody = async () => expect.fail('nothing is written here')
  const shared = new RecordFolder({
    fs: nodeFileSystem,
    folder,
    label: folder,
    place: placeOfLesson(lessonId),
    private: false,
    owns: () => false,
    now: Date.now,
    repair: false,
    rescue: nobody,
    saving: nobody,
    saved: () => undefined,
  })
  await shared.refresh()
  await compare({
    name: `merging ${COUNT} records that are read, against parsing their JSON`,
    ours: async () => {
      const scope = new Scope(lessonId, shared)
      scope.merge(Date.now())
      expect(scope.all('comment')).toHaveLength(COUNT)
    },
    peer: async () => conversations.map(text => JSON.parse(text) as unknown),
    limit: LIMIT,
    runs: 15,
  })
})

it(`a package of ${COUNT} records is merged within ${LIMIT} times of parsing its JSON`, async () => {
  const { file } = await packed()
  const texts = [...(await unpack(file)).values()].map(String)
  const parsed: number[] = []
  const least: number[] = []
  const merged: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const there = await openTestCore()
    const cem = await there.joined('Cem')
    parsed.push(await costMs(() => texts.map(text => JSON.parse(text) as unknown)))
    least.push(await costMs(() => readAndVerify(file)))
    merged.push(
      await costMs(async () => {
        const { jobId } = await cem.client.packages.merge({ file })
        // Asked now and then, so that the asking is no part of the cost.
        while ((await cem.client.jobs.get({ id: jobId })).state !== 'done') await pause(20)
      }),
    )
    expect(await cem.client.comments.list({ lessonId })).toHaveLength(COUNT)
    await there.close()
  }
  const [oursMs, peerMs, leastMs] = [median(merged), median(parsed), median(least)]
  const name = `a package of ${COUNT} records taken in, processor time, against`
  const most = { name: `${name} parsing its JSON`, limit: LIMIT, oursMs, peerMs, runs: TURNS }
  report({ ...most, ratio: oursMs / peerMs })
  const floor = { ...most, name: `${name} unpacking, verifying and parsing it`, limit: LIMIT_OF_LEAST }
  report({ ...floor, peerMs: leastMs, ratio: oursMs / leastMs })
  report({
    ...most,
    name: 'unpacking, verifying and parsing it against parsing alone',
    oursMs: leastMs,
    ratio: leastMs / peerMs,
  })
  expect.soft(oursMs / leastMs, floor.name).toBeLessThan(LIMIT_OF_LEAST)
  expect(oursMs / peerMs, most.name).toBeLessThan(LIMIT)
})

/** The least that taking in a package may do before it believes a word: unpack it, compare both hashes, check the signature, parse. */
async function readAndVerify(file: string): Promise<unknown> {
  // Compares the hashes of the files themselves.
  const { manifest, records, close } = await readPackage(file)
  close()
  return manifest.records.map(({ kind, sha256 }) => {
    const bytes = records.get(sha256) ?? expect.fail('not there')
    const list = bytes.subarray(bytes.indexOf(RECORDS) + RECORDS.length, bytes.lastIndexOf('}'))
    const digest = createHash('sha256').update(list).digest('hex')
    const { key, sig, writer, records: parsed } = JSON.parse(bytes.toString('utf8'))
    const place = kind === 'catalog' ? 'catalog' : placeOfLesson(lessonId)
    expect(isSigned(key, sig, statementOf({ writer, place, sha256: digest }))).toBe(true)
    return parsed
  })
}
const RECORDS = ',"records":'
