import { describe, expect, it } from 'vitest'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function people() {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana', 'coach')
  const ben = await opened.joined('Ben', 'teacher')
  return { ...opened, ana: ana.client, ben: ben.client }
}

describe('the rubric studio', () => {
  it('makes a rubric with a scale and no criterion, and keeps what is written in it', async () => {
    const { ana } = await people()
    const made = await ana.rubrics.add({ title: 'Our words' })
    expect(made).toMatchObject({ title: 'Our words', template: false, author: { name: 'Ana' }, domains: [] })
    expect(made.levels).toHaveLength(4)
    const domains = [
      {
        title: 'Talk',
        colour: 'dC' as const,
        criteria: [
          {
            code: 'T1',
            title: 'Wait',
            lookFors: ['Counts silently', 'Looks around'],
            digit: 9,
            descriptors: { 4: 'long' },
          },
        ],
      },
    ]
    const { title, levels } = made
    const saved = await ana.rubrics.update({ id: made.id, rev: made.rev, title, levels, domains })
    expect(saved).toMatchObject({ domains })
    expect(saved.rev).not.toBe(made.rev)
  })

  it('duplicates a template: the copy says where it comes from, under the same licence', async () => {
    const { ana } = await people()
    const [template] = await ana.rubrics.list()
    if (!template) throw new Error('no template ships')
    const copy = await ana.rubrics.addCopy({ id: template.id })
    expect(copy).toMatchObject({
      title: `${template.title} (copy)`,
      source: `Based on “${template.title}” by Debrief`,
      licence: 'CC BY 4.0',
      template: false,
      copyOf: template.id,
      levels: template.levels,
      domains: template.domains,
    })
    expect((await ana.rubrics.addCopy({ id: template.id })).title).toBe(`${template.title} (copy 2)`)
  })

  it('edits no template', async () => {
    const { ana } = await people()
    const [template] = await ana.rubrics.list()
    if (!template) throw new Error('no template ships')
    const { id, title, levels, domains } = template
    await expect(ana.rubrics.update({ id, title, levels, domains })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('Duplicate it'),
    })
  })

  it('lets only who wrote a rubric edit or delete it; everyone may duplicate it', async () => {
    const { ana, ben } = await people()
    const { id, title, levels, domains } = await ana.rubrics.add({ title: 'Our words' })
    await expect(ben.rubrics.update({ id, title: 'Mine now', levels, domains })).rejects.toMatchObject({
      code: 'notYours',
      message: expect.stringContaining('Ana'),
    })
    await expect(ben.rubrics.remove({ id })).rejects.toMatchObject({ code: 'notYours' })
    const copy = await ben.rubrics.addCopy({ id })
    expect(copy).toMatchObject({ author: { name: 'Ben' }, source: 'Based on “Our words” by Ana' })
    await ben.rubrics.update({ id: copy.id, title: 'Mine now', levels, domains })
    expect((await ana.rubrics.list()).find(each => each.id === id)?.title).toBe(title)
  })

  it('writes nothing over what was changed elsewhere since', async () => {
    const { ana } = await people()
    const { id, rev, title, levels, domains } = await ana.rubrics.add({ title: 'Our words' })
    await ana.rubrics.update({ id, rev, title: 'Elsewhere', levels, domains })
    await expect(ana.rubrics.update({ id, rev, title, levels, domains })).rejects.toMatchObject({
      code: 'input.invalid',
      data: { subject: 'rev' },
    })
  })

  it('refuses two criteria of one code', async () => {
    const { ana } = await people()
    const { id, title, levels } = await ana.rubrics.add({ title: 'Our words' })
    const criteria = [
      { code: 'A1', title: 'One' },
      { code: 'A1', title: 'Two' },
    ]
    await expect(
      ana.rubrics.update({ id, title, levels, domains: [{ title: 'A', criteria }] }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
