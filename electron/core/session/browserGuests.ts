import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { SessionHere } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CommentId } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId, Role } from '../../contract/records/person.ts'
import { BROWSER_GUEST, type BrowserEvent } from '../../contract/session/browserDoor.ts'
import { lengthMs, recordingsOf } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import type { BrowserTalk } from './browserTalk.types.ts'
import type { Guest } from './guest.types.ts'
import { guestStream, type Heard, type Own } from './guestStream.ts'
import { type Guests, letInOrThrow, refusedToken } from './guests.ts'
import type { Lock } from './lock.ts'
import { type LessonNews, sha256 } from './news.ts'
import { isSameHex } from './proof.ts'

const secret = (): string => randomBytes(32).toString('base64url')

type Said = Parameters<BrowserTalk['add']>[1]
type Replied = Parameters<BrowserTalk['reply']>[1]

interface Asking {
  readonly name: string
  readonly role: Role
  readonly code: string
  /** What their browser was given when they joined this session before. */
  readonly proof?: string | undefined
}

export interface BrowserGuestsParts extends Heard {
  readonly lessonId: LessonId
  readonly hostName: string
  readonly lock: Lock
  readonly guests: Guests
  readonly talk: BrowserTalk
  library(): Library
  news(): Promise<LessonNews>
  here(guest: Guest, where: SessionHere): void
  out(guest: Guest, state: 'dismissed' | 'left'): void
}

/**
 * Guests of a session who have no Debrief but a browser. Off until the host allows it. Their words are written and signed by the host’s
 * installation, so they bear a name that says so, everywhere and for good.
 */
export class BrowserGuests {
  readonly #parts: BrowserGuestsParts
  #allowed: boolean

  constructor(parts: BrowserGuestsParts) {
    this.#parts = parts
    // Where some are in from before the host’s program was cut off, the host has allowed them.
    this.#allowed = parts.guests.all().some(({ browser }) => browser !== undefined)
  }

  get allowed(): boolean {
    return this.#allowed && !this.#parts.hasEnded()
  }

  allow(on: boolean): void {
    this.#allowed = on
    if (!on)
      for (const guest of this.#parts.guests.all()) if (guest.browser) this.#parts.out(guest, 'dismissed')
    this.#parts.tell()
  }

  /** @throws DebriefError session.refused */
  join({ name, role, code, proof }: Asking, from: string) {
    this.#mustBeAllowed()
    const { lock, guests, hostName } = this.#parts
    lock.told(code)
    const typed = name.normalize('NFC').replace(/\s+/g, ' ').trim()
    const before = proof === undefined ? undefined : guests.proven(typed, proof)
    const mediaKey = secret()
    const given = (before && proof) ?? secret()
    const {
      personId,
      name: shown,
      namesake,
    } = before ? { ...before, namesake: false } : this.#someoneNew(typed)
    const who = { personId, name: shown, role, colour: 'p1', writer: '', key: '' } as const
    const keys = { mediaHash: sha256(mediaKey), proofHash: sha256(given), typed, namesake }
    const { token } = guests.add(who, from, keys)
    // Whoever was in with this proof in another tab hears of it.
    this.#parts.tell()
    return { token, mediaKey, proof: given, hostName }
  }

  /** @throws DebriefError session.refused for every token but that of a guest in a browser */
  guest = (token: string | undefined): Guest => {
    this.#mustBeAllowed()
    const guest = this.#parts.guests.of(token)
    if (!guest.browser) throw refusedToken()
    return guest
  }

  /** @throws DebriefError session.refused where the host has not let them in */
  admitted = (token: string | undefined): Guest => letInOrThrow(this.guest(token))

  /** Whether a key is that of a guest who may watch. */
  mayWatch(mediaKey: string): boolean {
    const hash = sha256(mediaKey)
    const isTheirs = ({ browser }: Guest) => browser !== undefined && isSameHex(browser.mediaHash, hash)
    return this.allowed && this.#parts.guests.admitted().some(isTheirs)
  }

  async comment(guest: Guest, said: Omit<Said, 'lessonId'>): Promise<void> {
    const { talk, lessonId } = this.#parts
    await talk.add(guest.who.personId, { ...said, lessonId })
  }

  async reply(guest: Guest, said: Omit<Replied, 'lessonId'>): Promise<void> {
    const { talk, lessonId } = this.#parts
    await talk.reply(guest.who.personId, { ...said, lessonId })
  }

  async edit(guest: Guest, { id, text }: { readonly id: CommentId; readonly text: string }): Promise<void> {
    await this.#parts.talk.edit(guest.who.personId, this.#parts.lessonId, id, text)
  }

  async remove(guest: Guest, id: CommentId): Promise<void> {
    await this.#parts.talk.remove(guest.who.personId, this.#parts.lessonId, id)
  }

  here = (guest: Guest, where: SessionHere): void => this.#parts.here(guest, where)
  leave = (guest: Guest): void => this.#parts.out(guest, 'left')

  stream(guest: Guest, signal: AbortSignal): AsyncGenerator<BrowserEvent, void> {
    let [lesson, rubrics] = ['', '']
    const own: Own<BrowserEvent, 'refused' | 'dismissed' | 'elsewhere'> = {
      endings: ['refused', 'dismissed', 'elsewhere'],
      admitted: { type: 'admitted', you: guest.id, personId: guest.who.personId },
      news: async () => {
        const now = await this.#lesson(guest)
        const told = { rubrics: JSON.stringify(now.rubrics), lesson: JSON.stringify(now.lesson) }
        const fresh = [
          ...(told.rubrics === rubrics ? [] : [now.rubrics]),
          ...(told.lesson === lesson ? [] : [now.lesson]),
        ]
        rubrics = told.rubrics
        lesson = told.lesson
        return fresh
      },
    }
    return guestStream(guest, this.#parts, own, signal)
  }

  async #lesson(guest: Guest) {
    const { lessonId, talk, library, news } = this.#parts
    const comments = (await talk.comments(guest.who.personId, lessonId)).filter(comment => !comment.private)
    const used = new Set(comments.flatMap(({ tags }) => tags.map(({ rubricId }) => rubricId)))
    const rubrics = (await talk.rubrics()).filter(({ id, template }) => template || used.has(id))
    const lesson = {
      type: 'lesson' as const,
      title: library().find('lesson', lessonId)?.title ?? '',
      durationMs: lengthMs(recordingsOf(library(), lessonId)),
      recordings: [...(await news()).recordings],
      comments,
    }
    return { lesson, rubrics: { type: 'rubrics' as const, rubrics } }
  }

  /** Whoever proves nothing is nobody who was here before, and is called so that nobody takes them for one. */
  #someoneNew(typed: string): { personId: PersonId; name: string; namesake: boolean } {
    const { library, guests } = this.#parts
    const people = [...library().all('person'), ...guests.all().map(({ who }) => who)]
    const taken = new Set(people.map(({ name }) => name.toLowerCase()))
    const called = (turn: number) => `${typed}${turn === 1 ? '' : ` ${turn}`}${BROWSER_GUEST}`
    let turn = 1
    while (taken.has(called(turn).toLowerCase())) turn += 1
    return { personId: `person:${ulid()}`, name: called(turn), namesake: turn > 1 }
  }

  #mustBeAllowed(): void {
    if (!this.allowed)
      throw new DebriefError(
        'session.refused',
        'This session has ended, or its host lets nobody join in a browser.',
        {
          subject: 'token',
        },
      )
  }
}
