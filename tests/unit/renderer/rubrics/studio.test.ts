import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rubricBody } from '../../../../electron/contract/records/rubric.ts'
import { crossCheck } from '../../../../electron/core/rubrics/rubricCheck.ts'
import {
  addCriterion,
  addDomain,
  addLevel,
  bindKey,
  copyCriterion,
  moveLevel,
  movePart,
  moveTo,
  patchCriterion,
  patchDomain,
  patchLevel,
  putBack,
  removeLevel,
  removePart,
} from '../../../../renderer/features/rubrics/studio/edits.ts'
import { historyOf, redo, step, undo } from '../../../../renderer/features/rubrics/studio/history.ts'
import { soundBody } from '../../../../renderer/features/rubrics/studio/soundBody.ts'
import { chosenIn, type Typed, typedOf } from '../../../../renderer/features/rubrics/studio/typed.ts'

const body = {
  title: 'Ours',
  levels: [
    { code: '1', label: 'Low' },
    { code: '2', label: 'High' },
  ],
  domains: [
    {
      title: 'Talk',
      criteria: [
        { code: 'A1', title: 'Wait', lookFors: ['Counts', 'Looks'], descriptors: { 2: 'long' } },
        { code: 'A2', title: 'Turns', digit: 1 },
      ],
    },
    { title: 'Care', colour: 'dD' as const, criteria: [{ code: 'B1', title: 'Names' }] },
  ],
}
const codesOf = (typed: Typed) => typed.domains.map(domain => domain.criteria.map(({ code }) => code))
const uidOf = (typed: Typed, code: string) =>
  typed.domains.flatMap(domain => domain.criteria).find(each => each.code === code)?.uid ?? ''
const domainUid = (typed: Typed, at: number) => typed.domains[at]?.uid ?? ''

