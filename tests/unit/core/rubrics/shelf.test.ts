import { describe, expect, it } from 'vitest'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

const csv = 'domain,code,criterion,description,level:1,level:2\r\nTalk,T1,Wait time,,none,enough\r\n'
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

describe('the rubrics of a library', () => {
  it('are the templates first, then its own by title', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const templates = await client.rubrics.list()
    expect(templates.length).toBeGreaterThanOrEqual(3)
    expect(templates.every(rubric => rubric.template)).toBe(true)
    const made = await ana.rubrics.import({ name: 'Zest.csv', bytesBase64: base64(csv) })
    const other = await ana.rubrics.import({ name: 'Air.csv', bytesBase64: base64(csv) })
    expect(made).toMatchObject({ title: 'Zest', template: false, levels: [{ code: '1' }, { code: '2' }] })
    expect((await client.rubrics.list()).slice(templates.length)).toEqual([other, made])
  })

  it('go out as they came in, by id, its beginning or title', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const made = await ana.rubrics.import({ name: 'Zest.csv', bytesBase64: base64(csv) })
    const { fileName, text } = await client.rubrics.export({ id: 'Zest', format: 'csv' })
    expect(fileName).toBe('Zest.csv')
    const again = await ana.rubrics.import({ name: 'x.csv', bytesBase64: base64(text) })
    expect(again).toEqual({ ...made, id: again.id, rev: again.rev })
    // Ids begin with the time they were made at, so these two begin alike.
    await expect(client.rubrics.export({ id: made.id.slice(0, 12), format: 'json' })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining(again.id),
    })
    const json = await client.rubrics.export({ id: made.id.replace('rubric:', ''), format: 'json' })
    expect(JSON.parse(json.text)).toMatchObject({ id: made.id, title: 'Zest' })
    await expect(client.rubrics.export({ id: 'rubric:', format: 'csv' })).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(client.rubrics.export({ id: 'nope', format: 'csv' })).rejects.toMatchObject({
      code: 'notFound',
    })
  })

  it('name the lines that are off', async () => {
    const { joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const broken = `${csv}Talk,T1,Twice,,,\r\n`
    await expect(ana.rubrics.import({ name: 'x.csv', bytesBase64: base64(broken) })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('T1'),
    })
  })

  it('come back after they were removed; templates stay', async () => {
    const { client, joined } = await openTestCore()
    const { client: ana } = await joined('Ana')
    const [template] = await client.rubrics.list()
    const made = await ana.rubrics.import({ name: 'Zest.csv', bytesBase64: base64(csv) })
    await ana.rubrics.remove({ id: made.id })
    expect((await client.rubrics.list()).some(rubric => rubric.id === made.id)).toBe(false)
    expect(await ana.rubrics.restore({ id: made.id })).toEqual({ ...made, rev: expect.any(String) })
    await expect(ana.rubrics.remove({ id: template?.id ?? 'rubric:none' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(ana.rubrics.remove({ id: 'rubric:none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})
