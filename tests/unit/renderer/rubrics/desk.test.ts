import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { rubricBody } from '../../../../electron/contract/records/rubric.ts'
import { createDesk } from '../../../../renderer/features/rubrics/studio/studioStore.ts'

const answers: { title: string; resolve: (view: RubricView) => void; reject: (error: Error) => void }[] = []
vi.mock('../../../../renderer/lib/api.ts', () => ({
  api: {
    rubrics: {
      update: ({ title }: { title: string }) =>
        new Promise<RubricView>((resolve, reject) => answers.push({ title, resolve, reject })),
    },
  },
}))

const view = (title: string, rev: string): RubricView => ({
  ...rubricBody.parse({
    title,
    levels: [{ code: '1', label: 'Low' }],
    domains: [{ title: 'Talk', criteria: [{ code: 'A1', title: 'Wait' }] }],
  }),
  id: 'rubric:ours',
  rev,
  template: false,
})

const named =
  (title: string) => (typed: Parameters<Parameters<ReturnType<typeof createDesk>['edit']>[0]>[0]) => ({
    ...typed,
    title,
  })
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  })
  answers.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('saving what is typed', () => {
  it('tries the newest words too where the saving before them fails after they were typed', async () => {
    const desk = createDesk(view('Ours', '1'))
    desk.edit(named('Ours, first'))
    await vi.advanceTimersByTimeAsync(500)
    expect(answers).toHaveLength(1)
    // The host is slow: the next words come to rest while the first are still on their way.
    desk.edit(named('Ours, second'))
    await vi.advanceTimersByTimeAsync(500)
    expect(answers).toHaveLength(1)
    answers.shift()?.reject(new Error('Gone.'))
    await settle()
    expect(answers.map(({ title }) => title)).toEqual(['Ours, second'])
    answers.shift()?.resolve(view('Ours, second', '2'))
    await settle()
    expect(desk.state.getState().saving).toBe('saved')
  })

  it('says that it failed, and stays so until it is asked for again', async () => {
    const desk = createDesk(view('Ours', '1'))
    desk.edit(named('Ours, first'))
    await vi.advanceTimersByTimeAsync(500)
    answers.shift()?.reject(new Error('Gone.'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(desk.state.getState().saving).toBe('failed')
    expect(answers).toHaveLength(0)
    void desk.flush()
    await settle()
    answers.shift()?.resolve(view('Ours, first', '2'))
    await settle()
    expect(desk.state.getState().saving).toBe('saved')
  })

  it('goes on where the page was left, and a desk that is only made sends nothing', async () => {
    const before = createDesk(view('Ours', '1'))
    before.edit(named('Ours, left'))
    createDesk(view('Ours', '1'))
    const desk = createDesk(view('Ours', '1'))
    expect(desk.state.getState()).toMatchObject({ saving: 'waiting' })
    expect(desk.state.getState().history.present.title).toBe('Ours, left')
    vi.clearAllTimers()
    desk.open()
    await vi.advanceTimersByTimeAsync(500)
    expect(answers.map(({ title }) => title)).toEqual(['Ours, left'])
  })

  it('asks whose words stay where another machine wrote since the page was left', async () => {
    createDesk(view('Ours', '1')).edit(named('Ours, left'))
    vi.clearAllTimers()
    const desk = createDesk(view('Theirs', '2'))
    desk.open()
    await vi.advanceTimersByTimeAsync(1000)
    expect(desk.state.getState()).toMatchObject({ saving: 'conflict' })
    expect(answers).toHaveLength(0)
  })
})
