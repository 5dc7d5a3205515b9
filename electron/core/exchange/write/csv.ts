import Papa from 'papaparse'
import type { CommentView } from '../../../contract/api/comments.ts'
import { formatTimecode } from '../../../contract/time/timecode.ts'
import { asWords } from '../../text/csvCell.ts'
import { tagWords } from './words.ts'

const columns = ['at', 'to', 'author', 'role', 'kind', 'text', 'tags', 'replies', 'id'] as const

/** The conversation as a table, one comment a row, with the byte order mark by which spreadsheets know UTF-8. */
export function asCsv(comments: readonly CommentView[]): string {
  const rows = comments.map(({ atMs, toMs, author, kind, text, tags, replies, id }) => [
    formatTimecode(atMs, 3),
    toMs === undefined ? '' : formatTimecode(toMs, 3),
    author.name,
    author.role,
    kind,
    text,
    tags.map(tagWords).join('; '),
    replies.map(reply => `${reply.author.name}: ${reply.text}`).join('\n'),
    id,
  ])
  const cells = rows.map(row => row.map(asWords))
  return `\ufeff${Papa.unparse({ fields: [...columns], data: cells }, { newline: '\r\n' })}\r\n`
}
