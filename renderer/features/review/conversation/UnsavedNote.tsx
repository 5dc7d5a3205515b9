import { CircleX } from 'lucide-react'
import { offerUndo } from '../../../lib/notices.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './CommentCard.module.css'
import { discard, tryAgain } from './say.ts'
import type { Unsaved } from './unsaved.ts'
import { AWAY, waitsForFolder } from './useSaveOnReturn.ts'

/** How a comment stands that the host has not said "saved" about. */
export function UnsavedNote({ item }: { readonly item: Unsaved }) {
  const room = useRoom()
  if (item.state === 'saving') return <p className={classes.saving}>Saving…</p>
  const waits = waitsForFolder(item)
  return (
    <div className={classes.failed} role="alert">
      <CircleX size={15} strokeWidth={1.9} aria-hidden="true" />
      <span>
        <b>{waits ? 'Not saved yet.' : 'Not saved.'}</b>{' '}
        {waits
          ? AWAY
          : item.error
            ? (item.error.message ?? `${item.error.title} ${item.error.next}`)
            : 'It was kept on this machine.'}
      </span>
      <button type="button" className={classes.act} onClick={() => tryAgain(room, item)}>
        Try again
      </button>
      <button
        type="button"
        className={classes.act}
        onClick={() => offerUndo('Unsaved comment thrown away', discard(room, item))}
      >
        Throw away
      </button>
    </div>
  )
}
