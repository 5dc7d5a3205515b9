import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { carriesName } from '../../../../electron/core/transcripts/beside.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, resourcesDir, temporaryFolder } from '../../../fixtures/openTestCore.ts'

const file = (words: string, from = '00:00:01,000') =>
  Buffer.from(`1\n${from} --> 00:00:09,000\n${words}\n`).toString('base64')

async function open() {
  const test = await openTestCore()
  const ana = await test.joined('Ana')
  const marcus = await test.joined('Marcus', 'coach')
  const lessonId = await addLesson(test.core.library(), ana.person.id)
  return { ...test, ana: ana.client, marcus: marcus.client, lessonId }
}

describe('the transcript of a lesson', () => {
  it('is read, told of with its notes, and kept for whoever opens the library next', async () => {
    const { ana, lessonId, home, core } = await open()
    expect(await ana.transcripts.get({ lessonId })).toBeNull()
    expect(await ana.transcripts.version({ lessonId })).toBeNull()
    const { transcript, replaced, notes, noteCount, encoding } = await ana.transcripts.import({
      lessonId,
      name: 'folder/talk.pt-BR.srt',
      bytesBase64: file('LEO: Sim.'),
    })
    expect([replaced, notes, noteCount, encoding]).toEqual([null, [], 0, 'utf-8'])
    expect(transcript).toMatchObject({
      fileName: 'talk.pt-BR.srt',
      language: 'pt-BR',
      speakers: ['LEO'],
      cues: [{ fromMs: 1000, toMs: 9000, speaker: 0, text: 'Sim.' }],
      author: { name: 'Ana' },
      local: true,
    })
    expect(await ana.transcripts.version({ lessonId })).toBe(transcript.version)
    await core.close()
    const again = await openTestCore({ home })
    expect(await again.client.transcripts.get({ lessonId })).toEqual(transcript)
  })

  it('is replaced and removed, and either is taken back', async () => {
    const { ana, lessonId } = await open()
    const say = (words: string) =>
      ana.transcripts.import({ lessonId, name: 'a.srt', bytesBase64: file(words) })
    const words = async () => (await ana.transcripts.get({ lessonId }))?.cues[0]?.text
    const first = await say('first')
    const second = await say('second')
    expect(second.replaced).toBe(first.transcript.id)
    expect(await words()).toBe('second')
    await ana.transcripts.restore({ lessonId, id: first.transcript.id, insteadOf: second.transcript.id })
    expect(await words()).toBe('first')
    await ana.transcripts.remove({ lessonId, id: first.transcript.id })
    expect(await words()).toBeUndefined()
    await ana.transcripts.restore({ lessonId, id: first.transcript.id })
    expect(await words()).toBe('first')
  })

  it('belongs to who imported it: another person’s covers it and goes again, and nobody removes it for them', async () => {
    const { ana, marcus, lessonId } = await open()
    const one = await ana.transcripts.import({ lessonId, name: 'a.srt', bytesBase64: file('hers') })
    await expect(marcus.transcripts.remove({ lessonId, id: one.transcript.id })).rejects.toThrow(
      /Only Ana can remove/,
    )
    const other = await marcus.transcripts.import({ lessonId, name: 'b.srt', bytesBase64: file('his') })
    expect(other.replaced).toBeNull()
    expect((await ana.transcripts.get({ lessonId }))?.cues[0]?.text).toBe('his')
    await marcus.transcripts.remove({ lessonId, id: other.transcript.id })
    expect((await ana.transcripts.get({ lessonId }))?.cues[0]?.text).toBe('hers')
  })

  it('is refused whole where nothing can be read, with lines, and what was there stays', async () => {
    const { ana, lessonId } = await open()
    await ana.transcripts.import({ lessonId, name: 'a.srt', bytesBase64: file('kept') })
    const broken = ana.transcripts.import({
      lessonId,
      name: 'b.srt',
      bytesBase64: file('lost', '00:99:00,000'),
    })
    await expect(broken).rejects.toThrow(
      /No cue of the file could be read\. Nothing was imported\. Line 2: The times/,
    )
    expect((await ana.transcripts.get({ lessonId }))?.cues[0]?.text).toBe('kept')
  })

  it('says where its cues lie past the lesson’s end', async () => {
    const { ana, lessonId } = await open()
    const { notes } = await ana.transcripts.import({
      lessonId,
      name: 'a.srt',
      bytesBase64: Buffer.from('00:10:00,000 --> 00:10:02,000\nlate\n').toString('base64'),
    })
    expect(notes).toEqual([
      { skipped: false, message: expect.stringContaining('All cues begin after the lesson’s end at 1:00') },
    ])
  })
})

describe('a subtitle file beside a recording', () => {
  it.each([
    ['lesson.vtt', true],
    ['lesson.mp4.vtt', true],
    ['LESSON.EN.SRT', true],
    ['lesson.mp4.pt-BR.srt', true],
    ['lesson2.vtt', false],
    ['lesson.txt', false],
    ['other.vtt', false],
    ['lesson is over.vtt', false],
  ])('%s', (name, carries) => expect(carriesName(name, 'lesson.mp4')).toBe(carries))

  it('is offered and imported; no other file of the machine is', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const dir = await temporaryFolder('recordings')
    const sample = join(resourcesDir, 'sample')
    await copyFile(join(sample, 'lesson.mp4'), join(dir, 'talk.mp4'))
    await copyFile(join(sample, 'lesson.en.vtt'), join(dir, 'talk.en.vtt'))
    await writeFile(join(dir, 'secret.vtt'), await readFile(join(sample, 'lesson.en.vtt')))
    await ana.recordings.import({ files: [join(dir, 'talk.mp4')], copy: false })
    await expect.poll(async () => (await client.lessons.list()).length, { timeout: 30_000 }).toBe(1)
    const [lesson] = await client.lessons.list()
    if (!lesson) throw new Error('no lesson was imported')
    const lessonId = lesson.id
    const [found, ...rest] = await ana.transcripts.beside({ lessonId })
    expect([found?.fileName, rest]).toEqual(['talk.en.vtt', []])
    if (!found) throw new Error('nothing was found')
    await expect(
      ana.transcripts.importBeside({ lessonId, ...found, fileName: 'secret.vtt' }),
    ).rejects.toThrow(/does not lie beside/)
    const { transcript } = await ana.transcripts.importBeside({ lessonId, ...found })
    expect([transcript.cues.length, transcript.speakers.length, transcript.language]).toEqual([12, 4, 'en'])
  })
})

it('comes with the sample lesson', async () => {
  const { joined } = await openTestCore()
  const { client } = await joined('Ana')
  const lesson = await client.lessons.addSample()
  const transcript = await client.transcripts.get({ lessonId: lesson.id })
  expect([transcript?.cues.length, transcript?.speakers, transcript?.language]).toEqual([
    12,
    ['Ms Okafor', 'Maya', 'Leo', 'Amina'],
    'en',
  ])
})
