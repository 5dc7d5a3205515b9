import { describe, expect, it } from 'vitest'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { criteriaOf, domainColour, findCriterion, levelPlace } from '../../../../renderer/lib/rubricView.ts'

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
    expect(domainColour(4)).toBe('dA')
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
