import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { SessionPerson, SessionView } from '../../electron/contract/api/session.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api } from './api.ts'
import { sayError } from './notices.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'

/** Which of the session's dialogs is open. */
export const useSessionDialog = create<{ readonly open: LessonId | 'join' | undefined }>()(() => ({
  open: undefined,
}))
/** Any screen opens them with these. */
export const openHosting = (lessonId: LessonId): void => useSessionDialog.setState({ open: lessonId })
export const openJoining = (): void => useSessionDialog.setState({ open: 'join' })
export const closeSessionDialog = (): void => useSessionDialog.setState({ open: undefined })

/** The live session that this machine takes part in; its news comes with events, so it is asked for once. */
export const useSession = (): SessionView | undefined =>
  useQuery({ queryKey: keys.session, queryFn: () => api.session.get() }).data

/** Whether there is anything of a session to show; it changes rarely, while where people are changes every second. */
export const useSessionOn = (): boolean =>
  useQuery({
    queryKey: keys.session,
    queryFn: () => api.session.get(),
    select: view => view.side !== 'none' || view.ended !== undefined || view.brokenOff !== undefined,
  }).data ?? false

/** Shows what an act made of the session at once. */
export const takeSession = (view: SessionView): void => {
  queryClient.setQueryData(keys.session, view)
}

export function leaveSession(): void {
  api.session.leave().then(takeSession, (error: unknown) => sayError(error, 'The session goes on.'))
}

export const leaderOf = (view: SessionView | undefined): SessionPerson | undefined =>
  view && view.side !== 'none' ? view.people.find(({ id }) => id === view.leaderId) : undefined
export const youIn = (view: SessionView | undefined): SessionPerson | undefined =>
  view && view.side !== 'none' ? view.people.find(({ you }) => you) : undefined

/** The lesson that is looked at together, once it is here. */
export const lessonTogether = (view: SessionView | undefined): LessonId | undefined => {
  if (!view || view.side === 'none') return undefined
  return view.side === 'host' || view.state !== 'waiting' ? view.lessonId : undefined
}
