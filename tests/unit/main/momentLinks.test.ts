import { describe, expect, it } from 'vitest'
import { momentLink } from '../../../electron/core/reports/reportOf.ts'
import { launchWords } from '../../../electron/main/launchWords.ts'
import { addressOfMoment } from '../../../electron/main/momentLinks.ts'

const id = 'lesson:01JDK3Q4ZB5W8Y6T7R9V0X2M1N'

describe('links in reports', () => {
  it('lead to the lesson at the moment that the report meant', () => {
    expect(addressOfMoment(momentLink(id, 12_400))).toBe(`#/lesson/${encodeURIComponent(`${id}?t=9.4`)}`)
  })

  it.each([
    'debrief://lesson/other%3A01JDK3Q4ZB5W8Y6T7R9V0X2M1N',
    "debrief://lesson/lesson%3A01JDK3Q4ZB5W8Y6T7R9V0X2M1N?t=1');alert(1)//",
    'debrief://settings',
    'debrief:',
  ])('go nowhere where they are something else: %s', text => expect(addressOfMoment(text)).toBeUndefined())

  it('are told from files', () => {
    const link = momentLink(id, 5000)
    expect(launchWords([link, 'a.mp4'], '/videos')).toMatchObject({
      link,
      files: [expect.stringMatching(/a\.mp4$/)],
    })
  })
})
