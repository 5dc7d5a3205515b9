import type { MediaPart } from '../../contract/api/doors.ts'
import type { AppEvent } from '../../contract/api/events.ts'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { SessionHere, SessionView } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Signer } from '../library/signing.ts'
import type { LiveCopy } from '../media/live/liveCopy.ts'
import { localAddresses } from './addresses.ts'
import { doorCertificate } from './certificate.ts'
import type { Discovery } from './discovery.ts'
import { doorRouter } from './doorRouter.ts'
import { type HostedParts, HostedSession } from './hosted.ts'
import { type JoinedParts, JoinedSession } from './joined.ts'
import type { OpenDoor, OpenedDoor } from './openDoor.types.ts'
import type { Who } from './participants.ts'
import { createPins } from './pins.ts'
import { type StripSource, stripsOf } from './remoteStrips.ts'

export interface SessionParts
  extends Omit<HostedParts, 'changed' | 'installation' | 'sign'>,
    Omit<JoinedParts, 'changed' | 'nowMs' | 'isLocal' | 'library'> {
  readonly home: string
  readonly signer: Signer
  speakerOf(caller: Caller): PersonId
  who(id: PersonId): Who
  /** Opens the session door; absent where this process has no host. */
  readonly openDoor: OpenDoor | undefined
  readonly discovery: Discovery
  mediaFile(
    id: string,
    part: MediaPart,
  ): Promise<{ readonly path: string; readonly movesTo?: string } | undefined>
  liveCopy(id: string): Promise<LiveCopy | undefined>
  readonly strips: StripSource
  subscribe(listener: (event: AppEvent) => void): () => void
  publish(event: AppEvent): void
  logUnforeseen(error: unknown): string
}

interface Hosting {
  readonly session: HostedSession
  readonly opened: OpenedDoor
  readonly addresses: readonly string[]
  readonly quiet: () => Promise<void>
}

/** Guests hear of the end before the door is shut in their face. */
const FAREWELL_MS = 300

