import type { MergedPackage, PackagePreview, RecordCounts } from '../../electron/contract/api/packages.ts'
import { counted } from './words.ts'

/** `12 new comments, 3 new tags, 2 changed`. */
export function newsOf({
  added,
  updated,
}: Pick<PackagePreview['people'][number], 'added' | 'updated'>): string {
  const parts = [...newWords(added)]
  if (updated.total > 0) parts.push(`${updated.total.toLocaleString()} changed`)
  return parts.join(', ')
}

function newWords({ comments, replies, tags, drawings, other }: RecordCounts): string[] {
  return [
    ...(comments > 0 ? [counted(comments, 'new comment')] : []),
    ...(replies > 0 ? [counted(replies, 'new reply', 'new replies')] : []),
    ...(tags > 0 ? [counted(tags, 'new tag')] : []),
    ...(drawings > 0 ? [counted(drawings, 'new drawing')] : []),
    ...(other > 0 ? [counted(other, 'other new entry', 'other new entries')] : []),
  ]
}

/** What became of a package, in a sentence. */
export function mergedWords(merged: MergedPackage): string {
  const title = merged.lessons[0]?.title ?? ''
  const news = newsOf(merged)
  return news === '' ? `“${title}”: there was nothing new in it.` : `“${title}” is in the library: ${news}.`
}
