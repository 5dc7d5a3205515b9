import { describe, expect, it } from 'vitest'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function school() {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana Reyes', 'coach')
  const ben = await opened.joined('Ben Okafor', 'teacher')
  const lessonId = await addLesson(opened.core.library(), ana.person.id, { title: 'Fractions' })
  return { ...opened, ana, ben, lessonId }
}
type Client = Awaited<ReturnType<typeof school>>['ana']['client']

const texts = async (client: Client, text: string) =>
  (await client.search.find({ text })).found.map(each => each.text)

describe('the search over a library', () => {
  it('finds comments, replies, clips, lessons and transcripts, and says where', async () => {
    const { ana, ben, lessonId } = await school()
    const comment = await ana.client.comments.add({
      lessonId,
      atMs: 4000,
      toMs: 9000,
      text: 'Seven seconds of **silence** after the question',
      kind: 'evidence',
    })
    await ben.client.replies.add({ lessonId, commentId: comment.id, text: 'Somebody in the back giggled' })
    const clip = await ana.client.clips.add({ lessonId, title: 'Silence works', fromMs: 3000, toMs: 9000 })
    const vtt =
      'WEBVTT\n\n00:05.000 --> 00:07.000\nWho can tell me?\n\n00:20.000 --> 00:22.000\nA numerator is on top\n'
    await ana.client.transcripts.import({
      lessonId,
      name: 'x.vtt',
      bytesBase64: Buffer.from(vtt).toString('base64'),
    })
    const { found, total, nearly } = await ana.client.search.find({ text: 'sil' })
    expect(nearly).toBe(false)
    expect(total).toMatchObject({ comment: 1, clip: 1 })
    expect(found.find(({ what }) => what === 'comment')).toMatchObject({
      commentId: comment.id,
      atMs: 4000,
      toMs: 9000,
      kind: 'evidence',
      author: { name: 'Ana Reyes' },
      text: 'Seven seconds of silence after the question',
      marks: [[17, 24]],
    })
    expect(found.find(({ what }) => what === 'clip')).toMatchObject({ clipId: clip.id })
    expect((await ana.client.search.find({ text: 'numerator' })).found).toMatchObject([
      { what: 'transcript', atMs: 20_000, toMs: 22_000 },
    ])
    expect((await ana.client.search.find({ text: 'giggled' })).found).toMatchObject([
      { what: 'comment', commentId: comment.id, author: { name: 'Ben Okafor' } },
    ])
    expect((await ana.client.search.find({ text: 'fractions' })).found.map(each => each.what)).toContain(
      'lesson',
    )
  })

  it('finds words with a letter that is wrong, but only where no word is written so', async () => {
    const { ana, lessonId } = await school()
    await ana.client.comments.add({ lessonId, atMs: 0, text: 'The pupils measure the table' })
    expect(await ana.client.search.find({ text: 'mesure pupls' })).toMatchObject({
      nearly: true,
      found: [{ text: 'The pupils measure the table' }],
    })
    await ana.client.comments.add({ lessonId, atMs: 0, text: 'Mesure: the French word' })
    expect(await texts(ana.client, 'mesure')).toEqual(['Mesure: the French word'])
  })

  it('finds any script', async () => {
    const { ana, lessonId } = await school()
    const said = [
      'سألت المعلّمة سُؤالًا ثم انتظرت',
      '老师等待了七秒钟',
      'Élèves très attentifs',
      'Учитель ждёт ответа',
    ]
    for (const text of said) await ana.client.comments.add({ lessonId, atMs: 0, text })
    expect(await texts(ana.client, 'المعلمه')).toEqual([said[0]])
    expect(await texts(ana.client, '等待')).toEqual([said[1]])
    expect(await texts(ana.client, '七')).toEqual([said[1]])
    expect(await texts(ana.client, 'eleves')).toEqual([said[2]])
    expect(await texts(ana.client, 'УЧИТЕ')).toEqual([said[3]])
  })

  it('follows every change, also of criteria and levels', async () => {
    const { ana, lessonId } = await school()
    const { id } = await ana.client.comments.add({ lessonId, atMs: 0, text: 'Before' })
    expect(await texts(ana.client, 'before')).toEqual(['Before'])
    await ana.client.comments.update({ lessonId, id, text: 'Behind' })
    expect(await texts(ana.client, 'before')).toEqual([])
    expect(await texts(ana.client, 'behind')).toEqual(['Behind'])
    const [rubric] = await ana.client.rubrics.list()
    const criterion = rubric?.domains[0]?.criteria[0]
    await ana.client.comments.tag({
      lessonId,
      id,
      tags: [{ rubricId: rubric?.id ?? 'rubric:x', code: criterion?.code ?? '' }],
    })
    expect(await texts(ana.client, criterion?.title ?? '')).toEqual(['Behind'])
    await ana.client.comments.remove({ lessonId, id })
    expect(await texts(ana.client, 'behind')).toEqual([])
    await ana.client.lessons.remove({ id: lessonId })
    expect(await texts(ana.client, 'fractions')).toEqual([])
  })

  it('shows a private note to its author alone at the machine, and to nobody else', async () => {
    const { ana, ben, as, lessonId } = await school()
    await ana.client.comments.add({ lessonId, atMs: 0, text: 'My worry about Kim', private: true })
    expect(await texts(ana.client, 'worry')).toEqual(['My worry about Kim'])
    expect(await texts(ben.client, 'worry')).toEqual([])
    expect(await texts(ben.client, 'wory')).toEqual([])
    const both = [ana.person.id, ben.person.id]
    expect(await texts(as({ door: 'local', speaker: ana.person.id, present: both }), 'worry')).toEqual([])
    expect(await texts(as({ door: 'local', present: [] }), 'worry')).toEqual([])
    expect((await ben.client.search.find({ text: 'worry' })).total.comment).toBe(0)
  })

  it('keeps what somebody of a first pass has not revealed', async () => {
    const { ana, ben, lessonId } = await school()
    await ana.client.firstPass.begin({ lessonId, withId: ben.person.id })
    await ana.client.comments.add({ lessonId, atMs: 0, text: 'Hidden until revealed' })
    await ana.client.clips.add({ lessonId, title: 'Hidden too', fromMs: 0, toMs: 1000 })
    expect(await texts(ben.client, 'hidden')).toEqual([])
    expect(await texts(ana.client, 'hidden')).toHaveLength(2)
  })

  it('finds nothing for nothing, and nothing of signs alone', async () => {
    const { ana } = await school()
    for (const text of ['', '   ', '“…” — !'])
      expect(await ana.client.search.find({ text })).toMatchObject({ found: [], nearly: false })
  })
})
