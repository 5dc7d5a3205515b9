/** Where in the clips screen someone is; it stands in the address. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'queue' }
  | { readonly kind: 'examples' }
  | { readonly kind: 'collection'; readonly title: string }

const COLLECTION = 'in:'

/** An address that was typed by hand may hold a bare per cent sign. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

export function placeFrom(part: string | undefined): Place {
  if (part === undefined) return { kind: 'all' }
  const text = decoded(part)
  if (text === 'queue') return { kind: 'queue' }
  if (text === 'examples') return { kind: 'examples' }
  return text.startsWith(COLLECTION)
    ? { kind: 'collection', title: text.slice(COLLECTION.length) }
    : { kind: 'all' }
}

export const collectionAddress = (title: string): string =>
  // Once more than the address needs, because the router undoes one.
  `/clips/${encodeURIComponent(encodeURIComponent(COLLECTION + title))}`
