import { describe, expect, it } from 'vitest'
import { allArrived, onItsWay } from '../../../../renderer/lib/underWay.ts'

function held() {
  let arrive: () => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const change = new Promise<void>((resolve, reject) => {
    arrive = resolve
    fail = reject
  })
  return { change, arrive, fail }
}

describe('changes on their way', () => {
  it('are waited for, with what notes them when the answer comes', async () => {
    const noted: string[] = []
    const { change, arrive } = held()
    const asked = (async () => {
      await onItsWay(change)
      await Promise.resolve()
      noted.push('deleted')
    })()
    const stepped = allArrived().then(() => noted.push('stepped back'))
    arrive()
    await Promise.all([asked, stepped])
    expect(noted).toEqual(['deleted', 'stepped back'])
  })

  it('hold nobody up that came later, or when they failed', async () => {
    const before = held()
    const failed = onItsWay(before.change)
    const stepped = allArrived()
    const after = held()
    void onItsWay(after.change)
    before.fail(new Error('The disk is full.'))
    await expect(failed).rejects.toThrow('The disk is full.')
    await stepped
    after.arrive()
    await allArrived()
  })
})
