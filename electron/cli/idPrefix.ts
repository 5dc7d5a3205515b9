import { DebriefError } from '../contract/errors.ts'

const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1)

/**
 * Finds what an id, or any unique start of one, names; with or without its type (`clip:01J…`, `01j…`).
 * @param noun what it should be, for the sentence: "clip"
 * @throws DebriefError notFound where nothing fits, input.invalid where several do
 */
export function byIdPrefix<T extends { readonly id: string }>(
  noun: string,
  wanted: string,
  all: readonly T[],
): T {
  const start = wanted.trim().toLowerCase()
  const fits = all.filter(
    ({ id }) => id.toLowerCase().startsWith(start) || nameOf(id).toLowerCase().startsWith(start),
  )
  const whole = fits.find(({ id }) => id.toLowerCase() === start || nameOf(id).toLowerCase() === start)
  const found = whole ?? (fits.length === 1 ? fits[0] : undefined)
  if (found && start !== '') return found
  if (start === '' || fits.length === 0) {
    throw new DebriefError('notFound', `There is no ${noun} with the id “${wanted}”.`, { subject: wanted })
  }
  throw new DebriefError(
    'input.invalid',
    `“${wanted}” could be ${fits.length} of the ${noun}s. Give more of the id, for example ${fits
      .slice(0, 2)
      .map(({ id }) => id)
      .join(' or ')}.`,
    { subject: wanted },
  )
}
