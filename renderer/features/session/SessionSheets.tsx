import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { closeSessionDialog, lessonTogether, useSession, useSessionDialog } from '../../lib/session.ts'
import { useSpeaker } from '../../lib/speaker.ts'
import { Askers } from './Askers.tsx'
import { BrokenOff } from './BrokenOff.tsx'
import { Ended } from './Ended.tsx'
import { HostDialog } from './HostDialog.tsx'
import { JoinDialog } from './JoinDialog.tsx'

/** All of a live session that may be on any screen. */
export function SessionSheets() {
  const view = useSession()
  const open = useSessionDialog(state => state.open)
  const [, go] = useLocation()
  const joined = view?.side === 'guest' ? lessonTogether(view) : undefined
  const ended = view?.side === 'none' ? view.ended : undefined
  const brokenOff = view?.side === 'none' ? view.brokenOff : undefined
  const isHost = useSpeaker(({ speaker }) => speaker === brokenOff?.hostId)
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
    if (ended !== undefined && said.current !== ended) closeSessionDialog()
    said.current = ended
  }, [ended])
  return (
    <>
      {open === 'join' && <JoinDialog />}
      {open !== undefined && open !== 'join' && <HostDialog key={open} lessonId={open} />}
      {view?.side === 'host' && view.waiting.length > 0 && <Askers waiting={view.waiting} />}
      {view?.side === 'none' && view.ended !== undefined && <Ended text={view.ended} unsent={view.unsent} />}
      {brokenOff && isHost && ended === undefined && <BrokenOff session={brokenOff} />}
    </>
  )
}