/** The live session that this machine takes part in: one at a time, as its host or as a guest. */
export function createSessions(parts: SessionParts) {
  const pins = createPins(parts.home, parts.nowMs)
  const sign = (statement: Uint8Array) => parts.signer.sign(statement)
  let hosting: Hosting | undefined
  let joined: JoinedSession | undefined
  let ended: string | undefined

  const view = (): SessionView => {
    if (hosting) return hosting.session.view(hosting.addresses, hosting.opened.port)
    if (joined) return joined.view()
    return { side: 'none', ...(ended !== undefined && { ended }) }
  }
  const changed = () => parts.publish({ type: 'session.changed', session: view() })

  const unsubscribe = parts.subscribe(event => {
    const lessonId = hosting?.session.lessonId ?? joined?.lessonId
    if (event.type === 'library.opened')
      void endBecause('Another library was opened here, so the session ended.')
    else if (
      event.type === 'catalog.changed' ||
      (event.type === 'lesson.changed' && event.lessonId === lessonId)
    ) {
      hosting?.session.wordsChanged()
      joined?.wordsChanged()
    }
  })

  const leave = async (): Promise<void> => {
    const [host, guest] = [hosting, joined]
    hosting = undefined
    joined = undefined
    if (host) {
      host.session.end()
      await host.quiet()
      await new Promise(done => setTimeout(done, FAREWELL_MS))
      await host.opened.close()
    }
    await guest?.leave()
  }
  const endBecause = async (why: string): Promise<void> => {
    if (!hosting && !joined) return
    await leave()
    ended = why
    changed()
  }

  const host = async (
    caller: Caller,
    request: { readonly lessonId: LessonId; readonly port: number; readonly announce: boolean },
  ): Promise<SessionView> => {
    const me = parts.who(parts.speakerOf(caller))
    const { lessonId, port } = request
    lessonOrThrow(parts.library(), lessonId)
    if (!parts.openDoor)
      throw new DebriefError(
        'capability.absent',
        'This process cannot open a session. Open Debrief, and host there.',
      )
    if (parts.library().readOnly)
      throw new DebriefError(
        'library.readOnly',
        'This library can only be read, so what guests say could not be kept. Host a lesson of a library that can be written to.',
      )
    const certificate = await doorCertificate(parts.home, parts.nowMs)
    await leave()
    ended = undefined
    const session = new HostedSession(
      { ...parts, installation: parts.signer.key, sign, changed },
      { lessonId, host: me, certificate },
    )
    const watched = async (id: string) => (await session.watchable(id)) !== undefined
    const opened = await parts.openDoor({
      router: doorRouter({
        session,
        strips: parts.strips,
        nowMs: parts.nowMs,
        logUnforeseen: parts.logUnforeseen,
      }),
      key: certificate.key,
      cert: certificate.cert,
      port,
      admit: token => void session.admitted(token),
      mediaFile: async (id, part) => ((await watched(id)) ? parts.mediaFile(id, part) : undefined),
      liveCopy: async id => ((await watched(id)) ? parts.liveCopy(id) : undefined),
      logUnforeseen: parts.logUnforeseen,
    })
    const quiet = request.announce
      ? await parts.discovery.announce({ name: me.name, port: opened.port })
      : async () => undefined
    hosting = { session, opened, addresses: localAddresses(), quiet }
    changed()
    return view()
  }

  const join = async (
    caller: Caller,
    request: { readonly address: string; readonly code: string; readonly newCertificate: boolean },
  ): Promise<SessionView> => {
    const me = parts.who(parts.speakerOf(caller))
    const library = parts.library()
    // Writers belong to libraries and not to lessons, so any lesson tells who writes for this person.
    const writer = await library.ownWriter(me.id)
    const { id: personId, name, role, colour } = me
    const guest = { personId, name, role, colour, writer, key: parts.signer.key }
    // Loaded where someone joins: the command line starts anew for every call.
    const { knock } = await import('./knock.ts')
    const opened = await knock({ ...request, guest }, { pins, sign })
    await leave()
    ended = undefined
    const session = new JoinedSession(
      { ...parts, changed: () => changedIn(session) },
      { ...opened, address: request.address, me: me.id, writer },
    )
    joined = session
    changed()
    return view()
  }

  const changedIn = (session: JoinedSession): void => {
    if (joined !== session) return
    if (session.ended !== undefined) {
      joined = undefined
      ended = session.ended
    }
    changed()
  }

  /** The session whose host sends a recording; undefined for all that is on this machine, or nowhere. */
  const watchedFrom = async (recordingId: string): Promise<JoinedSession | undefined> => {
    const session = joined
    if (!session?.recording(recordingId)) return undefined
    const recording = parts.library().find('recording', recordingId)
    return recording && (await parts.isMissing(recording)) ? session : undefined
  }

  /** The one who hosts, for what only they may do. */
  const mine = (): HostedSession => {
    if (hosting) return hosting.session
    throw new DebriefError('session.refused', 'No session is hosted here.')
  }

  return {
    view,
    host,
    join,
    answer: async (guestId: string, admit: boolean): Promise<SessionView> => {
      await mine().answer(guestId, admit)
      return view()
    },
    dismiss: (guestId: string): SessionView => {
      mine().dismiss(guestId)
      return view()
    },
    leave: async (): Promise<SessionView> => {
      await leave()
      ended = undefined
      changed()
      return view()
    },
    here: (where: SessionHere): void => {
      hosting?.session.here(undefined, where)
      joined?.here(where)
    },
    lead: async (to: string): Promise<SessionView> => {
      if (joined) await joined.lead(to)
      else mine().lead(undefined, to)
      return view()
    },
    found: () => parts.discovery.listen(),

    /** A recording as pages see it: watched from the host where this machine has no copy. */
    recordingView: async (recording: Recording): Promise<RecordingView> => {
      const local = await parts.recordingView(recording)
      const there = local.source === null ? joined?.recording(recording.id) : undefined
      if (!there) return local
      const { hasPoster, proxy, source } = there
      return { ...local, missing: false, hasPoster, proxy, source }
    },

    /** How bytes of a recording are got from the host; undefined for all that is on this machine, or nowhere. */
    remoteMedia: async (
      recordingId: string,
    ): Promise<((part: string, query: string, request: Request) => Promise<Response>) | undefined> => {
      const session = await watchedFrom(recordingId)
      return session && ((part, query, request) => session.media(recordingId, part, query, request))
    },
    strips: stripsOf(parts.strips, async id => (await watchedFrom(id))?.strips),

    close: async (): Promise<void> => {
      unsubscribe()
      await leave()
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>
