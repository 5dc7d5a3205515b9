import { formatTimecode } from '../../contract/time/timecode.ts'
import type { ReportComment, ReportCriterion, ReportLine, ReportStep, ReportTag } from './report.types.ts'

export const kindWords: Readonly<Record<ReportComment['kind'], string>> = {
  evidence: 'Evidence',
  noticing: 'Noticing',
  wondering: 'Wondering',
  strength: 'Strength',
  suggestion: 'Suggestion',
}

export const timeWords = ({ atMs, toMs }: Pick<ReportComment, 'atMs' | 'toMs'>): string =>
  toMs === undefined ? formatTimecode(atMs) : `${formatTimecode(atMs)}–${formatTimecode(toMs)}`

/** The level, or that it could not be seen; empty where the criterion was named and not rated. */
export const levelWords = ({ level, notObserved }: ReportTag): string =>
  notObserved ? 'not observed' : (level?.label ?? '')

export const tagWords = (tag: ReportTag): string => {
  const level = levelWords(tag)
  return `${tag.code} ${tag.title}${level === '' ? '' : `: ${level}`}`
}

/** `on 2 and 5`, empty where it is about no comment. */
export function aboutWords(about: ReportLine['about']): string {
  if (about.length === 0) return ''
  const last = about.at(-1)
  return about.length === 1 ? `on ${last}` : `on ${about.slice(0, -1).join(', ')} and ${last}`
}

export const stepWords = ({ done, dueOn }: ReportStep): string =>
  done ? 'Done' : dueOn === undefined ? 'Open' : `By ${dueOn}`

/** How a criterion was rated: `Emerging 1, Secure 2, not rated 1`. */
export const ratingWords = ({ levels, notObserved, unrated }: ReportCriterion): string =>
  [
    ...levels.map(({ label, count }) => `${label} ${count}`),
    ...(notObserved > 0 ? [`not observed ${notObserved}`] : []),
    ...(unrated > 0 ? [`not rated ${unrated}`] : []),
  ].join(', ')

export const countWords = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`
