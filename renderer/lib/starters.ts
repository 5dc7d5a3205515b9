import type { Settings } from '../../electron/contract/api/settings.ts'
import type { CommentKind } from '../../electron/contract/records/comment.ts'

/** Beginnings of sentences that lead to what each kind of comment is for. */
export const usualStarters: Record<CommentKind, readonly string[]> = {
  evidence: ['I saw ', 'I heard ', 'After you asked, '],
  noticing: ['I notice that ', 'What stands out to me is ', 'This time '],
  wondering: ['I wonder what would happen if ', 'What were students thinking when ', 'How might '],
  strength: ['What helped here was ', 'Students could … because ', 'Keep '],
  suggestion: ['Next time, try ', 'What if you ', 'One small change: '],
}

/** The person's own for this kind, or those that Debrief brings. An empty list is a choice too. */
export const startersOf = (
  kind: CommentKind,
  settings: Pick<Settings, 'starters'> | undefined,
): readonly string[] => settings?.starters[kind] ?? usualStarters[kind]

/** One a line, as they are written in the settings. Blank lines and what is too long or too much is left out. */
export const startersIn = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim().slice(0, 120))
    .filter(line => line !== '')
    .slice(0, 12)

const spaced = (starter: string): string => (/\s$/u.test(starter) ? starter : `${starter} `)

/**
 * Puts a starter before what is written. One that stands there already, untouched, gives way to the new one.
 * @param known all starters there are, of whichever kind
 */
export function withStarter(text: string, starter: string, known: readonly string[]): string {
  const before = known.map(spaced).find(each => text.startsWith(each) || text === each.trimEnd())
  const rest = before === undefined ? text : text.slice(before.length)
  return spaced(starter) + rest.trimStart()
}

/** The starter after the one that stands in the text; the first where none does. */
export function nextStarter(text: string, starters: readonly string[]): string | undefined {
  const now = starters.findIndex(each => text.startsWith(spaced(each)) || text === each.trimEnd())
  return starters[(now + 1) % Math.max(1, starters.length)]
}
