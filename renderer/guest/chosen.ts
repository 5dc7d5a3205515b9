import { create } from 'zustand'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import type { Picture } from './Picture.ts'

/** The comment that someone went to. */
export const useChosen = create<{ readonly id: string | undefined }>()(() => ({ id: undefined }))

/** Goes to where a comment is about, and shows it in the conversation. */
export function choose({ id, atMs }: Pick<CommentView, 'id' | 'atMs'>, picture: Picture | undefined): void {
  picture?.goTo(atMs)
  useChosen.setState({ id })
}

/** The mark that comes next or came before. @param comments sorted by `atMs` */
export function neighbour<C extends { readonly id: string; readonly atMs: number }>(
  comments: readonly C[],
  { atMs, chosen, way }: { readonly atMs: number; readonly chosen: string | undefined; readonly way: 1 | -1 },
): C | undefined {
  // Several may stand on one moment: from the one that was chosen there it goes on to the next of them.
  const from = comments.findIndex(({ id, atMs: at }) => id === chosen && at === atMs)
  if (from >= 0) return comments[from + way]
  return way === 1 ? comments.find(each => each.atMs > atMs) : comments.findLast(each => each.atMs < atMs)
}
