/**
 * Any words as one part of an address. The router decodes some escapes, and not others, more than once; with a tilde in place of each
 * per cent sign it finds none.
 */
export const addressPart = (words: string): string =>
  encodeURIComponent(words).replaceAll('~', '%7E').replaceAll('%', '~')

/** What `addressPart` was made of; an address that was typed by hand may hold tildes and per cent signs of its own. */
export function wordsInPart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('~', '%'))
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}