describe('a rubric as it is typed', () => {
  it('is saved as it was read where nothing was changed', () => {
    expect(soundBody(typedOf(body))).toEqual({ body, problems: new Map() })
  })

  it('keeps the words of a level whose code is typed anew', () => {
    const typed = typedOf(body)
    const renamed = patchLevel(typed, typed.levels[1]?.uid ?? '', { code: 'H' })
    expect(soundBody(renamed).body.domains[0]?.criteria[0]?.descriptors).toEqual({ H: 'long' })
  })

  it('says which criterion it is when its code is typed anew', () => {
    const typed = typedOf(body)
    const renamed = patchCriterion(typed, uidOf(typed, 'A1'), { code: 'X1' })
    expect(soundBody(renamed).body.domains[0]?.criteria[0]).toMatchObject({ code: 'X1', key: 'A1' })
  })

  it('is saved under names for the time being where fields are empty or the same, and says so', () => {
    const typed = typedOf(body)
    const uid = uidOf(typed, 'A2')
    const half = patchDomain(patchCriterion(typed, uid, { code: 'A1', title: ' ' }), domainUid(typed, 1), {
      title: '',
    })
    const { body: saved, problems } = soundBody({ ...half, title: '' })
    expect(saved.title).toBe('Untitled rubric')
    expect(saved.domains[0]?.criteria[1]).toMatchObject({
      code: 'A2',
      title: 'Untitled criterion',
    })
    expect(saved.domains[1]?.title).toBe('Untitled domain')
    expect([...problems.keys()].sort()).toEqual(
      [`${uid} code`, `${uid} title`, `${domainUid(typed, 1)} title`, 'rubric title'].sort(),
    )
  })

  it('can be saved whatever is typed and done', () => {
    const act = fc.oneof(
      fc.record({
        do: fc.constant('type' as const),
        at: fc.nat(20),
        field: fc.constantFrom('code', 'title', 'description', 'lookFors'),
        words: fc.string({ unit: 'binary', maxLength: 12 }).map(words => Buffer.from(words).toString()),
      }),
      fc.record({
        do: fc.constantFrom(
          'criterion',
          'domain',
          'copy',
          'remove',
          'up',
          'down',
          'level',
          'unlevel',
          'lift',
        ),
        at: fc.nat(20),
      }),
      fc.record({ do: fc.constant('key' as const), at: fc.nat(20), digit: fc.integer({ min: 1, max: 9 }) }),
      fc.record({
        do: fc.constant('levelCode' as const),
        at: fc.nat(20),
        words: fc.constantFrom('', '1', '2', 'not-observed', 'constructor', ' x '),
      }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), acts => {
        let typed = typedOf(body)
        for (const each of acts) {
          const parts = typed.domains.flatMap(domain => [
            domain.uid,
            ...domain.criteria.map(({ uid }) => uid),
          ])
          const uid = parts[each.at % Math.max(1, parts.length)] ?? 'none'
          const level = typed.levels[each.at % Math.max(1, typed.levels.length)]?.uid ?? 'none'
          if (each.do === 'type') typed = patchCriterion(typed, uid, { [each.field]: each.words })
          else if (each.do === 'key') typed = bindKey(typed, uid, each.digit)
          else if (each.do === 'levelCode') typed = patchLevel(typed, level, { code: each.words })
          else if (each.do === 'criterion') typed = addCriterion(typed, uid).typed
          else if (each.do === 'domain') typed = addDomain(typed, uid).typed
          else if (each.do === 'copy') typed = copyCriterion(typed, uid)?.typed ?? typed
          else if (each.do === 'remove') typed = removePart(typed, uid).typed
          else if (each.do === 'level') typed = addLevel(typed).typed
          else if (each.do === 'unlevel') typed = removeLevel(typed, level)
          else if (each.do === 'lift') typed = moveLevel(typed, level, -1)
          else typed = movePart(typed, uid, each.do === 'up' ? -1 : 1)
        }
        const { body: saved } = soundBody(typed)
        expect(rubricBody.safeParse(saved).error).toBeUndefined()
        expect(crossCheck(saved)).toEqual([])
        const digits = saved.domains.flatMap(domain => domain.criteria.flatMap(({ digit }) => digit ?? []))
        expect(new Set(digits).size).toBe(digits.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the order', () => {
  it('is changed step by step, and a criterion goes on in the next domain', () => {
    const typed = typedOf(body)
    const uid = uidOf(typed, 'A1')
    const once = movePart(typed, uid, 1)
    expect(codesOf(once)).toEqual([['A2', 'A1'], ['B1']])
    const twice = movePart(once, uid, 1)
    expect(codesOf(twice)).toEqual([['A2'], ['A1', 'B1']])
    expect(codesOf(movePart(twice, uid, -1))).toEqual([['A2', 'A1'], ['B1']])
    expect(movePart(typed, uid, -1)).toBe(typed)
  })

  it('is changed by a drop, and a drop where it is changes nothing', () => {
    const typed = typedOf(body)
    const uid = uidOf(typed, 'A1')
    const [talk, care] = [domainUid(typed, 0), domainUid(typed, 1)]
    expect(codesOf(moveTo(typed, uid, { domain: care, at: 1 }))).toEqual([['A2'], ['B1', 'A1']])
    expect(moveTo(typed, uid, { domain: talk, at: 1 })).toBe(typed)
    expect(codesOf(moveTo(typed, uid, { domain: talk, at: 2 }))).toEqual([['A2', 'A1'], ['B1']])
    expect(codesOf(moveTo(typed, talk, { at: 2 }))).toEqual([['B1'], ['A1', 'A2']])
    expect(moveTo(typed, talk, { at: 1 })).toBe(typed)
  })

  it('gives a key to one criterion only', () => {
    const typed = typedOf(body)
    const bound = bindKey(typed, uidOf(typed, 'B1'), 1)
    expect(bound.domains.flatMap(domain => domain.criteria.map(({ digit }) => digit))).toEqual([
      undefined,
      undefined,
      1,
    ])
  })
})

describe('what was taken away', () => {
  it('comes back where it was, whatever was written since', () => {
    const typed = typedOf(body)
    const uid = uidOf(typed, 'A1')
    const { typed: gone, next } = removePart(typed, uid)
    expect(next).toBe(uidOf(typed, 'A2'))
    const since = patchCriterion(gone, uidOf(typed, 'B1'), { title: 'Every name' })
    const back = putBack(since, typed, uid)
    expect(codesOf(back)).toEqual([['A1', 'A2'], ['B1']])
    expect(chosenIn(back, uidOf(typed, 'B1'))).toMatchObject({ criterion: { title: 'Every name' } })
    expect(putBack(back, typed, uid)).toBe(back)
    const homeless = removePart(gone, domainUid(typed, 0)).typed
    expect(codesOf(putBack(homeless, typed, uid))).toEqual([['A1'], ['B1']])
  })
})

describe('undo', () => {
  it('takes back a run of typing as one step, and redo brings it again', () => {
    let history = step(historyOf('a'), 'ab', 0, 'title')
    history = step(history, 'abc', 400, 'title')
    history = step(history, 'abc d', 3000, 'title')
    const once = undo(history)
    expect(once?.present).toBe('abc')
    expect(once && undo(once)?.present).toBe('a')
    expect(once && redo(once)?.present).toBe('abc d')
    expect(undo(historyOf('a'))).toBeUndefined()
  })
  it('begins a new run after it was used', () => {
    const back = undo(step(historyOf('a'), 'ab', 0, 'title'))
    expect(back && step(back, 'ax', 10, 'title')).toMatchObject({ past: ['a'], present: 'ax', future: [] })
  })
})
