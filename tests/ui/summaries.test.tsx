import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LessonEntry, LessonSummaries } from '../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { takeEvent } from '../../renderer/lib/live.ts'
import { useLessons } from '../../renderer/lib/queries.ts'
import { queryClient } from '../../renderer/lib/queryClient.ts'
import { useSpeaker } from '../../renderer/lib/speaker.ts'
import { forgetSummaries, useMarks, useSummaries } from '../../renderer/lib/summaries.ts'
import { renderPart } from './renderPart.tsx'

interface Asked {
  readonly ids: readonly LessonId[]
  readonly marks: boolean
}
const host = vi.hoisted(() => ({ entries: vi.fn(), summaries: vi.fn() }))
vi.mock('../../renderer/lib/api.ts', () => ({ api: { lessons: host } }))

const idOf = (n: number): LessonId => `lesson:L${n}`
const entry = (n: number): LessonEntry => ({
  id: idOf(n),
  title: `Lesson ${n}`,
  durationMs: 0,
  recordings: [],
  createdAtMs: n,
})
const entries = (count: number) => Array.from({ length: count }, (_, n) => entry(n))
/** How many comments each lesson has at the host. */
let comments: (id: LessonId) => number
const answerTo = ({ ids, marks }: Asked): LessonSummaries => ({
  summaries: ids.map(id => ({
    id,
    comments: comments(id),
    clips: 0,
    people: [],
    criteria: [],
    ...(marks && { marks: [{ atMs: 1, by: 'person:ana' as const }] }),
  })),
  failed: [],
})
const asked = (): Asked[] => host.summaries.mock.calls.map(([input]) => input as Asked)

/** Answers that the host still owes, oldest first. */
let owed: { readonly input: Asked; readonly answer: () => void; readonly fail: (error: Error) => void }[]
const holdAnswers = () =>
  host.summaries.mockImplementation(
    (input: Asked) =>
      new Promise((resolve, fail) => owed.push({ input, answer: () => resolve(answerTo(input)), fail })),
  )

function Screen({ inSight }: { readonly inSight: readonly number[] }) {
  const { known, failed, unread, error } = useSummaries(useLessons().data)
  return (
    <>
      <p data-testid="numbers">{[...known.values()].map(each => each.comments).join(' ')}</p>
      <p data-testid="state">{`${known.size} known, ${unread} unread, ${failed.size} failed${error ? ', stopped' : ''}`}</p>
      {inSight.map(n => (
        <Card key={n} id={idOf(n)} />
      ))}
    </>
  )
}
function Card({ id }: { readonly id: LessonId }) {
  return <i>{useMarks(id).data?.length ?? 'none'}</i>
}
const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(() => {
  vi.useFakeTimers()
  comments = () => 1
  owed = []
  host.entries.mockImplementation(async () => entries(120))
  host.summaries.mockImplementation(async (input: Asked) => answerTo(input))
})
afterEach(async () => {
  cleanup()
  for (const { answer } of owed) answer()
  await vi.advanceTimersByTimeAsync(10_000)
  forgetSummaries()
  queryClient.clear()
  vi.useRealTimers()
  vi.clearAllMocks()
})

it('reads every lesson some at a time, without marks, and those of the cards in sight all in one request', async () => {
  const view = renderPart(<Screen inSight={[3, 4, 5]} />)
  await later(1000)
  expect(view.getByTestId('state').textContent).toBe('120 known, 0 unread, 0 failed')
  expect(view.container.querySelectorAll('i')[0]?.textContent).toBe('1')
  const inSight = asked().filter(({ marks }) => marks)
  expect(inSight.map(({ ids }) => ids)).toEqual([[idOf(3), idOf(4), idOf(5)]])
  const rest = asked().filter(({ marks }) => !marks)
  expect(rest.flatMap(({ ids }) => ids).length).toBeGreaterThanOrEqual(117)
  for (const { ids } of rest) expect(ids.length).toBeLessThanOrEqual(50)
})

