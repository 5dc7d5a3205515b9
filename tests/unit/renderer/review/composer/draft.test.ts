import { describe, expect, it } from 'vitest'
import {
  canSave,
  criterionKey,
  type DraftAct,
  draftReducer,
  emptyDraft,
  saysSomething,
} from '../../../../../renderer/features/review/composer/draft.ts'

const rubricId = 'rubric:practice' as const
const here = { atMs: 1_000 }
const following = (...acts: DraftAct[]) => acts.reduce(draftReducer, emptyDraft)
const tag = (code: string): DraftAct => ({ do: 'criterion', rubricId, code, here })

describe('what someone is about to say', () => {
  it('belongs to the moment of the first letter, not to the moment of saving', () => {
    const draft = following(
      { do: 'text', text: 'Y', here },
      { do: 'text', text: 'Yo', here: { atMs: 9_000 } },
    )
    expect(draft.place).toEqual({ atMs: 1_000 })
  })

  it('follows the clock again when nothing is left of it', () => {
    const draft = following({ do: 'text', text: 'Y', here }, { do: 'clear' })
    expect(draft.place).toBeUndefined()
    expect(saysSomething(draft)).toBe(false)
  })

  it('marks evidence with one key before any word', () => {
    const draft = following(tag('B2'))
    expect(draft.tags).toEqual([{ rubricId, code: 'B2' }])
    expect(draft.place).toEqual(here)
    expect(saysSomething(draft)).toBe(true)
    expect(canSave(draft)).toBe(false)
  })

  it('rates the criterion chosen last, and takes a level back when it is pressed again', () => {
    const rated = following(tag('A1'), tag('B2'), { do: 'level', level: '3' })
    expect(rated.tags).toEqual([
      { rubricId, code: 'A1' },
      { rubricId, code: 'B2', level: '3' },
    ])
    expect(draftReducer(rated, { do: 'level', level: '3' }).tags[1]).toEqual({ rubricId, code: 'B2' })
  })

  it('goes back to an earlier tag to rate it, and takes it away at a second press', () => {
    const back = following(tag('A1'), tag('B2'), tag('A1'))
    expect(back.rating).toBe(criterionKey(rubricId, 'A1'))
    expect(back.tags).toHaveLength(2)
    const gone = draftReducer(back, tag('A1'))
    expect(gone.tags).toEqual([{ rubricId, code: 'B2' }])
    expect(gone.rating).toBe(criterionKey(rubricId, 'B2'))
  })

  it('does nothing at a level key while no criterion is chosen', () => {
    expect(following({ do: 'level', level: '3' })).toEqual(emptyDraft)
  })

  it('stays private for the next note', () => {
    expect(
      following({ do: 'private', private: true }, { do: 'text', text: 'x', here }, { do: 'clear' }).private,
    ).toBe(true)
  })
})
