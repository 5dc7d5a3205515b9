import type { Collection } from '../../contract/records/collection.ts'

/** In the order in which they were made. */
export const inOrder = <R extends { readonly createdAtMs: number; readonly id: string }>(
  records: readonly R[],
): R[] => [...records].sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))

/** The collection that someone names: titles are the same in any case and Unicode form. The oldest, where there are several. */
export function collectionNamed(collections: readonly Collection[], title: string): Collection | undefined {
  const fold = (text: string) => text.normalize('NFC').trim().toLowerCase()
  return inOrder(collections).find(each => fold(each.title) === fold(title))
}
