import { CircleCheck } from 'lucide-react'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { plainWords } from '../../../../electron/contract/text/richText.ts'
import { counted, dayWords } from '../../../lib/words.ts'
import classes from './ResolvedLine.module.css'

const two = (part: number) => String(part).padStart(2, '0')
/** The day here, `2026-11-30`. */
const dayOf = (atMs: number): string => {
  const date = new Date(atMs)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Who said that this was talked through, and when; folded, with the first of its words. */
export function ResolvedLine({
  comment,
  folded = false,
}: {
  readonly comment: CommentView
  readonly folded?: boolean
}) {
  const { resolved, text, replies } = comment
  if (!resolved) return null
  return (
    <div className={classes.resolved}>
      {folded && (
        <p className={classes.words} dir="auto">
          {plainWords(text)}
        </p>
      )}
      <p className={classes.by}>
        <CircleCheck size={13} strokeWidth={1.9} aria-hidden="true" />
        <span>
          Resolved by {resolved.author.name}, {dayWords(dayOf(resolved.atMs))}
          {folded && replies.length > 0 && ` · ${counted(replies.length, 'reply', 'replies')}`}
        </span>
      </p>
    </div>
  )
}
