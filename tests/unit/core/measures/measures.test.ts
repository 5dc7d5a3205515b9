import { describe, expect, it } from 'vitest'
import { readMeasureTable } from '../../../../electron/core/measures/readTable.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function measuring() {
  const { core, joined } = await openTestCore()
  const ana = await joined('Ana')
  const marcus = await joined('Marcus', 'coach')
  const lessonId = await addLesson(core.library(), ana.person.id)
  const cycle = await ana.client.cycles.add({ goal: 'Every voice is heard', lessonIds: [lessonId] })
  const measure = await marcus.client.measures.add({
    cycleId: cycle.id,
    title: 'Exit tickets',
    kind: 'exitTickets',
    unit: '%',
    target: 80,
  })
  return { ana, marcus, cycle, measure, id: measure.id }
}

describe('measures of a goal', () => {
  it('hold values by day, whoever adds them, and give back what was removed', async () => {
    const { ana, marcus, cycle, id } = await measuring()
    await ana.client.measures.addPoints({ id, points: [{ day: '2026-03-08', value: 70, of: 24 }] })
    const both = await marcus.client.measures.addPoints({
      id,
      points: [{ day: '2026-03-01', value: 52.5, note: 'before' }],
    })
    expect(both.points.map(({ day, value, of, note }) => [day, value, of, note])).toEqual([
      ['2026-03-01', 52.5, undefined, 'before'],
      ['2026-03-08', 70, 24, undefined],
    ])
    const pointIds = both.points.slice(0, 1).map(point => point.id)
    const [first] = both.points
    if (!first) throw new Error('there are two values')
    const changed = await marcus.client.measures.updatePoint({
      id,
      pointId: first.id,
      day: first.day,
      value: 71,
    })
    expect(changed.points[0]).toEqual({ ...first, value: 71 })
    const { day, value, of } = first
    await marcus.client.measures.updatePoint({
      id,
      pointId: first.id,
      day,
      value,
      ...(of !== undefined && { of }),
    })
    expect((await ana.client.measures.list({ cycleId: both.cycleId }))[0]?.points).toEqual(both.points)
    const less = await ana.client.measures.removePoints({ id, pointIds })
    expect(less.points).toHaveLength(1)
    const again = await ana.client.measures.restorePoints({ id, pointIds })
    expect(again.points).toEqual(both.points)
    await ana.client.measures.remove({ id })
    expect(await ana.client.measures.list({ cycleId: cycle.id })).toEqual([])
    expect(await ana.client.measures.restore({ id })).toEqual(again)
  })

  it('need a cycle that is there', async () => {
    const { ana } = await measuring()
    await expect(
      ana.client.measures.add({ cycleId: 'cycle:gone', title: 'x', kind: 'other' }),
    ).rejects.toMatchObject({ code: 'notFound' })
  })

  it('come from a table without writing anything before they are added', async () => {
    const { ana, cycle } = await measuring()
    const bytesBase64 = Buffer.from('date,value\n2026-03-01,50\n').toString('base64')
    expect(await ana.client.measures.readTable({ bytesBase64 })).toMatchObject({ rows: 1 })
    expect((await ana.client.measures.list({ cycleId: cycle.id }))[0]?.points).toEqual([])
  })
})

describe('a table of values', () => {
  it('takes rows of one day together: their mean, each weighed by how many it is of', () => {
    const text =
      '\ufeffDate,Student,Score,N,Note\r\n2026-03-08,Luis,"70,5 %",,\r\n2026-03-01,Mia,40,10,a\r\n2026-03-01,Bo,80,30,b\r\n\r\n'
    const read = readMeasureTable(text)
    expect(read).toEqual({
      rows: 3,
      problems: [],
      points: [
        { day: '2026-03-01', value: 70, of: 40 },
        { day: '2026-03-08', value: 70.5, of: 1 },
      ],
    })
    expect(JSON.stringify(read)).not.toMatch(/Mia|Luis/)
  })
  it('names the line of what is no day, no number, no count; and takes the rest', () => {
    const { points, problems } = readMeasureTable(
      'date,value,n\n1.3.2026,5,\n2026-03-01,many,\n2026-03-01,5,half\n2026-02-30,5,\n2026-03-02,6,3\n',
    )
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    expect(points).toEqual([{ day: '2026-03-02', value: 6, of: 3 }])
  })
  it('must name its columns', () => {
    for (const text of ['', '2026-03-01,5\n', 'date,name\n2026-03-01,x\n'])
      expect(() => readMeasureTable(text)).toThrow(/must name its columns/)
  })
})
