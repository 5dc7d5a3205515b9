import { act, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useOptimistic } from '../../renderer/lib/queries.ts'
import { queryClient } from '../../renderer/lib/queryClient.ts'
import { renderPart } from './renderPart.tsx'

const KEY = ['words']
const read = () => queryClient.getQueryData<readonly string[]>(KEY)

function Adder({
  save,
  onError,
}: {
  readonly save: (word: string) => Promise<string>
  readonly onError?: () => void
}) {
  const add = useOptimistic<string, string, readonly string[]>({
    mutationFn: save,
    key: () => KEY,
    apply: (words, word) => [...words, word],
    ...(onError ? { onError } : {}),
  })
  return (
    <button type="button" onClick={() => add.mutate('new')}>
      Add
    </button>
  )
}

/** A host that answers when the test says so. */
function waiting() {
  let resolve: (word: string) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<string>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

afterEach(() => queryClient.clear())

describe('an optimistic change', () => {
  it('is there before the host answers', async () => {
    queryClient.setQueryData(KEY, ['old'])
    const host = waiting()
    renderPart(<Adder save={() => host.promise} />)
    await act(async () => screen.getByRole('button').click())
    expect(read()).toEqual(['old', 'new'])
    await act(async () => host.resolve('new'))
    expect(read()).toEqual(['old', 'new'])
  })

  it('goes back where the host refuses', async () => {
    queryClient.setQueryData(KEY, ['old'])
    const onError = vi.fn()
    const host = waiting()
    renderPart(<Adder save={() => host.promise} onError={onError} />)
    await act(async () => screen.getByRole('button').click())
    await act(async () => host.reject(new Error('no')))
    expect(read()).toEqual(['old'])
    expect(onError).toHaveBeenCalledOnce()
  })

  it('does not invent a list that was never read', async () => {
    const host = waiting()
    renderPart(<Adder save={() => host.promise} />)
    await act(async () => screen.getByRole('button').click())
    expect(read()).toBeUndefined()
    await act(async () => host.resolve('new'))
  })
})
