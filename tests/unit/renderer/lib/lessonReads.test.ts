import { describe, expect, it } from 'vitest'
import { homeOf } from '../../../../electron/contract/records/registry.ts'
import { isSummed, readsAfter } from '../../../../renderer/lib/lessonReads.ts'

const lessonTypes = Object.entries(homeOf).flatMap(([type, home]) => (home === 'lesson' ? [type] : []))
const names = (keys: ReadonlyArray<readonly unknown[]>) => keys.map(([name]) => name)

describe('what is read again when a lesson changed, besides its comments', () => {
  it('is everything where it may be anything, and where a first pass may be revealed', () => {
    const all = readsAfter('lesson:A', undefined)
    expect(names(all.soon)).toEqual([
      'phases',
      'masks',
      'transcript',
      'calibrations',
      'debrief',
      'firstPass',
      'lesson',
      'cycles',
      'insights',
      'schoolGoals',
      'clips',
      'collections',
      'search',
      'marks',
      'lessons',
    ])
    expect(all.later).toEqual([])
    expect(readsAfter('lesson:A', ['comment', 'firstPass'])).toEqual(all)
  })

  it('is, after a comment, nothing at once, and what counts comments a little later', () => {
    const { soon, later } = readsAfter('lesson:A', ['comment'])
    expect(soon).toEqual([])
    expect(names(later)).toEqual([
      'debrief',
      'firstPass',
      'marks',
      'lesson',
      'cycles',
      'insights',
      'schoolGoals',
      'clips',
      'collections',
      'search',
    ])
  })

  it('is the summary of its card where that may be another', () => {
    for (const types of [undefined, ['comment'], ['tag'], ['firstPass'], ['phase', 'tag']])
      expect(isSummed(types)).toBe(true)
    for (const type of lessonTypes.filter(each => !['comment', 'tag', 'firstPass'].includes(each)))
      expect(isSummed([type])).toBe(false)
  })

  it.each([
    ['phase', 'phases'],
    ['soundMask', 'masks'],
    ['transcript', 'transcript'],
    ['scoreSheet', 'calibrations'],
    ['pin', 'debrief'],
  ])('is, after a %s, its own list at once', (type, list) => {
    const { soon } = readsAfter('lesson:A', [type])
    expect(names(soon)).toEqual([list])
    expect(soon[0]?.[1]).toBe('lesson:A')
  })

  it.each(lessonTypes)('leaves out nothing that shows a %s', type => {
    // What hangs on a comment comes with the comments.
    const withComments = ['comment', 'reply', 'tag', 'reaction', 'resolution', 'drawing']
    const { soon } = readsAfter('lesson:A', [type])
    expect(withComments.includes(type)).toBe(soon.length === 0)
  })
})
