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

/** The router decodes some escapes and not others; with a tilde in place of each per cent sign it finds none. */
export const teacherAddress = (name: string): string =>
  `/insights/${TEACHER}${encodeURIComponent(name).replaceAll('~', '%7E').replaceAll('%', '~')}`

/** @param part the address's last part, as the router gives it */
export function insightPlace(part = ''): InsightPlace {
  if (part.startsWith(TEACHER)) return { of: 'teacher', name: nameIn(part.slice(TEACHER.length)) }
  const id = part.replace(/^(lesson|cycle)%3a/i, '$1:')
  if (id === 'goals') return { of: 'goals' }
  if (id.startsWith('cycle:')) return { of: 'cycle', id }
  return id.startsWith('lesson:') ? { of: 'lesson', id } : { of: 'all' }
}

/** An address that was typed by hand may hold a tilde of its own. */
function nameIn(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'))
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
