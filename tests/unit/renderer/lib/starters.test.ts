import { describe, expect, it } from 'vitest'
import { commentKinds } from '../../../../electron/contract/records/comment.ts'
import { judgingIn } from '../../../../renderer/features/review/composer/judging.ts'
import {
  nextStarter,
  startersIn,
  startersOf,
  usualStarters,
  withStarter,
} from '../../../../renderer/lib/starters.ts'

describe('sentence starters', () => {
  it('are there for every kind, and judge nothing', () => {
    for (const kind of commentKinds) {
      expect(usualStarters[kind].length).toBeGreaterThan(1)
      for (const starter of usualStarters[kind]) expect(judgingIn(starter)).toEqual([])
    }
  })

  it('are the person’s own where there are some, even none', () => {
    expect(startersOf('evidence', { starters: { evidence: ['At the board, '] } })).toEqual(['At the board, '])
    expect(startersOf('evidence', { starters: { evidence: [] } })).toEqual([])
    expect(startersOf('evidence', { starters: {} })).toBe(usualStarters.evidence)
  })

  it('go before what is written, and one takes the place of another', () => {
    const known = ['I saw', 'I heard']
    expect(withStarter('', 'I saw', known)).toBe('I saw ')
    expect(withStarter('three hands', 'I saw', known)).toBe('I saw three hands')
    expect(withStarter('I saw three hands', 'I heard', known)).toBe('I heard three hands')
  })

  it('follow each other in a circle', () => {
    expect(nextStarter('', ['I saw', 'I heard'])).toBe('I saw')
    expect(nextStarter('I saw ', ['I saw', 'I heard'])).toBe('I heard')
    expect(nextStarter('I heard x', ['I saw', 'I heard'])).toBe('I saw')
    expect(nextStarter('x', [])).toBeUndefined()
  })

  it('are read one a line', () => expect(startersIn(' I saw \n\nI heard\n')).toEqual(['I saw', 'I heard']))
})
