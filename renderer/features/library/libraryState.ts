import { create } from 'zustand'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { type Facet, type LessonFilter, noFilter, type SortOrder } from './lessonFilter.ts'

interface LibraryState {
  readonly filter: LessonFilter
  readonly order: SortOrder
  /** The lesson whose details are open. */
  readonly inspected: LessonId | undefined
  /** How far down the cards were, so that coming back from a lesson finds the same place. */
  readonly scrollTop: number
}

/** How the library was left; it lasts as long as the window. */
export const useLibrary = create<LibraryState>()(() => ({
  filter: noFilter,
  order: 'newest',
  inspected: undefined,
  scrollTop: 0,
}))

export const setFilter = (part: Partial<LessonFilter>): void =>
  useLibrary.setState(({ filter }) => ({ filter: { ...filter, ...part } }))

export const setChosen = (facet: Facet, values: readonly string[]): void =>
  useLibrary.setState(({ filter }) => ({
    filter: { ...filter, chosen: { ...filter.chosen, [facet]: values } },
  }))

export const clearFilter = (): void => useLibrary.setState({ filter: noFilter })
export const setOrder = (order: SortOrder): void => useLibrary.setState({ order })
export const inspect = (inspected: LessonId | undefined): void => useLibrary.setState({ inspected })
export const rememberScroll = (scrollTop: number): void => useLibrary.setState({ scrollTop })
