import { describe, expect, it } from 'vitest'
import type { CalibrationView } from '../../../../../electron/contract/api/calibrations.ts'
import { comparedCriteria } from '../../../../../renderer/features/review/calibration/compared.ts'
import { shareWords } from '../../../../../renderer/lib/shares.ts'

const ana = { id: 'person:ana', name: 'Ana', role: 'teacher' } as const
const ben = { id: 'person:ben', name: 'Ben', role: 'coach' } as const
const criterion = (code: string) => ({ code, title: code, domain: 'Talk', colour: 'dA' as const })
const calibration: CalibrationView = {
  id: 'calibration:one',
  lessonId: 'lesson:one',
  rubricId: 'rubric:one',
  rubricTitle: 'Ours',
  levels: [
    { code: '1', label: 'Little' },
    { code: '2', label: 'Much' },
  ],
  criteria: [criterion('A1'), criterion('A2'), criterion('A3')],
  place: { fromMs: 1000, toMs: 9000 },
  author: ana,
  createdAtMs: 0,
  raters: [ana, ben].map(person => ({ person, state: 'ready', scored: 2 })),
  revealed: true,
  sheets: [
    {
      raterId: ana.id,
      scores: [
        { code: 'A1', level: '1', momentsMs: [5000] },
        { code: 'A2', level: '2' },
      ],
    },
    {
      raterId: ben.id,
      scores: [
        { code: 'A1', level: '2' },
        { code: 'A2', level: '2' },
      ],
    },
  ],
  agreed: [],
}
const said = (atMs: number, code: string, author: typeof ana | typeof ben) => ({
  atMs,
  tags: [{ id: 'tag:x' as const, rubricId: 'rubric:one' as const, code, author }],
})

describe('scores side by side', () => {
  it('differ where two levels were given, and not where someone gave none', () => {
    expect(comparedCriteria(calibration, []).map(({ same }) => same)).toEqual([false, true, true])
  })
  it('are looked at where a rater named a moment, else at their own comments with the criterion in the stretch', () => {
    const comments = [
      said(500, 'A1', ben),
      said(4000, 'A1', ben),
      said(4000, 'A1', ana),
      said(6000, 'A2', ben),
    ]
    const [first] = comparedCriteria(calibration, comments)
    expect(first?.ratings.map(({ momentsMs }) => momentsMs)).toEqual([[5000], [4000]])
    expect(first?.momentsMs).toEqual([4000, 5000])
  })
})

describe('a share in words', () => {
  it('has a percentage only where one more would not change it by ten points', () => {
    expect(shareWords(3, 9)).toBe('3 of 9')
    expect(shareWords(3, 10)).toBe('3 of 10 (30 %)')
    expect(shareWords(0, 0)).toBe('0 of 0')
  })
})
