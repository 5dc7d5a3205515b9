import { replaceEqualDeep, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import {
  type LessonEntry,
  type LessonSummaries,
  type LessonSummary,
  MOST_SUMMARIES,
  SUMMARIES_IN_BACKGROUND,
} from '../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api } from './api.ts'
import { keys, lessonsQuery } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { useSpeaker } from './speaker.ts'

/** What a card shows of its conversation, but for the places of its marks, which are read where the card is in sight. */
export type Summary = Omit<LessonSummary, 'marks'>

interface SummariesState {
  /** By lesson; what was read stays in sight while it is read again. */
  readonly known: ReadonlyMap<LessonId, Summary>
  /** Lessons whose conversation cannot be read now. */
  readonly failed: ReadonlySet<LessonId>
  /** Why reading stopped before all was read. */
  readonly error: unknown
}
const nothing: SummariesState = { known: new Map(), failed: new Set(), error: undefined }
export const useSummariesRead = create<SummariesState>()(() => nothing)

/** What changed since it was read; what was never read is not in it. */
const stale = new Set<LessonId>()
/** Goes up with each library: the same lesson may say something else in another one. */
let library = 0
/** How many parts of the page want all lessons to be read. */
let wanting = 0
let reading = false

type Marks = NonNullable<LessonSummary['marks']>

const isRead = ({ known, failed }: SummariesState, id: LessonId) => known.has(id) || failed.has(id)

function take({ summaries, failed }: LessonSummaries): void {
  const before = useSummariesRead.getState()
  const known = new Map(before.known)
  const broken = new Set(before.failed)
  for (const { marks: _, ...summary } of summaries) {
    // Cards whose numbers stay the same are not drawn again.
    known.set(summary.id, replaceEqualDeep(known.get(summary.id), summary))
    broken.delete(summary.id)
  }
  for (const { lessonId } of failed) broken.add(lessonId)
  useSummariesRead.setState({ known, failed: broken, error: undefined })
}

async function ask(ids: LessonId[], marks: boolean): Promise<LessonSummaries> {
  const asked = library
  // What changes from here on is read once more.
  for (const id of ids) stale.delete(id)
  try {
    const answer = await api.lessons.summaries({ ids, marks })
    if (asked === library) take(answer)
    return answer
  } catch (error) {
    for (const id of ids) if (isRead(useSummariesRead.getState(), id)) stale.add(id)
    throw error
  }
}

/** Those never read first, in the order of the list; then those that changed. */
async function left(): Promise<LessonId[]> {
  // Where the list is just being read again, the new one counts.
  const ids = (await queryClient.fetchQuery(lessonsQuery)).map(({ id }) => id)
  const state = useSummariesRead.getState()
  return [...ids.filter(id => !isRead(state, id)), ...ids.filter(id => isRead(state, id) && stale.has(id))]
}

/** Reads what is left, some at a time, as long as somebody wants it. */
async function readOn(): Promise<void> {
  if (reading) return
  reading = true
  try {
    for (let ids = await left(); wanting > 0 && ids.length > 0; ids = await left())
      await ask(ids.slice(0, SUMMARIES_IN_BACKGROUND), false)
  } catch (error) {
    useSummariesRead.setState({ error })
  } finally {
    reading = false
  }
}

const GATHER_MS = 40
/** All cards are drawn by then: what comes for those out of sight would have the page begin that anew. */
const DRAWN_MS = 300
let soon: ReturnType<typeof setTimeout> | undefined

/** Reads these lessons again, or all; changes that come together are read together. */
export function readSummariesAgain(ids?: readonly LessonId[]): void {
  const { known, failed } = useSummariesRead.getState()
  for (const id of ids ?? [...known.keys(), ...failed]) stale.add(id)
  readSoon()
}

function readSoon(ms = GATHER_MS): void {
  if (wanting === 0 || soon !== undefined) return
  soon = setTimeout(() => {
    soon = undefined
    void readOn()
  }, ms)
}

/** Another library was opened. */
export function forgetSummaries(): void {
  library += 1
  stale.clear()
  useSummariesRead.setState(nothing)
  readSoon()
}

// Of two who look alone first, each sees their own marks only.
useSpeaker.subscribe(() => {
  readSummariesAgain()
  void queryClient.invalidateQueries({ queryKey: keys.allMarks })
})

/** Lessons whose marks are wanted, until the moment in which all of them are asked for. */
let together:
  | { readonly ids: Set<LessonId>; readonly marks: Promise<ReadonlyMap<LessonId, Marks>> }
  | undefined

async function askTogether(ids: ReadonlySet<LessonId>): Promise<ReadonlyMap<LessonId, Marks>> {
  // Cards come into sight in rows: one request for all of this moment.
  await new Promise(resolve => setTimeout(resolve))
  together = undefined
  const all = [...ids]
  const rounds = Array.from({ length: Math.ceil(all.length / MOST_SUMMARIES) }, (_, nth) =>
    ask(all.slice(nth * MOST_SUMMARIES, (nth + 1) * MOST_SUMMARIES), true),
  )
  const answers = await Promise.all(rounds)
  return new Map(answers.flatMap(({ summaries }) => summaries.map(({ id, marks = [] }) => [id, marks])))
}

function marksQuery(id: LessonId) {
  return {
    queryKey: keys.marks(id),
    queryFn: async (): Promise<Marks> => {
      if (!together) {
        const ids = new Set<LessonId>()
        together = { ids, marks: askTogether(ids) }
      }
      together.ids.add(id)
      return (await together.marks).get(id) ?? []
    },
  }
}

/** Where a lesson's comments stand; what else its card shows comes with them. Used by cards in sight only. */
export const useMarks = (id: LessonId) => useQuery(marksQuery(id))

/** More cards than any screen shows at once. */
export const FIRST_CARDS = 24

/** Asks for what the first cards show, before they are drawn. */
export function askForFirstCards(lessons: readonly LessonEntry[]): void {
  for (const { id } of lessons.slice(0, FIRST_CARDS)) void queryClient.prefetchQuery(marksQuery(id))
}

export interface Summaries extends SummariesState {
  /** How many lessons were never read yet. */
  readonly unread: number
  readonly tryAgain: () => void
}

const tryAgain = () => void readOn()

/** What all conversations say; they are read as long as this is on the screen. */
export function useSummaries(lessons: readonly LessonEntry[] | undefined): Summaries {
  const state = useSummariesRead()
  useEffect(() => {
    wanting += 1
    return () => {
      wanting -= 1
    }
  }, [])
  useEffect(() => {
    if (lessons) readSoon(DRAWN_MS)
  }, [lessons])
  const unread = useMemo(() => lessons?.filter(({ id }) => !isRead(state, id)).length ?? 0, [lessons, state])
  return { ...state, unread, tryAgain }
}
