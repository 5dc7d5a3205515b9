import type { CommentView } from '../../../contract/api/comments.ts'

/** Tiers hold no two marks at once: what overlaps goes to a further tier of the same name. */
export function apart(comments: readonly CommentView[]): CommentView[][] {
  const rows: { end: number; of: CommentView[] }[] = []
  for (const comment of comments) {
    const row = rows.find(({ end }) => end <= comment.atMs)
    const end = Math.max(comment.toMs ?? 0, comment.atMs + 1)
    if (row) {
      row.end = end
      row.of.push(comment)
    } else rows.push({ end, of: [comment] })
  }
  return rows.map(({ of }) => of)
}

/** By kind and person, in the order of first words. */
export function byTier(comments: readonly CommentView[]): Map<string, CommentView[]> {
  const groups = new Map<string, CommentView[]>()
  for (const comment of comments) {
    const name = `${comment.kind} · ${comment.author.name}`
    const group = groups.get(name)
    if (group) group.push(comment)
    else groups.set(name, [comment])
  }
  return groups
}
