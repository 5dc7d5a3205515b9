import type { ClipView } from '../../../electron/contract/api/clips.ts'

/** Clips by title of their collection, in the order of the titles. */
export function collectionsOf(
  clips: readonly ClipView[],
): readonly { readonly title: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { collection } of clips)
    if (collection) counts.set(collection, (counts.get(collection) ?? 0) + 1)
  return [...counts]
    .map(([title, count]) => ({ title, count }))
    .sort((a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }))
}

/** Where in the clips screen someone is; it stands in the address. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'queue' }
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
  return text.startsWith(COLLECTION)
    ? { kind: 'collection', title: text.slice(COLLECTION.length) }
    : { kind: 'all' }
}

export const collectionAddress = (title: string): string =>
  // Once more than the address needs, because the router undoes one.
  `/clips/${encodeURIComponent(encodeURIComponent(COLLECTION + title))}`

/** Newest first. */
export const clipsIn = (clips: readonly ClipView[], place: Place): readonly ClipView[] =>
  clips
    .filter(({ collection }) => place.kind !== 'collection' || collection === place.title)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs)
