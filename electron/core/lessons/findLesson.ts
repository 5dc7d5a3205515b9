import { DebriefError } from '../../contract/errors.ts'
import type { Lesson } from '../../contract/records/lesson.ts'

const MAX_NAMED = 5

type Named = Pick<Lesson, 'id' | 'title'>

function onlyOne<L extends Named>(words: string, fits: readonly L[]): L | undefined {
  if (fits.length < 2) return fits[0]
  const named = fits.slice(0, MAX_NAMED).map(({ id, title }) => `“${title}” (${id})`)
  const more = fits.length > MAX_NAMED ? ` and ${fits.length - MAX_NAMED} more` : ''
  throw new DebriefError(
    'input.invalid',
    `“${words}” fits ${fits.length} lessons: ${named.join(', ')}${more}. Write more of the id.`,
    { subject: words },
  )
}

/**
 * The lesson that someone means: by its whole id, its title, or the beginning of its id (with or without `lesson:`), in this
 * order. Titles count as the same in any Unicode form; letters of another case only where none fits exactly.
 * @throws DebriefError notFound; input.invalid, naming the lessons, where several fit
 */
export function findLesson<L extends Named>(lessons: readonly L[], words: string): L {
  const wanted = words.normalize('NFC').trim()
  const fold = (text: string) => text.normalize('NFC').trim().toLowerCase()
  const bare = fold(wanted).replace(/^lesson:/, '')
  const ways: Array<(lesson: L) => boolean> = [
    ({ id }) => id === wanted || id === `lesson:${wanted}`,
    ({ title }) => title.normalize('NFC').trim() === wanted,
    ({ title }) => fold(title) === fold(wanted),
    ({ id }) => bare !== '' && fold(id).startsWith(`lesson:${bare}`),
  ]
  for (const way of ways) {
    const found = onlyOne(words, lessons.filter(way))
    if (found) return found
  }
  throw new DebriefError(
    'notFound',
    `There is no lesson “${words}” in this library. List the lessons to see their titles and ids.`,
    { subject: words },
  )
}
