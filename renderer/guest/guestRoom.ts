import { create } from 'zustand'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../electron/contract/api/rubrics.ts'
import type { SessionPerson } from '../../electron/contract/api/session.ts'
import type { BrowserEvent } from '../../electron/contract/session/browserDoor.ts'

interface Lesson {
  readonly title: string
  readonly durationMs: number
  readonly recordings: readonly RecordingView[]
  readonly comments: readonly CommentView[]
}

export interface GuestRoom {
  readonly phase: 'join' | 'waiting' | 'in' | 'ended'
  readonly hostName: string
  /** The host cannot be reached just now, and is tried again. */
  readonly lost: boolean
  readonly you: string
  readonly personId: string
  readonly people: readonly SessionPerson[]
  readonly leaderId: string
  readonly lesson: Lesson | undefined
  readonly rubrics: readonly RubricView[]
  /** How it ended, in a sentence. */
  readonly ended: string
  /** Another tab of this browser has taken the place of this one. */
  readonly elsewhere: boolean
  /** What the host's clock is ahead of this one's, ms. */
  readonly offsetMs: number
}

const nowhere: GuestRoom = {
  phase: 'join',
  hostName: '',
  lost: false,
  you: '',
  personId: '',
  people: [],
  leaderId: '',
  lesson: undefined,
  rubrics: [],
  ended: '',
  elsewhere: false,
  offsetMs: 0,
}

/** What this page knows of the session that it takes part in. */
export const useGuestRoom = create<GuestRoom>()(() => nowhere)
export const inRoom = (news: Partial<GuestRoom>): void => useGuestRoom.setState(news)
export const backToTheDoor = (): void => useGuestRoom.setState(nowhere)

/** `over`: the host does not know this tab any more, and does not say why. */
type Why = Extract<BrowserEvent, { type: 'ended' }>['why'] | 'over'

const endings: Record<Why, (host: string) => string> = {
  ended: host => `${host} has ended the session. What you wrote is kept in ${host}’s library.`,
  refused: host => `${host} did not let you in. Nothing of yours was kept.`,
  dismissed: host =>
    `${host} has taken you out of the session, or lets nobody join in a browser any more. What you wrote is kept in ${host}’s library.`,
  elsewhere: host =>
    `This tab is out of ${host}’s session, and what you wrote is kept in ${host}’s library. To go on here, ask ${host} once more; the other tab is out then.`,
  over: host =>
    `${host} has ended the session, or you are not in it any more. What you wrote is kept in ${host}’s library.`,
}

export function end(why: Why): void {
  const { hostName } = useGuestRoom.getState()
  const ended = endings[why](hostName)
  inRoom({
    phase: 'ended',
    ended,
    elsewhere: why === 'elsewhere',
    lost: false,
    lesson: undefined,
    people: [],
  })
}

/** What the host tells, as it comes. */
export function take(event: BrowserEvent): void {
  if (event.type === 'ended') end(event.why)
  else if (event.type === 'waiting') inRoom({ phase: 'waiting' })
  else if (event.type === 'admitted') inRoom({ phase: 'in', you: event.you, personId: event.personId })
  else if (event.type === 'people') inRoom({ people: event.people, leaderId: event.leaderId })
  else if (event.type === 'rubrics') inRoom({ rubrics: event.rubrics })
  else {
    const { type: _, ...lesson } = event
    inRoom({ lesson })
  }
}
