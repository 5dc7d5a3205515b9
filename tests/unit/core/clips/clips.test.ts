import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkStretch, commentsWithin, MIN_CLIP_MS } from '../../../../electron/core/clips/clips.ts'
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
          const mark = { atMs, toMs: atMs + longMs, by: 'person:a' as const, private: false }
          const clip = { fromMs, toMs: fromMs + lengthMs }
          const covers = (t: number) => (longMs === 0 ? t === atMs : t >= atMs && t < atMs + longMs)
          const shown = Array.from({ length: lengthMs }, (_, i) => fromMs + i).some(covers)
          expect(commentsWithin({ marks: [mark] }, clip)).toBe(shown ? 1 : 0)
        },
      ),
    )
  })
})