it('asks for the next only when the last are there, and goes on to the end when the screen comes back', async () => {
  holdAnswers()
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  expect(owed).toHaveLength(1)
  expect(view.getByTestId('state').textContent).toBe('0 known, 120 unread, 0 failed')
  view.unmount()
  owed.shift()?.answer()
  await later(1000)
  expect(owed).toHaveLength(0)
  const back = renderPart(<Screen inSight={[]} />)
  expect(back.getByTestId('state').textContent).toBe('50 known, 70 unread, 0 failed')
  await later(1000)
  expect(owed[0]?.input.ids[0]).toBe(idOf(50))
})

it('reads one lesson again where one changed, and keeps what it said until then', async () => {
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  host.summaries.mockClear()
  comments = id => (id === idOf(7) ? 9 : 1)
  holdAnswers()
  takeEvent({ type: 'lesson.changed', lessonId: idOf(7) })
  takeEvent({ type: 'lesson.changed', lessonId: idOf(7) })
  await later(1000)
  expect(asked()).toEqual([{ ids: [idOf(7)], marks: false }])
  expect(view.getByTestId('state').textContent).toBe('120 known, 0 unread, 0 failed')
  expect(view.getByTestId('numbers').textContent).not.toContain('9')
  owed.shift()?.answer()
  await later(0)
  expect(view.getByTestId('numbers').textContent).toContain('9')
})

it('reads once more what changed while it was on its way', async () => {
  holdAnswers()
  host.entries.mockImplementation(async () => entries(1))
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  const old = owed.shift()
  old?.answer()
  takeEvent({ type: 'lesson.changed', lessonId: idOf(0) })
  await later(1000)
  comments = () => 2
  expect(owed).toHaveLength(1)
  owed.shift()?.answer()
  await later(1000)
  expect(view.getByTestId('numbers').textContent).toBe('2')
  expect(owed).toHaveLength(0)
})

it('reads all again where clips may have come or another person speaks', async () => {
  renderPart(<Screen inSight={[1]} />)
  await later(1000)
  for (const change of [
    () => takeEvent({ type: 'catalog.changed' }),
    () => useSpeaker.setState({ speaker: 'person:ana', present: ['person:ana'] }),
  ]) {
    host.summaries.mockClear()
    act(change)
    await later(1000)
    expect(new Set(asked().flatMap(({ ids }) => ids)).size).toBe(120)
  }
  expect(asked().filter(({ marks }) => marks)).toHaveLength(1)
})

it('takes nothing of the library that was open before', async () => {
  holdAnswers()
  host.entries.mockImplementation(async () => entries(1))
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  const old = owed.shift()
  comments = () => 2
  takeEvent({ type: 'library.opened' })
  comments = () => 1
  old?.answer()
  await later(1000)
  expect(view.getByTestId('state').textContent).toBe('0 known, 1 unread, 0 failed')
  comments = () => 2
  owed.shift()?.answer()
  await later(1000)
  expect(view.getByTestId('numbers').textContent).toBe('2')
})

it('says where reading stopped, and goes on when the host is back', async () => {
  holdAnswers()
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  owed.shift()?.fail(new Error('the host is silent'))
  await later(1000)
  expect(view.getByTestId('state').textContent).toBe('0 known, 120 unread, 0 failed, stopped')
  expect(owed).toHaveLength(0)
  host.summaries.mockImplementation(async (input: Asked) => answerTo(input))
  takeEvent({ type: 'connected' })
  await later(5000)
  expect(view.getByTestId('state').textContent).toBe('120 known, 0 unread, 0 failed')
})

it('counts a lesson that cannot be read as looked at, and tries it again with the next change', async () => {
  host.entries.mockImplementation(async () => entries(2))
  host.summaries.mockImplementation(async ({ ids, marks }: Asked) => ({
    ...answerTo({ ids: ids.filter(id => id !== idOf(1)), marks }),
    failed: [{ lessonId: idOf(1), code: 'library.unreadable', message: 'It cannot be read.' }],
  }))
  const view = renderPart(<Screen inSight={[]} />)
  await later(1000)
  expect(view.getByTestId('state').textContent).toBe('1 known, 0 unread, 1 failed')
  expect(host.summaries).toHaveBeenCalledTimes(1)
  host.summaries.mockImplementation(async (input: Asked) => answerTo(input))
  takeEvent({ type: 'lesson.changed', lessonId: idOf(1) })
  await later(1000)
  expect(view.getByTestId('state').textContent).toBe('2 known, 0 unread, 0 failed')
})
