import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { sayDone } from '../../lib/notices.ts'
import { closeSessionDialog, lessonTogether, useSession, useSessionDialog } from '../../lib/session.ts'
import { Askers } from './Askers.tsx'
import { HostDialog } from './HostDialog.tsx'
import { JoinDialog } from './JoinDialog.tsx'

/** All of a live session that may be on any screen. */
export function SessionSheets() {
  const view = useSession()
  const open = useSessionDialog(state => state.open)
  const [, go] = useLocation()
  const joined = view?.side === 'guest' ? lessonTogether(view) : undefined
  const ended = view?.side === 'none' ? view.ended : undefined
  const seen = useRef(joined)
  useEffect(() => {
    // Only when someone is let in, not whenever the page is opened anew: they may look elsewhere meanwhile.
    if (joined !== undefined && seen.current !== joined && useSessionDialog.getState().open === 'join') {
      closeSessionDialog()
      go(`/lesson/${encodeURIComponent(joined)}`)
    }
    seen.current = joined
  }, [joined, go])
  const said = useRef(ended)
  useEffect(() => {
    if (ended !== undefined && said.current !== ended) {
      closeSessionDialog()
      sayDone(ended)
    }
    said.current = ended
  }, [ended])
  return (
    <>
      {open === 'join' && <JoinDialog />}
      {open !== undefined && open !== 'join' && <HostDialog key={open} lessonId={open} />}
      {view?.side === 'host' && view.waiting.length > 0 && <Askers waiting={view.waiting} />}
    </>
  )
}
