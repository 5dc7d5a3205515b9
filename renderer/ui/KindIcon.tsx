import { CircleQuestionMark, Eye, Lightbulb, Quote, Star } from 'lucide-react'
import { assertNever } from '../../electron/contract/errors.ts'
import type { CommentKind } from '../../electron/contract/records/comment.ts'
import { kindWord } from '../lib/words.ts'
import classes from './KindIcon.module.css'

function iconOf(kind: CommentKind) {
  switch (kind) {
    case 'evidence':
      return Quote
    case 'noticing':
      return Eye
    case 'wondering':
      return CircleQuestionMark
    case 'strength':
      return Star
    case 'suggestion':
      return Lightbulb
    default:
      return assertNever(kind)
  }
}

/** A comment's kind is told by its shape, never by a colour. */
export function KindIcon({ kind, size = 14 }: { readonly kind: CommentKind; readonly size?: number }) {
  const Icon = iconOf(kind)
  return <Icon size={size} strokeWidth={1.9} aria-hidden="true" />
}

/** Icon and word together. */
export function KindLabel({ kind }: { readonly kind: CommentKind }) {
  return (
    <span className={classes.kind}>
      <KindIcon kind={kind} />
      {kindWord(kind)}
    </span>
  )
}
