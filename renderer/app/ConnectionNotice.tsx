import { Loader } from '@mantine/core'
import { useLive } from '../lib/live.ts'
import classes from './ConnectionNotice.module.css'

/** A calm word while the host is silent. It shows after a moment, so that a short break is not announced. */
export function ConnectionNotice() {
  const state = useLive(live => live.state)
  return (
    <div aria-live="polite">
      {state === 'shut' && (
        <p className={classes.notice}>
          Debrief was started anew. Open it by its new address; what was saved is safe.
        </p>
      )}
      {state === 'lost' && (
        <p className={classes.notice}>
          <Loader size={14} color="var(--text-2)" /> Debrief does not answer. Trying again; what was saved is
          safe.
        </p>
      )}
    </div>
  )
}
