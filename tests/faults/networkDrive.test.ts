import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addLesson } from '../fixtures/lessonInLibrary.ts'
import { type DriveKind, hasSamba, mayMount, NetworkDrive } from '../fixtures/networkDrive.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'

const ROUNDS = 2
/** Written by each, at the same time as the other. */
const EACH = 5
const SEEN_WITHIN = { timeout: 30_000, interval: 100 }

/** Two machines that have one drive each, both of the same server, and a lesson in the library on it. */
async function twoMachines(kind: DriveKind) {
  const drive = await NetworkDrive.start(kind)
  const [here, there] = [join(await drive.mount(), 'library'), join(await drive.mount(), 'library')]
  const anas = await openTestCore({ libraryDir: here, watch: true })
  const ana = await anas.joined('Ana', 'coach')
  const lessonId = await addLesson(anas.core.library(), ana.person.id)
  const bens = await openTestCore({ libraryDir: there, watch: true })
  const ben = await bens.joined('Ben')
  await expect
    .poll(async () => (await ben.client.lessons.list()).map(({ id }) => id), SEEN_WITHIN)
    .toContain(lessonId)
  return { drive, ana, ben, lessonId }
}

type Machines = Awaited<ReturnType<typeof twoMachines>>
type Client = Machines['ana']['client']

async function seen(client: Client, { lessonId }: Machines): Promise<string> {
  const conversation = await client.comments.list({ lessonId })
  return JSON.stringify(conversation, (key, value) => (key === 'local' ? undefined : value))
}

/** Writes as fast as it goes. @returns the words that must never be missing */
async function write({ client, person }: Machines['ana'], { lessonId }: Machines, about: string) {
  const words = Array.from({ length: EACH }, (_, n) => `${person.name}, ${about}, ${n}`)
  for (const [n, text] of words.entries()) await client.comments.add({ lessonId, atMs: n * 1000, text })
  return words
}

/** Tries to write while the drive is gone. @returns what the page is told */
const refusal = ({ client }: Machines['ana'], { lessonId }: Machines): Promise<unknown> =>
  client.comments.add({ lessonId, atMs: 1, text: 'Nobody may think that this was saved.' }).then(
    () => 'it was saved',
    (error: unknown) => error,
  )

describe.each([
  { kind: 'WebDAV', there: mayMount },
  { kind: 'SMB', there: hasSamba },
] as const)('a library on a drive that rclone mounts from a $kind server', ({ kind, there }) => {
  it.skipIf(!there)(
    'has every word of two people who write at the same time, and says so where the server is gone',
    async () => {
      const machines = await twoMachines(kind)
      const { drive, ana, ben, lessonId } = machines
      const words: string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const about = `round ${round}`
        const written = await Promise.all([write(ana, machines, about), write(ben, machines, about)])
        words.push(...written.flat())
        await drive.cut()
        const before = await seen(ana.client, machines)
        const told = await Promise.all([refusal(ana, machines), refusal(ben, machines)])
        for (const each of told)
          expect(each).toMatchObject({
            code: expect.stringMatching(/^(?:disk|library)\./),
            message: expect.stringContaining('saved'),
          })
        // What was read stays in sight.
        expect(await seen(ana.client, machines)).toBe(before)
        await drive.rejoin()
      }
      words.push(...(await write(ana, machines, 'at last')), ...(await write(ben, machines, 'at last')))
      await expect
        .poll(
          async () => (await seen(ana.client, machines)) === (await seen(ben.client, machines)),
          SEEN_WITHIN,
        )
        .toBe(true)
      const all = await seen(ben.client, machines)
      expect(words.filter(text => !all.includes(JSON.stringify(text)))).toEqual([])
      // And it is on the server itself, as anyone finds it who opens it there.
      const atServer = await openTestCore({ libraryDir: join(drive.folder, 'library') })
      expect(await seen((await atServer.joined('Cem')).client, { ...machines, lessonId })).toBe(all)
    },
    240_000,
  )
})
