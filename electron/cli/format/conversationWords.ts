import type { CommentView, TagView } from '../../contract/api/comments.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'

export const tagWords = ({ code, level }: TagView): string =>
  level === undefined ? code : `${code}=${level}`

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map(line => by + line)
    .join('\n')

function oneInWords(comment: CommentView): string {
  const { atMs, toMs, author, kind, tags, text, replies, closed } = comment
  const place = toMs === undefined ? formatTimecode(atMs) : `${formatTimecode(atMs)}–${formatTimecode(toMs)}`
  const head = [
    place.padEnd(13),
    `${author.name} (${author.role})`,
    kind,
    ...tags.map(tagWords),
    ...(comment.private ? ['private note'] : []),
    comment.id,
  ].join('  ')
  const words = closed ? 'closed while someone else is here' : text
  return [
    head,
    indented(words, '    '),
    ...replies.map(({ author: who, text: said }) =>
      indented(`${who.name} (${who.role}): ${said}`, '      > '),
    ),
  ].join('\n')
}

/** The conversation for reading on a terminal. */
export function inWords(comments: readonly CommentView[]): string {
  if (comments.length === 0) return 'Nobody has said anything about this lesson yet.'
  return comments.map(oneInWords).join('\n\n')
}
