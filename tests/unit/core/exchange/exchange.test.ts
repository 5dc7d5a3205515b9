import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

async function lessonFor(name: string) {
  const { core, joined } = await openTestCore()
  const { person, client } = await joined(name)
  const lessonId = await addLesson(core.library(), person.id, { durationMs: 60_000 })
  const take = (text: string, more: object = {}) =>
    client.notes.import({ lessonId, name: 'notes', bytesBase64: base64(text), ...more })
  return { core, joined, client, lessonId, take }
}

describe('notes of other programs in a lesson', () => {
  it('become comments of whoever takes them in, and only once', async () => {
    const { client, lessonId, take } = await lessonFor('Ana')
    const csv = 'start,end,note,who\n5,9,Waits,Ana\n7,,Asks,Ben\n90,,Too late,Ben\n'
    const first = await take(csv)
    expect(first.comments.map(({ atMs, toMs, text, author }) => [atMs, toMs, text, author.name])).toEqual([
      [5000, 9000, 'Waits', 'Ana'],
      [7000, undefined, 'Ben: Asks', 'Ana'],
    ])
    expect(first.skipped).toEqual([
      { line: 4, reason: 'The note stands at 1:30, after the lesson’s end at 1:00.' },
    ])
    const second = await take(csv)
    expect(second.comments).toEqual([])
    expect(second.skipped.at(-1)?.reason).toMatch(/^2 of the file’s notes are in this lesson already/)
    expect(await client.comments.list({ lessonId })).toHaveLength(2)
  })

  it('tie criteria that a rubric here has, and keep the others in the words', async () => {
    const { take } = await lessonFor('Ana')
    const { comments, skipped } = await take('at;text;tags\n1;Waits four seconds;C2=3; \n2;Nods;ZZ9\n')
    expect(comments[0]?.tags).toMatchObject([{ code: 'C2', level: '3' }])
    expect(comments[1]?.text).toBe('Nods [ZZ9]')
    expect(skipped).toEqual([{ reason: 'No rubric here has the criterion ZZ9; it was kept in the words.' }])
  })

  it('are shown before they are taken in, moved to the lesson clock, and nothing is written', async () => {
    const { client, lessonId } = await lessonFor('Ana')
    const file = { lessonId, name: 'n.csv', bytesBase64: base64('at,text\n10,a\n40,b\n'), shiftMs: -15_000 }
    const preview = await client.notes.preview(file)
    expect(preview).toMatchObject({ format: 'csv', count: 1, notes: [{ atMs: 25_000, text: 'b' }] })
    expect(preview.columns).toEqual([
      { name: 'at', readAs: 'at' },
      { name: 'text', readAs: 'text' },
    ])
    expect(await client.comments.list({ lessonId })).toEqual([])
  })

  it('are refused as a whole with a sentence where the file is none', async () => {
    const { client, lessonId, take } = await lessonFor('Ana')
    for (const text of ['', '{"observations":{', '<ANNOTATION_DOCUMENT/>', '[1,2', 'hello'])
      await expect(take(text)).rejects.toMatchObject({ code: 'input.invalid', message: /^“notes”: .+\.$/ })
    expect(await client.comments.list({ lessonId })).toEqual([])
  })

  it('leave without private notes, in every format, and what is left out is said', async () => {
    const { client, lessonId } = await lessonFor('Ana')
    await client.comments.add({ lessonId, atMs: 1000, text: 'seen by all' })
    await client.comments.add({ lessonId, atMs: 2000, text: 'mine alone 91ac', private: true })
    for (const format of [
      'boris',
      'elan',
      'sportscode',
      'textgrid',
      'vtt',
      'srt',
      'csv',
      'edl',
      'fcpxml',
      'fcp7',
      'chapters',
      'json',
    ] as const) {
      const { text, dropped } = await client.notes.export({ lessonId, format })
      expect(text).toContain('seen by all')
      expect(text).not.toContain('91ac')
      expect(dropped.at(-1)).toEqual({ count: 1, reason: 'A private note is left out.' })
    }
  })
})
