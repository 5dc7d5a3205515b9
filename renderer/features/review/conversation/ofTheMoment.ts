import type { CommentView } from '../../../../electron/contract/api/comments.ts'

/** How long a comment on a moment stays lit. */
export const MOMENT_MS = 3_000

type Timed = Pick<CommentView, 'id' | 'atMs' | 'toMs'>

export const endOf = ({ atMs, toMs }: Timed): number => (toMs === undefined ? atMs + MOMENT_MS : toMs)

/** Comments that are about this moment, in time order. @param comments sorted by `atMs` */
export function ofTheMoment<C extends Timed>(comments: readonly C[], nowMs: number): C[] {
  const lit: C[] = []
  for (const comment of comments) {
    if (comment.atMs > nowMs) break
    if (nowMs <= endOf(comment)) lit.push(comment)
  }
  return lit
}

export const sameIds = (a: readonly { id: string }[], b: readonly { id: string }[]): boolean =>
  a.length === b.length && a.every(({ id }, at) => id === b[at]?.id)
