import type { Report } from './report.types.ts'
import { countWords, timeWords } from './words.ts'

/** What the timeline shows, in words. */
export function timelineWords({ people, phases, comments }: Report): string {
  const who = people.map(({ name, comments: count }) => `${name} ${countWords(count, 'comment')}`)
  const bands = phases.map(({ title, fromMs, toMs }) => `${title} ${timeWords({ atMs: fromMs, toMs })}`)
  return [
    `Timeline of the lesson: ${countWords(comments.length, 'comment')}.`,
    ...(who.length > 0 ? [`${who.join(', ')}.`] : []),
    ...(bands.length > 0 ? [`Phases: ${bands.join(', ')}.`] : []),
  ].join(' ')
}
