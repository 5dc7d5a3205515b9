import type { LessonEntry } from '../../electron/contract/api/lessons.ts'

/** Days `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from?: string
  readonly to?: string
}

/** The day of a moment where we are. */
export function isoDay(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The day a lesson was taught, or else the day it came into the library. */
export const dayOf = ({ date, createdAtMs }: Pick<LessonEntry, 'date' | 'createdAtMs'>): string =>
  date ?? isoDay(new Date(createdAtMs))

export const isWithin = (day: string, { from, to }: DayRange): boolean =>
  !((from && day < from) || (to && day > to))
