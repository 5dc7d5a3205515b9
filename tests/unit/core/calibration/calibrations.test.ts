import { describe, expect, it } from 'vitest'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { nobody, openTestCore, type TestClient } from '../../../fixtures/openTestCore.ts'

/** Ana, Marcus and Dana score a lesson by the first template; Ana began it. */
async function scoring() {
  const { core, joined, as } = await openTestCore()
  const ana = await joined('Ana')
  const marcus = await joined('Marcus', 'coach')
  const dana = await joined('Dana')
  const lessonId = await addLesson(core.library(), ana.person.id)
  const [rubric] = await ana.client.rubrics.list()
  if (!rubric) throw new Error('the app ships rubrics')
  const codes = rubric.domains.flatMap(({ criteria }) => criteria.map(({ code }) => code))
  const [first = '', second = ''] = codes
  const [low = '', , , high = ''] = rubric.levels.map(({ code }) => code)
  const begun = await ana.client.calibrations.add({
    lessonId,
    rubricId: rubric.id,
    raterIds: [ana.person.id, marcus.person.id],
  })
  const one = { lessonId, id: begun.id }
  return { core, as, ana, marcus, dana, lessonId, rubric, codes, first, second, low, high, begun, one }
}

const listed = async (client: TestClient, lessonId: `lesson:${string}`) => {
  const [view] = await client.calibrations.list({ lessonId })
  if (!view) throw new Error('no calibration')
  return view
}

