import type { CommentView, TagView } from '../../../contract/api/comments.ts'
import type { Dropped } from '../notes.types.ts'

/** `B2=3`, or `B2` where nobody rated it. */
export const tagWords = ({ code, level }: TagView): string =>
  level === undefined ? code : `${code}=${level}`

export const replyWords = ({ author, text }: CommentView['replies'][number]): string =>
  `${author.name}: ${text}`

/** Words as they stand on one line. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Words, and the criteria behind them in brackets: `… [B2=3, C1]`. */
export const wordsWithTags = ({ text, tags }: CommentView): string =>
  tags.length === 0 ? text : `${text} [${tags.map(tagWords).join(', ')}]`

/** Says what is left out, where something is. */
export const dropped = (count: number, one: string, many: string): Dropped[] =>
  count === 0 ? [] : [{ count, reason: count === 1 ? one : many }]

export const droppedReplies = (comments: readonly CommentView[]): Dropped[] =>
  dropped(
    comments.reduce((sum, { replies }) => sum + replies.length, 0),
    'The reply is left out.',
    'The replies are left out.',
  )

export const droppedDrawings = (comments: readonly CommentView[]): Dropped[] =>
  dropped(
    comments.filter(({ drawings }) => drawings.length > 0).length,
    'The drawing is left out.',
    'The drawings are left out.',
  )
