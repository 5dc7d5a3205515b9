import { addressPart, wordsInPart } from '../../lib/addressPart.ts'

/** What the insights are of. */
export type InsightPlace =
  | { readonly of: 'all' }
  | { readonly of: 'teacher'; readonly name: string }
  | { readonly of: 'lesson'; readonly id: string }
  /** A coaching cycle and the measures of its goal. */
  | { readonly of: 'cycle'; readonly id: string }
  | { readonly of: 'goals' }

export const goalsAddress = '/insights/goals'

const TEACHER = 'teacher-'

export const teacherAddress = (name: string): string => `/insights/${TEACHER}${addressPart(name)}`

/** @param part the address's last part, as the router gives it */
export function insightPlace(part = ''): InsightPlace {
  if (part.startsWith(TEACHER)) return { of: 'teacher', name: wordsInPart(part.slice(TEACHER.length)) }
  const id = part.replace(/^(lesson|cycle)%3a/i, '$1:')
  if (id === 'goals') return { of: 'goals' }
  if (id.startsWith('cycle:')) return { of: 'cycle', id }
  return id.startsWith('lesson:') ? { of: 'lesson', id } : { of: 'all' }
}
