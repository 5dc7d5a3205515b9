import { addressPart, wordsInPart } from '../../lib/addressPart.ts'

/** Where in the clips screen someone is; it stands in the address. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'queue' }
  | { readonly kind: 'examples' }
  | { readonly kind: 'collection'; readonly title: string }

const COLLECTION = 'in:'

export function placeFrom(part: string | undefined): Place {
  if (part === undefined) return { kind: 'all' }
  const text = wordsInPart(part)
  if (text === 'queue') return { kind: 'queue' }
  if (text === 'examples') return { kind: 'examples' }
  return text.startsWith(COLLECTION)
    ? { kind: 'collection', title: text.slice(COLLECTION.length) }
    : { kind: 'all' }
}

export const collectionAddress = (title: string): string => `/clips/${addressPart(COLLECTION + title)}`
