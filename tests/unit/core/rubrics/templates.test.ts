import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  parseRubricCsv,
  parseRubricJson,
  writeRubricCsv,
  writeRubricJson,
} from '../../../../electron/core/rubrics/rubricFile.ts'
import { loadTemplates } from '../../../../electron/core/rubrics/templates.ts'

const templates = await loadTemplates(resolve(import.meta.dirname, '../../../../resources'))
const criteria = templates.flatMap(template => template.domains.flatMap(domain => domain.criteria))

describe('the rubrics that come with Debrief', () => {
  it('are three, the general one first', () => {
    expect(templates.map(template => template.title)).toEqual([
      'Classroom practice',
      'Questioning and discussion',
      'Social-emotional learning and engagement',
    ])
    expect(templates.map(template => template.id)).toEqual([
      'rubric:debrief-classroom-practice-1',
      'rubric:debrief-questioning-discussion-1',
      'rubric:debrief-social-emotional-engagement-1',
    ])
  })

  it('never share a code, so that a code alone says which criterion is meant', () => {
    expect(new Set(criteria.map(each => each.code)).size).toBe(criteria.length)
  })

  it.each(templates.map(template => [template.title, template] as const))('%s is whole', (_, template) => {
    expect(template).toMatchObject({ source: 'Debrief', licence: 'CC BY 4.0' })
    expect(template.levels.map(level => level.code)).toEqual(['1', '2', '3', '4'])
    const own = template.domains.flatMap(domain => domain.criteria)
    expect(own.length).toBeGreaterThanOrEqual(6)
    expect(own.length, 'the keys 1 to 9').toBeLessThanOrEqual(9)
    for (const each of own) {
      expect(each.title.length, `${each.title} fits a chip`).toBeLessThanOrEqual(24)
      expect(each.description).toMatch(/\.$/)
      expect(Object.keys(each.descriptors ?? {}), each.code).toEqual(['1', '2', '3', '4'])
      for (const words of Object.values(each.descriptors ?? {}))
        expect(words, each.code).toMatch(/^[A-Z'].{30,}\.$/)
    }
    for (const domain of template.domains) {
      const [first, ...others] = domain.criteria.map(each => each.code.charAt(0))
      expect(
        others.every(letter => letter === first),
        `${domain.title} has one letter`,
      ).toBe(true)
    }
  })

  it.each(templates.map(template => [template.title, template] as const))(
    '%s survives CSV and JSON',
    (_, template) => {
      const { id, ...body } = template
      expect(parseRubricCsv(writeRubricCsv(body)).rubric).toEqual(body)
      expect(parseRubricJson(writeRubricJson({ id, ...body })).rubric).toEqual(body)
    },
  )

  it('are reported as damaged where they are not there', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'debrief-templates-'))
    await expect(loadTemplates(empty)).rejects.toMatchObject({
      code: 'internal',
      data: { subject: expect.any(String) },
    })
  })
})
