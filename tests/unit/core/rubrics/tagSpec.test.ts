import { describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../electron/contract/errors.ts'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { findCriterion, parseTagSpec } from '../../../../electron/core/rubrics/tagSpec.ts'
import type { IdentifiedRubric } from '../../../../electron/core/rubrics/templates.ts'

const levels = [
  { code: '1', label: 'Beginning' },
  { code: '2', label: 'Secure' },
]
const rubric = (id: IdentifiedRubric['id'], title: string, codes: readonly string[]): IdentifiedRubric => ({
  id,
  title,
  levels,
  domains: [{ title: 'Talk', criteria: codes.map(code => ({ code, title: `Criterion ${code}` })) }],
})
const rubrics = [
  rubric('rubric:general', 'General', ['A1', 'a2', 'X=1']),
  rubric('rubric:deep', 'In depth', ['Q1', 'A1', 'X']),
]
const refusal = (run: () => unknown): DebriefError => {
  try {
    run()
  } catch (error) {
    if (error instanceof DebriefError) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('a criterion as people name it', () => {
  it('is found by its code, in any case where none fits exactly', () => {
    expect(findCriterion(rubrics, 'Q1')).toMatchObject({
      rubric: { id: 'rubric:deep' },
      criterion: { code: 'Q1' },
      domainTitle: 'Talk',
    })
    expect(findCriterion(rubrics, ' A2 ').criterion.code).toBe('a2')
  })
  it('is found by rubric and code, with or without the type in the id', () => {
    expect(findCriterion(rubrics, 'rubric:deep/A1').rubric.id).toBe('rubric:deep')
    expect(findCriterion(rubrics, 'general/A1').rubric.id).toBe('rubric:general')
  })
  it("is the one of the lesson's rubric where several have the code", () => {
    expect(findCriterion(rubrics, 'A1', 'rubric:deep').rubric.id).toBe('rubric:deep')
  })
  it('is refused where it could be several, and all are named', () => {
    const error = refusal(() => findCriterion(rubrics, 'A1'))
    expect(error.code).toBe('input.invalid')
    expect(error.message).toContain('rubric:general/A1, rubric:deep/A1')
  })
  it('is refused where there is none, and those that are there are named', () => {
    const error = refusal(() => findCriterion(rubrics, 'ZZ9'))
    expect(error.code).toBe('input.invalid')
    expect(error.message).toBe(
      'There is no criterion ZZ9. “General” has A1, a2, X=1; “In depth” has Q1, A1, X.',
    )
    expect(refusal(() => findCriterion(rubrics, 'ZZ9', 'rubric:deep')).message).not.toContain('General')
    expect(refusal(() => findCriterion([], 'A1')).message).toContain('There is no rubric yet')
  })
})

describe('CODE[=LEVEL]', () => {
  it.each([
    ['Q1', undefined],
    ['Q1=2', '2'],
    ['Q1=secure', '2'],
    ['Q1= BEGINNING ', '1'],
    ['Q1=not-observed', NOT_OBSERVED],
    ['Q1=Not observed', NOT_OBSERVED],
  ])('%s', (spec, level) => {
    expect(parseTagSpec(spec, rubrics)).toEqual({
      rubricId: 'rubric:deep',
      code: 'Q1',
      ...(level ? { level } : {}),
    })
  })
  it('takes the longest code that is there, as codes may hold an equals sign', () => {
    expect(parseTagSpec('X=1', rubrics)).toEqual({ rubricId: 'rubric:general', code: 'X=1' })
    expect(parseTagSpec('X=1=2', rubrics)).toEqual({ rubricId: 'rubric:general', code: 'X=1', level: '2' })
    expect(parseTagSpec('X=2', rubrics)).toEqual({ rubricId: 'rubric:deep', code: 'X', level: '2' })
  })
  it.each(['Q1=nine', 'Q1='])('%s is refused with the levels there are', spec => {
    const error = refusal(() => parseTagSpec(spec, rubrics))
    expect(error.code).toBe('input.invalid')
    expect(error.message).toContain('Use 1 (Beginning), 2 (Secure), not-observed.')
  })
  it('names the code, not the level, where the criterion is unknown', () => {
    expect(refusal(() => parseTagSpec('ZZ9=2', rubrics)).message).toMatch(/^There is no criterion ZZ9\. /)
  })
})
