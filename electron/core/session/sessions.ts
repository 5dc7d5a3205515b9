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
import { createBrokenOff, type Keeper, noSeats } from './brokenOff.ts'
import { doorCertificate } from './certificate.ts'
import type { Discovery } from './discovery.ts'
import { doorOf } from './doorOf.ts'
import { type HostedParts, HostedSession } from './hosted.ts'
import { type Ending, type JoinedParts, JoinedSession } from './joined.ts'
import type { OpenDoor, OpenedDoor } from './openDoor.types.ts'
import type { Who } from './participants.ts'
import { createPins } from './pins.ts'
import { type StripSource, stripsOf } from './remoteStrips.ts'

export interface SessionParts
  extends Omit<HostedParts, 'changed' | 'installation' | 'sign' | 'admittedChanged'>,
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
  liveCopy(id: string, options?: { readonly lean: boolean }): Promise<LiveCopy | undefined>
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
  readonly keeper: Keeper
}

/** Guests hear of the end before the door is shut in their face. */
const FAREWELL_MS = 300

/** The live session that this machine takes part in: one at a time, as its host or as a guest. */
export function createSessions(parts: SessionParts) {
  const pins = createPins(parts.home, parts.nowMs)
  const sign = (statement: Uint8Array) => parts.signer.sign(statement)
  const brokenOff = createBrokenOff(parts.home, { ...parts, failed: parts.logUnforeseen })
  let hosting: Hosting | undefined
  let joined: JoinedSession | undefined
  let ending: Ending | undefined

  const view = (): SessionView => {
    if (hosting) return hosting.session.view(hosting.addresses, hosting.opened.port)
    if (joined) return joined.view()
    const before = brokenOff.found()
    const title = before && parts.library().find('lesson', before.lessonId)?.title
    return {
      side: 'none',
      ...ending,
      ...(before &&
        title !== undefined && {
          brokenOff: {
            lessonId: before.lessonId,
            title,
            hostId: before.host,
            guests: [...before.guests, ...before.browsers].map(({ who }) => who.name),
          },
        }),
    }
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

  const leave = async (): Promise<Ending | undefined> => {
    const [host, guest] = [hosting, joined]
    hosting = undefined
    joined = undefined
    if (host) {
      host.session.end()
      await host.keeper.forget()
      await host.quiet()
      await new Promise(done => setTimeout(done, FAREWELL_MS))
      await host.opened.close()
    }
    return await guest?.leave()
  }
  const endBecause = async (why: string): Promise<void> => {
    if (!hosting && !joined) return
    await leave()
    ending = { ended: why }
    changed()
  }

  const host = async (
    caller: Caller,
    request: { readonly lessonId: LessonId; readonly port: number; readonly announce: boolean },
  ): Promise<SessionView> => {
    const me = parts.who(parts.speakerOf(caller))
    const { lessonId, port } = request
    lessonOrThrow(parts.library(), lessonId)
    const { openDoor } = parts
    if (!openDoor)
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
    ending = undefined
    await brokenOff.look()
    const found = brokenOff.found()
    const before = found?.lessonId === lessonId && found.host === me.id ? found : undefined
    const { guests, browsers, proofs } = before ?? noSeats
    const seats = { guests, browsers, proofs }
    const keeper = brokenOff.keeper({ lessonId, host: me.id })
    const session = new HostedSession(
      {
        ...parts,
        installation: parts.signer.key,
        sign,
        changed,
        admittedChanged: now => void keeper.keep(opened.port, now),
      },
      { lessonId, host: me, certificate, before: seats },
    )
    const door = doorOf(session, certificate, parts)
    const openAt = (at: number) => openDoor({ ...door, port: at })
    // Guests knock where the door was; where something else has that port now, they need the new address.
    const taken = (error: unknown) => {
      if (!(error instanceof DebriefError) || error.data.subject !== 'port') throw error
      return openAt(0)
    }
    const opened = await (port === 0 && before ? openAt(before.port).catch(taken) : openAt(port))
    await keeper.keep(opened.port, seats)
    const quiet = request.announce
      ? await parts.discovery.announce({ name: me.name, port: opened.port })
      : async () => undefined
    hosting = { session, opened, addresses: localAddresses(), quiet, keeper }
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
    ending = undefined
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
    if (session.ending) {
      joined = undefined
      ending = session.ending
    }
    changed()
  }

  /** The session whose host sends a recording; undefined for all that is on this machine, or nowhere. */
  const watchedFrom = async (recordingId: string): Promise<JoinedSession | undefined> => {
    const session = joined
    if (!session?.watching.sends(recordingId)) return undefined
    const recording = parts.library().find('recording', recordingId)
    return recording && (await parts.isMissing(recording)) ? session : undefined
  }

  /** The one who hosts, for what only they may do. */
  const mine = (): HostedSession => {
    if (hosting) return hosting.session
    throw new DebriefError('session.refused', 'No session is hosted here.')
  }

  return {
    get: async (): Promise<SessionView> => {
      await brokenOff.look()
      return view()
    },
    host,
    join,
    answer: async (guestId: string, admit: boolean): Promise<SessionView> => {
      await mine().answer(guestId, admit)
      return view()
    },
    browser: (allow: boolean): SessionView => {
      mine().browser.allow(allow)
      return view()
    },
    dismiss: (guestId: string): SessionView => {
      mine().dismiss(guestId)
      return view()
    },
    leave: async (): Promise<SessionView> => {
      if (hosting || joined) ending = await leave()
      else if (ending) ending = undefined
      else await brokenOff.forget(parts.library().id)
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
      return (local.source === null && joined?.watching.shown(local)) || local
    },

    /** How bytes of a recording are got from the host; undefined for all that is on this machine, or nowhere. */
    remoteMedia: async (
      recordingId: string,
    ): Promise<
      ((part: string, query: URLSearchParams, request: Request) => Promise<Response>) | undefined
    > => {
      const session = await watchedFrom(recordingId)
      return session && ((part, query, request) => session.watching.media(recordingId, part, query, request))
    },
    strips: stripsOf(parts.strips, async id => (await watchedFrom(id))?.strips),

    close: async (): Promise<void> => {
      unsubscribe()
      await leave()
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>
