import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { hasSyncthing, Syncthing } from '../fixtures/syncthing.ts'

const ROUNDS = 3
/** Written by each while the two are cut off, and again while they find each other. */
const EACH = 8

/** Two machines that share one folder by a real Syncthing, and a lesson in it. */
async function twoMachines() {
  const [here, there] = [
    join(await temporaryFolder('here'), 'lib'),
    join(await temporaryFolder('there'), 'lib'),
  ]
  await mkdir(there, { recursive: true })
  const anas = await openTestCore({ libraryDir: here, watch: true })
  const ana = await anas.joined('Ana', 'coach')
  const lessonId = await addLesson(anas.core.library(), ana.person.id)
  const a = await Syncthing.start('a', here)
  const b = await Syncthing.start('b', there)
  await a.shareWith(b)
  await b.shareWith(a)
  await expect.poll(() => existsSync(join(there, 'debrief.json')), { timeout: 60_000 }).toBe(true)
  const bens = await openTestCore({ libraryDir: there, watch: true })
  const ben = await bens.joined('Ben')
  await expect
    .poll(async () => (await ben.client.lessons.list()).map(({ id }) => id), { timeout: 60_000 })
    .toContain(lessonId)
  return { a, b, ana, ben, lessonId, folders: [here, there] }
}

type Machines = Awaited<ReturnType<typeof twoMachines>>

/** All that the two see, but for what only says which machine it is. */
async function seen({ client }: Machines['ana'], { lessonId }: Machines): Promise<string> {
  const conversation = await client.comments.list({ lessonId })
  return JSON.stringify(conversation, (key, value) => (key === 'local' ? undefined : value))
}

/** Writes, changes and answers, as fast as it goes. @returns the words that must never be missing */
async function write({ client, person }: Machines['ana'], { lessonId }: Machines, about: string) {
  const words: string[] = []
  for (let n = 0; n < EACH; n++) {
    const text = `${person.name}, ${about}, ${n}`
    const comment = await client.comments.add({ lessonId, atMs: n * 1000, text: `${text}, at first` })
    await client.comments.update({ lessonId, id: comment.id, text })
    const [another] = (await client.comments.list({ lessonId })).filter(
      ({ author }) => author.id !== person.id,
    )
    if (another) {
      const reply = `${text}, to ${another.author.name}`
      await client.replies.add({ lessonId, commentId: another.id, text: reply })
      words.push(reply)
    }
    words.push(text)
  }
  return words
}

describe.skipIf(!hasSyncthing)('a library in a folder that Syncthing keeps alike on two machines', () => {
  it('loses no word of two people who write all the while, cut off and joined again', async () => {
    const machines = await twoMachines()
    const { a, b, ana, ben, folders } = machines
    const words: string[] = []
    const both = async (about: string) => {
      const written = await Promise.all([write(ana, machines, about), write(ben, machines, about)])
      words.push(...written.flat())
    }
    for (let round = 0; round < ROUNDS; round++) {
      await a.cut(b)
      await both(`cut off ${round}`)
      const [hers, his] = [await seen(ana, machines), await seen(ben, machines)]
      expect(hers).not.toBe(his)
      await a.rejoin(b)
      await both(`joined ${round}`)
    }
    await expect
      .poll(async () => (await seen(ana, machines)) === (await seen(ben, machines)), {
        timeout: 90_000,
        interval: 200,
      })
      .toBe(true)
    const all = await seen(ben, machines)
    expect(words.filter(text => !all.includes(JSON.stringify(text)))).toEqual([])
    expect(words).toHaveLength(new Set(words).size)
    // Each writes files of their own, so that there was never anything to be at odds about.
    const names = folders.flatMap(dir => readdirSync(dir, { recursive: true }).map(String))
    expect(names.filter(name => name.includes('sync-conflict'))).toEqual([])
  }, 240_000)
})
