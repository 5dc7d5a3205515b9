import { describe, expect, it } from 'vitest'
import type { CriterionVersionView, RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { colourOf } from '../../../../electron/contract/rubric/criterionKeys.ts'
import {
  criteriaOf,
  findCriterion,
  keyedCriteria,
  levelPlace,
  meaningOf,
} from '../../../../renderer/lib/rubricView.ts'

const rubric: RubricView = {
  id: 'rubric:practice',
  title: 'Practice',
  template: true,
  levels: [
    { code: 'L', label: 'Low' },
    { code: 'H', label: 'High' },
  ],
  domains: [
    { title: 'Climate', criteria: [{ code: 'A1', title: 'Warmth' }] },
    {
      title: 'Clarity',
      criteria: [
        { code: 'B1', title: 'Purpose' },
        { code: 'B2', title: 'Modelling' },
      ],
    },
  ],
}

describe('criteria of a rubric', () => {
  it('stand in the order that the keys 1–9 count', () => {
    expect(criteriaOf(rubric).map(({ criterion }) => criterion.code)).toEqual(['A1', 'B1', 'B2'])
  })
  it('have the colour of their domain, which begins again after the fourth', () => {
    expect(findCriterion([rubric], rubric.id, 'B2')?.colour).toBe('dB')
    expect(colourOf(undefined, 4)).toBe('dA')
  })
  it('are not found where the rubric is of another library', () => {
    expect(findCriterion([rubric], 'rubric:other', 'B2')).toBeUndefined()
    expect(findCriterion(undefined, rubric.id, 'B2')).toBeUndefined()
  })
  it('have levels counted from 1, and none for what is not on the scale', () => {
    expect(levelPlace(rubric.levels, 'H')).toBe(2)
    expect(levelPlace(rubric.levels, 'not-observed')).toBeUndefined()
  })
})

describe('what a tag means', () => {
  const words = { code: 'A1', title: 'Kindness', levels: [{ code: 'L', label: 'Lowest' }] }
  const version: CriterionVersionView = {
    id: 'criterionVersion:1',
    rubricId: rubric.id,
    rubricTitle: 'Practice',
    key: 'A1',
    domain: { title: 'Climate', colour: 'dC' },
    words,
  }
  const versions = new Map([[version.id, version]])
  const tag = { rubricId: rubric.id, code: 'A1' }

  it('is what the rubric says where no version is named', () => {
    const meaning = meaningOf([rubric], versions, tag)
    expect(meaning.words).toMatchObject({ title: 'Warmth', levels: rubric.levels })
    expect(meaning.outdated).toBe(false)
  })
  it('is what its version says, and that is said to be older than the rubric', () => {
    const meaning = meaningOf([rubric], versions, { ...tag, version: version.id })
    expect(meaning.words).toEqual(words)
    expect(meaning.outdated).toBe(true)
    expect(meaning.now?.criterion.title).toBe('Warmth')
  })
  it('is not older where the words are the same, whatever their order', () => {
    const same = { ...version, words: { levels: rubric.levels, title: 'Warmth', code: 'A1', lookFors: [] } }
    expect(meaningOf([rubric], new Map([[same.id, same]]), { ...tag, version: same.id }).outdated).toBe(false)
  })
  it('keeps its words and its colour when the rubric is gone', () => {
    const meaning = meaningOf([], versions, { ...tag, version: version.id })
    expect(meaning).toMatchObject({ words, colour: 'dC', now: undefined, outdated: true })
  })
  it('finds the criterion again under another code', () => {
    const renamed = {
      ...rubric,
      domains: [{ title: 'Climate', criteria: [{ code: 'X9', key: 'A1', title: 'Kindness' }] }],
    }
    expect(meaningOf([renamed], versions, { ...tag, version: version.id }).now?.criterion.code).toBe('X9')
  })
})

describe('the keys of criteria', () => {
  it('are those they ask for, and come with their criteria', () => {
    const asked = {
      ...rubric,
      domains: rubric.domains.map(domain => ({
        ...domain,
        criteria: domain.criteria.map(each => (each.code === 'B2' ? { ...each, digit: 1 } : each)),
      })),
    }
    expect(keyedCriteria(asked).map(({ digit, criterion }) => [digit, criterion.code])).toEqual([
      [1, 'B2'],
      [2, 'A1'],
      [3, 'B1'],
    ])
  })
})