describe('scoring blind', () => {
  it('keeps the criteria in the words of its beginning, and knows who scores', async () => {
    const { begun, rubric, codes, ana, marcus } = await scoring()
    expect(begun.criteria.map(({ code }) => code)).toEqual(codes)
    expect(begun.levels).toEqual(rubric.levels)
    expect(begun.raters.map(({ person, state, scored }) => [person.id, state, scored])).toEqual([
      [ana.person.id, 'unsaid', 0],
      [marcus.person.id, 'unsaid', 0],
    ])
    expect(begun).toMatchObject({ revealed: false, sheets: [], agreed: [] })
  })

  it('sends nobody another’s scores before all are ready, whoever asks and by whatever procedure', async () => {
    const { as, ana, marcus, dana, one, lessonId, first, low, high } = await scoring()
    const note = 'the heron waits'
    await ana.client.calibrations.putScore({ ...one, code: first, level: low })
    await marcus.client.calibrations.putScore({ ...one, code: first, level: high, note, momentsMs: [4000] })
    await marcus.client.calibrations.reveal(one)
    const both = [ana.person.id, marcus.person.id]
    const askers = [
      ana.client,
      dana.client,
      as(nobody),
      as({ door: 'local', speaker: ana.person.id, present: both }),
    ]
    for (const client of askers) {
      const answers = JSON.stringify(
        await Promise.all([
          client.calibrations.list({ lessonId }),
          client.comments.list({ lessonId }),
          client.lessons.find({ id: lessonId }),
          client.debrief.get({ lessonId }),
          client.cycles.list({}),
        ]),
      )
      expect(answers).not.toContain(note)
      expect(answers).not.toContain('4000')
      await expect(client.calibrations.agreement(one)).rejects.toMatchObject({ code: 'input.invalid' })
    }
    expect((await listed(ana.client, lessonId)).mine?.scores).toEqual([{ code: first, level: low }])
    expect((await listed(as(nobody), lessonId)).mine).toBeUndefined()
    expect((await listed(dana.client, lessonId)).raters).toMatchObject([
      { state: 'scoring', scored: 1 },
      { state: 'ready', scored: 1 },
    ])
    await ana.client.calibrations.reveal(one)
    expect(JSON.stringify(await listed(dana.client, lessonId))).toContain(note)
  })

  it('keeps the first scores as they were once they are shown', async () => {
    const { ana, marcus, one, first, low, high, lessonId } = await scoring()
    await ana.client.calibrations.putScore({ ...one, code: first, level: low })
    await ana.client.calibrations.reveal(one)
    await expect(
      ana.client.calibrations.putScore({ ...one, code: first, level: high }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    await ana.client.calibrations.takeBack(one)
    await ana.client.calibrations.putScore({ ...one, code: first, level: NOT_OBSERVED })
    await ana.client.calibrations.reveal(one)
    await marcus.client.calibrations.putScore({ ...one, code: first, level: high })
    await marcus.client.calibrations.reveal(one)
    for (const act of [
      () => ana.client.calibrations.putScore({ ...one, code: first, level: high }),
      () => ana.client.calibrations.takeBack(one),
      () => ana.client.calibrations.setRaters({ ...one, raterIds: [ana.person.id, marcus.person.id] }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'input.invalid' })
    expect((await listed(marcus.client, lessonId)).sheets).toEqual([
      { raterId: ana.person.id, scores: [{ code: first, level: NOT_OBSERVED }] },
      { raterId: marcus.person.id, scores: [{ code: first, level: high }] },
    ])
  })

  it('keeps what was agreed beside the first scores; the newest word stands', async () => {
    const { ana, marcus, one, first, low, high } = await scoring()
    await expect(
      ana.client.calibrations.setAgreed({ ...one, code: first, level: low }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    for (const [{ client }, level] of [
      [ana, low],
      [marcus, high],
    ] as const) {
      await client.calibrations.putScore({ ...one, code: first, level })
      await client.calibrations.reveal(one)
    }
    await ana.client.calibrations.setAgreed({ ...one, code: first, level: low, note: 'at first' })
    const after = await marcus.client.calibrations.setAgreed({ ...one, code: first, level: high })
    expect(after.agreed).toEqual([
      { code: first, level: high, author: expect.objectContaining({ name: 'Marcus' }) },
    ])
    expect(after.sheets.map(({ scores }) => scores[0]?.level)).toEqual([low, high])
    const none = await ana.client.calibrations.setAgreed({ ...one, code: first, level: null })
    expect(none.agreed).toEqual([])
  })

  it('lets only raters score, only on the scale, and only who began it choose the raters', async () => {
    const { ana, marcus, dana, one, first, low, lessonId, rubric, codes } = await scoring()
    const refusals = [
      [() => dana.client.calibrations.putScore({ ...one, code: first, level: low }), 'notYours'],
      [() => ana.client.calibrations.putScore({ ...one, code: 'ZZ', level: low }), 'input.invalid'],
      [() => ana.client.calibrations.putScore({ ...one, code: first, level: 'ZZ' }), 'input.invalid'],
      [() => ana.client.calibrations.reveal(one), 'input.invalid'],
      [
        () => marcus.client.calibrations.setRaters({ ...one, raterIds: [ana.person.id, dana.person.id] }),
        'notYours',
      ],
      [
        () => ana.client.calibrations.setRaters({ ...one, raterIds: [ana.person.id, ana.person.id] }),
        'input.invalid',
      ],
      [() => marcus.client.calibrations.remove(one), 'notYours'],
      [
        () =>
          ana.client.calibrations.add({
            lessonId,
            rubricId: rubric.id,
            codes: ['ZZ'],
            raterIds: [ana.person.id, dana.person.id],
          }),
        'input.invalid',
      ],
    ] as const
    for (const [act, code] of refusals) await expect(act()).rejects.toMatchObject({ code })
    const place = { fromMs: 1000, toMs: 5000 }
    const clip = await ana.client.calibrations.add({
      lessonId,
      rubricId: rubric.id,
      codes: codes.slice(0, 2),
      title: 'The question',
      place,
      raterIds: [ana.person.id, dana.person.id],
    })
    expect(clip).toMatchObject({ title: 'The question', place, criteria: [{ code: codes[0] }, {}] })
    await expect(
      ana.client.calibrations.putScore({
        lessonId,
        id: clip.id,
        code: first,
        level: low,
        momentsMs: [9000],
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    await ana.client.calibrations.remove({ lessonId, id: clip.id })
    expect(await ana.client.calibrations.list({ lessonId })).toHaveLength(1)
    await ana.client.calibrations.restore({ lessonId, id: clip.id })
    expect(await ana.client.calibrations.list({ lessonId })).toHaveLength(2)
  })

  it('goes on without someone who does not come to it', async () => {
    const { ana, marcus, dana, one, first, low, lessonId } = await scoring()
    const all = [ana.person.id, marcus.person.id, dana.person.id]
    await ana.client.calibrations.setRaters({ ...one, raterIds: all })
    for (const { client } of [ana, marcus]) {
      await client.calibrations.putScore({ ...one, code: first, level: low })
      await client.calibrations.reveal(one)
    }
    expect((await listed(ana.client, lessonId)).revealed).toBe(false)
    await ana.client.calibrations.setRaters({ ...one, raterIds: [ana.person.id, marcus.person.id] })
    expect((await listed(ana.client, lessonId)).revealed).toBe(true)
  })

  it('says how far they agree, here and over all that the same people scored', async () => {
    const { core, ana, marcus, codes, low, high, one, rubric } = await scoring()
    const levels = rubric.levels.map(({ code }) => code)
    const scoreAll = async (where: typeof one, differAt: number) => {
      for (const [{ client }, differs] of [
        [ana, false],
        [marcus, true],
      ] as const) {
        for (const [at, code] of codes.entries()) {
          const same = levels[at % levels.length] ?? low
          const level = differs && at === differAt ? (same === high ? low : high) : same
          await client.calibrations.putScore({ ...where, code, level })
        }
        await client.calibrations.reveal(where)
      }
    }
    await scoreAll(one, 0)
    const here = await marcus.client.calibrations.agreement(one)
    expect(here).toMatchObject({
      raters: 2,
      calibrations: 1,
      units: codes.length,
      pairs: codes.length,
      samePairs: codes.length - 1,
      percent: { value: (codes.length - 1) / codes.length },
      kappa: { of: 'cohen' },
    })
    const lessonId = await addLesson(core.library(), ana.person.id)
    const other = await marcus.client.calibrations.add({
      lessonId,
      rubricId: rubric.id,
      // The same people, named the other way round.
      raterIds: [marcus.person.id, ana.person.id],
    })
    await scoreAll({ lessonId, id: other.id }, 1)
    const both = await ana.client.calibrations.agreement({ ...one, together: true })
    expect(both).toMatchObject({ calibrations: 2, units: 2 * codes.length, samePairs: 2 * codes.length - 2 })
    if (!('value' in both.alpha) || !('low' in both.alpha.interval)) throw new Error('no alpha')
    expect(both.alpha.interval.low).toBeLessThan(both.alpha.value)
  })
})
