import { readingMs } from '../../text/typeset/readingTime.ts'
import type { ExportLesson } from '../export.types.ts'

/** What a card before or behind a clip says; empty words are left out. */
export interface CardWords {
  /** `Clip 2 of 5`, small above the title. */
  readonly place: string
  readonly title: string
  /** Lesson, subject, grade, date, and the teacher by choice. */
  readonly facts: readonly string[]
  readonly focus: string
  readonly prompt: string
  /** The card behind a clip asks first; the one before it names first. */
  readonly end: boolean
}

export interface CardRequest {
  readonly clipTitle: string
  readonly lesson: ExportLesson | undefined
  readonly showTeacher: boolean
  readonly prompt: string | undefined
  /** 1-based, of how many. */
  readonly place?: { readonly at: number; readonly of: number } | undefined
  readonly end: boolean
}

const same = (a: string, b: string) => a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en')

/** `2026-11-24` as `24 November 2026`: no country reads the months' order differently. */
export function dayWords(date: string): string {
  const at = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(at.getTime())
    ? date
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

/** Pure. */
export function cardWords({ clipTitle, lesson, showTeacher, prompt, place, end }: CardRequest): CardWords {
  const grade =
    lesson?.grade === undefined ? '' : /^\d/.test(lesson.grade) ? `Grade ${lesson.grade}` : lesson.grade
  const facts = [
    lesson && !same(lesson.title, clipTitle) ? lesson.title : '',
    lesson?.subject ?? '',
    grade,
    showTeacher ? (lesson?.teacher ?? '') : '',
    lesson?.date === undefined ? '' : dayWords(lesson.date),
  ]
  return {
    place: place && place.of > 1 && !end ? `Clip ${place.at} of ${place.of}` : '',
    title: clipTitle,
    facts: facts.filter(words => words !== ''),
    focus: lesson?.focus ?? '',
    prompt: prompt ?? '',
    end,
  }
}

const shortestMs = 4000
const longestMs = 9000
/** Nothing moves beside a card, so its words are taken in faster than a comment's. */
const readingShare = 0.6

/** How long a card stands, ms: as long as its words take to read. */
export function cardMs({ place, title, facts, focus, prompt }: CardWords): number {
  const words = [place, title, ...facts, focus, prompt].join(' ')
  return Math.round(Math.min(longestMs, Math.max(shortestMs, readingMs(words) * readingShare)) / 100) * 100
}
