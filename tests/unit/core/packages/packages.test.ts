import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { addLesson, packageLesson as lessonId, merge, pack, unpack } from '../../../fixtures/twoSchools.ts'
import { everyByte } from '../library/testLibrary.ts'

async function anaWithLesson() {
  const here = await openTestCore()
  const ana = await here.joined('Ana', 'coach')
  await addLesson(here, ana.person.id)
  const say = (text: string, more: { private?: boolean } = {}) =>
    ana.client.comments.add({ lessonId, atMs: 1000, text, ...more })
  return { here, ana, say }
}

async function cemElsewhere() {
  const there = await openTestCore()
  return { there, cem: await there.joined('Cem', 'coach') }
}

const textsOf = async (client: Awaited<ReturnType<typeof cemElsewhere>>['cem']['client']) =>
  (await client.comments.list({ lessonId })).map(({ text }) => text).sort()

describe('a package', () => {
  it('carries a lesson, its people and its words to another library', async () => {
    const { ana, say } = await anaWithLesson()
    const first = await say('four seconds of silence')
    await ana.client.replies.add({ lessonId, commentId: first.id, text: 'I counted five' })
    await ana.client.comments.tag({
      lessonId,
      id: first.id,
      tags: [
        {
          rubricId: (await ana.client.rubrics.list())[0]?.id ?? 'rubric:none',
          code: (await ana.client.rubrics.list())[0]?.domains[0]?.criteria[0]?.code ?? '',
        },
      ],
    })
    const written = await pack(ana.client)
    expect(written).toMatchObject({ title: 'Fractions', counts: { comments: 1, replies: 1, tags: 1 } })

    const { cem } = await cemElsewhere()
    const preview = await cem.client.packages.preview({ file: written.file })
    expect(preview).toMatchObject({
      lesson: { id: lessonId, title: 'Fractions', existing: false },
      by: { name: 'Ana', role: 'coach' },
      people: [
        { name: 'Ana', known: false, added: { comments: 1, replies: 1, tags: 1 }, updated: { total: 0 } },
      ],
      recordings: [{ fileName: 'lesson.mp4', here: false, brings: null }],
      doubts: { count: 0 },
    })
    expect(await cem.client.lessons.list()).toEqual([])

    const merged = await merge(cem.client, written.file)
    expect(merged).toMatchObject({
      lessons: [{ existing: false }],
      added: { comments: 1, replies: 1, tags: 1 },
    })
    const [comment] = await cem.client.comments.list({ lessonId })
    expect(comment).toMatchObject({
      text: 'four seconds of silence',
      author: { name: 'Ana', role: 'coach' },
      replies: [{ text: 'I counted five' }],
      local: false,
    })
    expect(comment).not.toHaveProperty('doubt')
  })

  it('taken in twice changes nothing, not a byte', async () => {
    const { ana, say } = await anaWithLesson()
    await say('one')
    const { file } = await pack(ana.client)
    const { cem, there } = await cemElsewhere()
    await merge(cem.client, file)
    const dir = there.core.library().dir
    const before = await everyByte(dir)
    const again = await merge(cem.client, file)
    expect(again).toMatchObject({ added: { total: 0 }, updated: { total: 0 }, unchanged: 1 })
    expect(await everyByte(dir)).toBe(before)
  })

  it('tells what is new and what changed, and a newer one takes the place of an older one', async () => {
    const { ana, say, here } = await anaWithLesson()
    const first = await say('one')
    const older = await pack(ana.client)
    await ana.client.comments.update({ lessonId, id: first.id, text: 'one, put better' })
    await say('two')
    const newer = await pack(ana.client)
    const { cem, there } = await cemElsewhere()
    await merge(cem.client, older.file)
    expect(await cem.client.packages.preview({ file: newer.file })).toMatchObject({
      lesson: { existing: true },
      people: [{ name: 'Ana', added: { comments: 1 }, updated: { comments: 1 } }],
    })
    await merge(cem.client, newer.file)
    expect(await textsOf(cem.client)).toEqual(['one, put better', 'two'])
    const folder = join(there.core.library().dir, 'lessons', lessonId.slice('lesson:'.length))
    expect(await readdir(folder)).toHaveLength(1)
    await merge(cem.client, older.file)
    expect(await textsOf(cem.client)).toEqual(['one, put better', 'two'])
    await here.close()
  })

  it('goes there and back: each side has what both wrote', async () => {
    const { ana, say } = await anaWithLesson()
    await say('from Ana')
    const { cem } = await cemElsewhere()
    await merge(cem.client, (await pack(ana.client)).file)
    await cem.client.comments.add({ lessonId, atMs: 2000, text: 'from Cem' })
    await say('from Ana, later')
    const back = await merge(ana.client, (await pack(cem.client)).file)
    expect(back).toMatchObject({ added: { comments: 1 }, updated: { total: 0 } })
    await merge(cem.client, (await pack(ana.client)).file)
    for (const client of [ana.client, cem.client])
      expect(await textsOf(client)).toEqual(['from Ana', 'from Ana, later', 'from Cem'])
  })

  it('never holds a private note, nor the folders of the machine that made it', async () => {
    const { ana, say } = await anaWithLesson()
    await say('for everyone')
    await say('for me alone', { private: true })
    const { file } = await pack(ana.client)
    const everything = Buffer.concat([...(await unpack(file)).values()]).toString()
    expect(everything).toContain('for everyone')
    expect(everything).not.toContain('for me alone')
    expect(everything).not.toContain('/somewhere/private')
  })

  it('locked with a passphrase opens with it alone, and shows nothing without', async () => {
    const { ana, say } = await anaWithLesson()
    await say('in confidence')
    const { file, encrypted } = await pack(ana.client, { passphrase: 'blue whale 7' })
    expect(encrypted).toBe(true)
    expect((await readFile(file)).includes('in confidence')).toBe(false)
    const { cem, there } = await cemElsewhere()
    await expect(cem.client.packages.preview({ file })).rejects.toMatchObject({ code: 'package.locked' })
    await expect(cem.client.packages.preview({ file, passphrase: 'blue whale 8' })).rejects.toMatchObject({
      code: 'package.locked',
    })
    expect(await merge(cem.client, file, { passphrase: 'blue whale 7' })).toMatchObject({
      added: { comments: 1 },
    })
    expect(await readdir(join(there.home, 'opening'))).toEqual([])

    const bytes = await readFile(file)
    const changed = join(await temporaryFolder(), 'changed.debrief')
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    await writeFile(changed, bytes)
    await expect(
      cem.client.packages.preview({ file: changed, passphrase: 'blue whale 7' }),
    ).rejects.toMatchObject({ code: 'package.refused' })
    expect(await readdir(join(there.home, 'opening'))).toEqual([])
  })

  it('is written beside another of the same name, never over it', async () => {
    const { ana } = await anaWithLesson()
    const dir = await temporaryFolder('packages')
    const write = async () => {
      const { jobId } = await ana.client.packages.write({ lessonId, dir })
      for (let job = await ana.client.jobs.get({ id: jobId }); job.state !== 'done'; ) {
        await new Promise(done => setImmediate(done))
        job = await ana.client.jobs.get({ id: jobId })
      }
    }
    await write()
    await write()
    const names = (await readdir(dir)).sort()
    expect(names).toHaveLength(2)
    expect(names[0]).toMatch(/^Fractions \d{4}-\d\d-\d\d \(2\)\.debrief$/)
  })

  it('that the system opened Debrief with waits until someone has looked at it', async () => {
    const { ana, here } = await anaWithLesson()
    const events: string[] = []
    here.core.bus.subscribe(({ type }) => events.push(type))
    const { file } = await pack(ana.client)
    await ana.client.packages.announce({ file })
    expect(await ana.client.packages.waiting()).toEqual([file])
    await ana.client.packages.putAway({ file })
    expect(await ana.client.packages.waiting()).toEqual([])
    expect(events.filter(type => type === 'packages.changed')).toHaveLength(2)
    expect((await readFile(file)).length).toBeGreaterThan(0)
  })
})
