import { describe, expect, test } from 'vitest'
import { inTurn, isSettled } from '../../../renderer/lib/inTurn.ts'

/** A promise that the test settles. */
function pending() {
  let answer: (value: string) => void = () => undefined
  let refuse: (error: Error) => void = () => undefined
  const promise = new Promise<string>((yes, no) => {
    answer = yes
    refuse = no
  })
  return { promise, answer, refuse }
}

describe('what is asked for one record', () => {
  test('goes out only when what came before has its answer', async () => {
    const [first, second] = [pending(), pending()]
    const asked: string[] = []
    const ask = (name: string, answer: Promise<string>) => () => {
      asked.push(name)
      return answer
    }
    const one = inTurn('comment:1', ask('first', first.promise))
    const two = inTurn('comment:1', ask('second', second.promise))
    const other = inTurn('comment:2', async () => asked.push('other'))
    await other
    expect(asked).toEqual(['first', 'other'])
    first.answer('a')
    await expect(one).resolves.toBe('a')
    expect(isSettled('comment:1')).toBe(false)
    second.answer('b')
    await expect(two).resolves.toBe('b')
    expect(isSettled('comment:1')).toBe(true)
    expect(asked).toEqual(['first', 'other', 'second'])
  })

  test('is not held up by what was refused', async () => {
    const first = pending()
    const one = inTurn('comment:3', () => first.promise)
    const two = inTurn('comment:3', async () => 'done')
    first.refuse(new Error('the disk is full'))
    await expect(one).rejects.toThrow('the disk is full')
    await expect(two).resolves.toBe('done')
  })
})
