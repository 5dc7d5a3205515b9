import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChangedSince, createHistory } from '../../../../renderer/lib/history.ts'

const ana = 'person:ana' as const
const ben = 'person:ben' as const
const open = () => createHistory(error => error instanceof ChangedSince)

/** A value that deeds change, as the library would. */
function counter() {
  let value = 0
  const history = open()
  const add = (by: typeof ana | typeof ben, amount: number) => {
    value += amount
    return history.did(
      {
        text: `${amount} added`,
        undo: async () => {
          value -= amount
        },
        redo: async () => {
          value += amount
        },
      },
      by,
    )
  }
  return { history, add, value: () => value }
}

describe('the history of a lesson', () => {
  it('takes back and does again, newest first', async () => {
    const { history, add, value } = counter()
    add(ana, 1)
    add(ana, 10)
    expect(await history.undo(ana)).toEqual({ was: 'done', text: '10 added', canGoBack: true })
    await history.undo(ana)
    expect(value()).toBe(0)
    expect(await history.undo(ana)).toEqual({ was: 'nothing' })
    await history.redo(ana)
    expect(value()).toBe(1)
    await history.redo(ana)
    expect(value()).toBe(11)
    expect(await history.redo(ana)).toEqual({ was: 'nothing' })
  })

  it('is each speaker’s own', async () => {
    const { history, add, value } = counter()
    add(ana, 1)
    add(ben, 10)
    await history.undo(ana)
    expect(value()).toBe(10)
    await history.undo(ana)
    expect(value()).toBe(10)
    await history.redo(ben)
    expect(value()).toBe(10)
  })

  it('forgets what could be done again when something new is done, and only that person’s', async () => {
    const { history, add } = counter()
    add(ana, 1)
    add(ben, 10)
    await history.undo(ana)
    await history.undo(ben)
    add(ana, 2)
    expect(await history.redo(ana)).toEqual({ was: 'nothing' })
    expect(await history.redo(ben)).toMatchObject({ was: 'done' })
  })

  it('passes over what someone else’s change made impossible, and goes on to what was before', async () => {
    const { history, add, value } = counter()
    add(ana, 1)
    history.did({ text: 'x', undo: async () => Promise.reject(new ChangedSince('Changed again.')) }, ana)
    expect(await history.undo(ana)).toMatchObject({ was: 'failed', text: 'x', passedOver: true })
    await history.undo(ana)
    expect(value()).toBe(0)
  })

  it('keeps what failed for another reason, to try again', async () => {
    const history = open()
    let fails = true
    history.did({ text: 'x', undo: async () => (fails ? Promise.reject(new Error('lost')) : undefined) }, ana)
    expect(await history.undo(ana)).toMatchObject({ was: 'failed', passedOver: false })
    fails = false
    expect(await history.undo(ana)).toMatchObject({ was: 'done' })
  })

  it('takes quick presses one after the other', async () => {
    const { history, add, value } = counter()
    for (let n = 0; n < 5; n++) add(ana, 10 ** n)
    await Promise.all([history.undo(ana), history.undo(ana), history.redo(ana), history.undo(ana)])
    expect(value()).toBe(111)
  })

  it('takes back one by its number, and forgets one that did not come about', async () => {
    const { history, add, value } = counter()
    const first = add(ana, 1)
    const second = add(ben, 10)
    await history.takeBack(first)
    expect(value()).toBe(10)
    history.forget(second)
    expect(await history.undo(ben)).toEqual({ was: 'nothing' })
  })

  it('never lets undo and redo of any two people end elsewhere than the deeds that stand', async () => {
    const step = fc.record({
      by: fc.constantFrom(ana, ben),
      what: fc.constantFrom('add' as const, 'undo' as const, 'redo' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
        const { history, add, value } = counter()
        const model = {
          [ana]: { past: [] as number[], future: [] as number[] },
          [ben]: { past: [] as number[], future: [] as number[] },
        }
        let n = 0
        for (const { by, what } of steps) {
          const own = model[by]
          if (what === 'add') {
            n += 1
            add(by, n)
            own.past.push(n)
            own.future = []
          } else if (what === 'undo') {
            await history.undo(by)
            const last = own.past.pop()
            if (last !== undefined) own.future.push(last)
          } else {
            await history.redo(by)
            const last = own.future.pop()
            if (last !== undefined) own.past.push(last)
          }
        }
        const standing = [...model[ana].past, ...model[ben].past].reduce((sum, one) => sum + one, 0)
        expect(value()).toBe(standing)
      }),
    )
  })
})
