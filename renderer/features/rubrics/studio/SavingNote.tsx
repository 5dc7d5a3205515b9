import { Button } from '@mantine/core'
import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { explain } from '../../../lib/errors.ts'
import { sayError } from '../../../lib/notices.ts'
import { useDesk, useDeskState } from './deskContext.ts'
import classes from './Studio.module.css'

/** Whether all is saved; where it is not, what can be done. */
export function SavingNote() {
  const desk = useDesk()
  const saving = useDeskState(state => state.saving)
  const error = useDeskState(state => state.error)
  if (saving === 'conflict') {
    const settle = (whose: 'mine' | 'theirs') =>
      desk.keep(whose).catch((failed: unknown) => sayError(failed, 'This could not be settled.'))
    return (
      <div className={classes.conflict} role="alert">
        <span>This rubric was also changed on another machine.</span>
        <Button size="xs" variant="default" onClick={() => void settle('theirs')}>
          Take those words
        </Button>
        <Button size="xs" onClick={() => void settle('mine')}>
          Keep these
        </Button>
      </div>
    )
  }
  if (saving === 'failed') {
    const { title, message, next } = explain(error)
    return (
      <div className={classes.conflict} role="alert">
        <CircleAlert size={16} strokeWidth={1.9} aria-hidden="true" />
        <span title={message ?? next}>Not saved. {title} Your words are kept here.</span>
        <Button size="xs" variant="default" onClick={() => void desk.flush()}>
          Try again
        </Button>
      </div>
    )
  }
  return (
    <span className={classes.saved} data-calm={saving === 'saved'}>
      {saving === 'saved' ? (
        <>
          <Check size={14} strokeWidth={1.9} aria-hidden="true" /> Saved
        </>
      ) : (
        <>
          <LoaderCircle size={14} strokeWidth={1.9} aria-hidden="true" /> Saving
        </>
      )}
    </span>
  )
}
