import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkStretch, MIN_CLIP_MS } from '../../../../electron/core/clips/clips.ts'
import { applies } from '../../../../electron/core/clips/within.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function withLesson() {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana', 'coach')
  const lessonId = await addLesson(opened.core.library(), ana.person.id)
  return { ...opened, ana: ana.client, person: ana.person, lessonId }
}

describe('a clip', () => {
  it('is a stretch of a lesson with the comments that apply in it', async () => {
    const { ana, lessonId, person } = await withLesson()
    const at = (atMs: number, over: object = {}) => ana.comments.add({ lessonId, atMs, text: 'x', ...over })
    await at(1000, { toMs: 2001 })
    await at(500, { toMs: 2000 })
    await at(2500)
    await at(12_000)
    await at(3000, { private: true })
    const clip = await ana.clips.add({
      lessonId,
      title: 'Wait/time: "a clip?" <1>',
      fromMs: 2000,
      toMs: 12_000,
    })
    expect(clip).toMatchObject({ title: 'Wait/time: "a clip?" <1>', comments: 2, author: { id: person.id } })
    expect(await ana.clips.list()).toEqual([clip])
    expect((await ana.lessons.list())[0]?.clips).toBe(1)
  })

  it('is refused where its stretch is off', async () => {
    const { ana, lessonId } = await withLesson()
    const add = (fromMs: number, toMs: number) => ana.clips.add({ lessonId, title: 'x', fromMs, toMs })
    await expect(add(8000, 4000)).rejects.toMatchObject({
      code: 'input.invalid',
      message: 'The end is before the start. Swap them?',
    })
    await expect(add(0, 60_001)).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('past its end'),
    })
    await expect(add(10, 10 + MIN_CLIP_MS - 1)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(
      ana.clips.add({ lessonId: 'lesson:none', title: 'x', fromMs: 0, toMs: 1000 }),
    ).rejects.toMatchObject({ code: 'notFound' })
    const clip = await add(0, 1000)
    await expect(ana.clips.update({ id: clip.id, fromMs: 950 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    expect(await ana.clips.list()).toEqual([clip])
  })

  it('makes its collection, and joins it under any spelling', async () => {
    const { core, ana, lessonId } = await withLesson()
    const one = await ana.clips.add({
      lessonId,
      title: 'a',
      fromMs: 5000,
      toMs: 6000,
      collection: 'Wait time',
    })
    const two = await ana.clips.add({
      lessonId,
      title: 'b',
      fromMs: 0,
      toMs: 1000,
      collection: ' wait TIME ',
    })
    expect([one.collection, two.collection]).toEqual(['Wait time', 'Wait time'])
    expect(core.library().all('collection')).toMatchObject([
      { title: 'Wait time', clipIds: [one.id, two.id] },
    ])
    expect((await ana.clips.list({ lessonId })).map(clip => clip.title)).toEqual(['b', 'a'])
  })

  it('comes back exactly as it was, also with its lesson', async () => {
    const { ana, lessonId } = await withLesson()
    const clip = await ana.clips.add({ lessonId, title: 'a', fromMs: 0, toMs: 1000, collection: 'c' })
    await ana.clips.remove({ id: clip.id })
    expect(await ana.clips.list()).toEqual([])
    expect(await ana.clips.restore({ id: clip.id })).toEqual(clip)
    await ana.lessons.remove({ id: lessonId })
    expect(await ana.clips.list()).toEqual([])
    await expect(ana.clips.update({ id: clip.id, title: 'x' })).rejects.toMatchObject({ code: 'notFound' })
    await ana.lessons.restore({ id: lessonId })
    expect(await ana.clips.list()).toEqual([clip])
  })
})

describe('many clips at once', () => {
  const tagged = async () => {
    const made = await withLesson()
    const [rubric] = await made.ana.rubrics.list()
    const rubricId = rubric?.id ?? 'rubric:none'
    const code = rubric?.domains[0]?.criteria[0]?.code ?? ''
    const [low, high] = [rubric?.levels[0]?.code ?? '', rubric?.levels[1]?.code ?? '']
    const say = (atMs: number, text: string, over: object = {}) =>
      made.ana.comments.add({
        lessonId: made.lessonId,
        atMs,
        text,
        tags: [{ rubricId, code, level: low }],
        ...over,
      })
    return { ...made, rubricId, code, low, high, say }
  }

  it('are made of every comment with a criterion, with handles that stay within the lesson, once', async () => {
    const { ana, lessonId, rubricId, code, low, high, say } = await tagged()
    await say(1000, '**Who** waits?\nAnd more')
    await say(30_000, 'A stretch', { toMs: 40_000, tags: [{ rubricId, code, level: high }] })
    await say(59_500, 'At the end')
    await say(20_000, 'Only mine', { private: true })
    await ana.comments.add({ lessonId, atMs: 5000, text: 'Not tagged' })
    const wish = { rubricId, code, beforeMs: 5000, afterMs: 3000, collection: 'Exemplars' }
    expect(await ana.clips.planFromComments(wish)).toEqual({
      clips: 3,
      durationMs: 4000 + 18_000 + 5500,
      lessons: 1,
      existing: 0,
      titles: ['Who waits?', 'A stretch', 'At the end'],
    })
    const made = await ana.clips.addFromComments(wish)
    expect(made.map(({ title, fromMs, toMs }) => [title, fromMs, toMs])).toEqual([
      ['Who waits?', 0, 4000],
      ['A stretch', 25_000, 43_000],
      ['At the end', 54_500, 60_000],
    ])
    expect(made[1]).toMatchObject({
      comments: 1,
      kinds: ['noticing'],
      criteria: [{ rubricId, code, levels: [high] }],
      collections: ['Exemplars'],
    })
    expect(await ana.clips.planFromComments(wish)).toMatchObject({ clips: 0, existing: 3 })
    expect(await ana.clips.addFromComments(wish)).toEqual([])
    expect(await ana.clips.planFromComments({ ...wish, level: low, beforeMs: 0 })).toMatchObject({ clips: 2 })
  })

  it('are examples of a criterion at a level, all or none', async () => {
    const { ana, lessonId, rubricId, code, low, high } = await tagged()
    const add = (title: string) => ana.clips.add({ lessonId, title, fromMs: 0, toMs: 1000 })
    const clipIds = [(await add('a')).id, (await add('b')).id]
    const say = (over: object) => ana.clips.exemplify({ clipIds, rubricId, code, on: true, ...over })
    expect((await say({ level: low })).map(clip => clip.exemplarOf)).toEqual([
      [{ rubricId, code, level: low }],
      [{ rubricId, code, level: low }],
    ])
    expect((await say({ level: high }))[0]?.exemplarOf).toEqual([{ rubricId, code, level: high }])
    await expect(say({ level: 'no such level' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(say({ clipIds: [clipIds[0], 'clip:none'] })).rejects.toMatchObject({ code: 'notFound' })
    expect((await say({ on: false }))[0]?.exemplarOf).toEqual([])
    expect((await ana.clips.update({ id: clipIds[1] ?? 'clip:none', title: 'c' })).exemplarOf).toEqual([])
  })
})

describe('the rules of a stretch', () => {
  const ms = fc.integer({ min: 0, max: 100_000 })

  it('hold for any times', () => {
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 1, max: 100_000 }), (fromMs, toMs, durationMs) => {
        const good = toMs <= durationMs && toMs - fromMs >= MIN_CLIP_MS
        const check = () => checkStretch(durationMs, { fromMs, toMs })
        if (good) check()
        else expect(check).toThrow(expect.objectContaining({ code: 'input.invalid' }))
      }),
    )
  })

  it('a comment counts wherever the clip shows a part of it', () => {
    fc.assert(
      fc.property(
        ms,
        fc.nat(5000),
        ms,
        fc.integer({ min: 100, max: 5000 }),
        (atMs, longMs, fromMs, lengthMs) => {
          const mark = { atMs, toMs: atMs + longMs }
          const clip = { fromMs, toMs: fromMs + lengthMs }
          const covers = (t: number) => (longMs === 0 ? t === atMs : t >= atMs && t < atMs + longMs)
          const shown = Array.from({ length: lengthMs }, (_, i) => fromMs + i).some(covers)
          expect(applies(mark, clip)).toBe(shown)
        },
      ),
    )
  })
})
