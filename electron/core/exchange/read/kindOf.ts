import { type CommentKind, commentKinds } from '../../../contract/records/comment.ts'

/** The kind that a word of a file means, if it is one of ours. */
export const kindOf = (word: string | undefined): CommentKind | undefined =>
  commentKinds.find(kind => kind === word?.trim().toLowerCase())

/** `code` before what was said, unless it only says the kind. */
export const labelled = (code: string, words: string): string =>
  code === '' || kindOf(code) ? words : words === '' ? code : `${code}: ${words}`
