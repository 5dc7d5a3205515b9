import { Button, Popover } from '@mantine/core'
import { ShieldQuestion } from 'lucide-react'
import { useState } from 'react'
import type { CommentView, Doubt, ReplyView } from '../../../../electron/contract/api/comments.ts'
import { assertNever } from '../../../../electron/contract/errors.ts'
import { api } from '../../../lib/api.ts'
import { sayDone, sayError } from '../../../lib/notices.ts'
import classes from './DoubtMark.module.css'

/** A quiet mark on words whose author is not sure, with the reason, and a way to say that it is them. */
export function DoubtMark({
  comment,
  said,
}: {
  readonly comment: Pick<CommentView, 'lessonId'>
  /** The comment itself, or a reply to it. */
  readonly said: Pick<CommentView, 'id' | 'author' | 'doubt'> | Pick<ReplyView, 'id' | 'author' | 'doubt'>
}) {
  const [open, setOpen] = useState(false)
  const { doubt, author, id } = said
  if (!doubt) return null
  const recognise = async () => {
    try {
      await api.comments.recognise({ lessonId: comment.lessonId, id })
      setOpen(false)
      sayDone(`What ${author.name} writes on that machine is verified from now on.`)
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <Popover opened={open} onChange={setOpen} width={300} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.mark}
          aria-expanded={open}
          aria-label={`Not verified: is this by ${author.name}?`}
          onClick={() => setOpen(!open)}
        >
          <ShieldQuestion size={13} strokeWidth={1.9} aria-hidden="true" /> Not verified
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.why}>
        <p>{reason(doubt, author.name)}</p>
        {doubt === 'unknownKey' && (
          <Button size="xs" variant="default" onClick={() => void recognise()}>
            It is {author.name}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function reason(doubt: Doubt, name: string): string {
  switch (doubt) {
    case 'unknownKey':
      return `This says it is by ${name}, but was written on a machine that Debrief here does not know as theirs. Perhaps they have a new one: ask them.`
    case 'unsigned':
      return `This says it is by ${name}, but is not signed as their words are. An older Debrief or another program may have written it.`
    case 'broken':
      return `Something changed this file after ${name} signed it, so these may not be their words. Ask them.`
    default:
      return assertNever(doubt)
  }
}
