import { describe, expect, it } from 'vitest'
import type { SessionPerson } from '../../../../electron/contract/api/session.ts'
import { neighbour } from '../../../../renderer/guest/chosen.ts'
import { groupHeads, type Head, headsOf, NAME_PX } from '../../../../renderer/guest/heads.ts'
import { speakersOf } from '../../../../renderer/guest/speakers.ts'

const someone = (id: string, more: Partial<SessionPerson> = {}): SessionPerson => ({
  id,
  personId: `person:${id}`,
  name: id,
  role: 'teacher',
  colour: 'p1',
  you: false,
  here: true,
  typing: false,
  follows: false,
  playhead: { atMs: 1000, playing: false, rate: 1, clockMs: 0 },
  ...more,
})
const head = (id: string, atMs: number): Head => ({ id, name: id, colour: 'p1', atMs })

describe('the places of the others on a guest’s bar', () => {
  it('are those of all who are here and said where, at this moment and within the lesson', () => {
    const playing = { atMs: 1000, playing: true, rate: 2, clockMs: 5000 }
    const people = [
      someone('me'),
      someone('Cem', { playhead: { ...playing, atMs: 90_000 } }),
      someone('Ben', { playhead: playing }),
      someone('gone', { here: false }),
      someone('silent', { playhead: undefined }),
    ]
    const where = { you: 'me', nowMs: 7000, durationMs: 60_000 }
    expect(headsOf(people, speakersOf(people, []), where).map(({ id, atMs }) => [id, atMs])).toEqual([
      ['Ben', 5000],
      ['Cem', 60_000],
    ])
  })

  it('have their names apart, or together where these would lie on each other', () => {
    const groups = (...places: number[]) =>
      groupHeads(
        places.map((atMs, at) => head(`${at}`, atMs)),
        1000,
        1000,
      ).map(({ heads, leftPx, way }) => [heads.map(({ id }) => id).join(), leftPx, way])
    expect(groups(0, 300)).toEqual([
      ['0', 0, 'on'],
      ['1', 300, 'on'],
    ])
    expect(groups(100, 100, 180, 400)).toEqual([
      ['0,1,2', 100, 'on'],
      ['3', 400, 'on'],
    ])
    // At the end a name goes back, and so needs the room before it.
    expect(groups(600, 990)).toEqual([
      ['0', 600, 'on'],
      ['1', 990, 'back'],
    ])
    expect(groups(990 - NAME_PX - 20, 990)).toEqual([['0,1', 990 - NAME_PX - 20, 'on']])
  })
})

describe('the marks on a guest’s bar', () => {
  const marks = [
    { id: 'a', atMs: 1000 },
    { id: 'b', atMs: 1000 },
    { id: 'c', atMs: 4000 },
  ]
  it.each([
    [{ atMs: 0, chosen: undefined, way: 1 }, 'a'],
    [{ atMs: 1000, chosen: 'a', way: 1 }, 'b'],
    [{ atMs: 1000, chosen: 'b', way: 1 }, 'c'],
    [{ atMs: 4000, chosen: 'c', way: 1 }, undefined],
    [{ atMs: 9000, chosen: 'a', way: -1 }, 'c'],
    [{ atMs: 4000, chosen: 'c', way: -1 }, 'b'],
    [{ atMs: 1000, chosen: 'b', way: -1 }, 'a'],
    [{ atMs: 1000, chosen: 'a', way: -1 }, undefined],
  ] as const)('follow each other, also on one moment: %j', (from, to) => {
    expect(neighbour(marks, from)?.id).toBe(to)
  })

  it('have the colour of who is here, and another for who is not, as long as there are free ones', () => {
    const author = (name: string) => ({ author: { id: `person:${name}` as const, name, role: 'coach' } })
    const speakers = speakersOf(
      [someone('Ana', { colour: 'p2' }), someone('Ben', { colour: 'p2' })],
      [author('Cem'), author('Ana'), author('Dana'), author('Cem')],
    )
    expect(speakers.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem', 'Dana'])
    expect(speakers[0]?.colour).toBe('p2')
    expect(new Set(speakers.map(({ colour }) => colour)).size).toBe(4)
    // Where those who are here have them all, those who are not still differ from each other, whoever spoke first.
    const four = ['p1', 'p2', 'p3', 'p4'].map(colour => someone(`${colour}`, { colour: colour as 'p1' }))
    const later = ['Gul', 'Eve', 'Fay'].map(author)
    for (const comments of [later, later.toReversed()]) {
      const absent = speakersOf(four, comments).slice(4)
      expect(absent.map(({ name, colour }) => [name, colour])).toEqual([
        ['Eve', 'p1'],
        ['Fay', 'p2'],
        ['Gul', 'p3'],
      ])
    }
  })
})
