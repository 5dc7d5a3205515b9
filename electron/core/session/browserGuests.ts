import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { SessionHere, SessionPerson } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CommentId } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId, Role } from '../../contract/records/person.ts'
import { BROWSER_GUEST, type BrowserEvent } from '../../contract/session/browserDoor.ts'
import { lengthMs, recordingsOf } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import type { BrowserTalk } from './browserTalk.types.ts'
import { type Guest, type Guests, refusedToken } from './guests.ts'
import type { Lock } from './lock.ts'
import { type LessonNews, sha256 } from './news.ts'
import type { Pulse } from './pulse.ts'

/** Compared by their hashes, so that the time it takes tells nothing. */
const isSame = (one: string | undefined, other: string): boolean =>
  one !== undefined && sha256(one) === sha256(other)

type Said = Parameters<BrowserTalk['add']>[1]

export interface BrowserGuestsParts {
  readonly lessonId: LessonId
  readonly hostName: string
  /** The public key of this installation, which writes these guests’ words. */
  readonly installation: string
  readonly lock: Lock
  readonly guests: Guests
  readonly pulse: Pulse
  readonly talk: BrowserTalk
  library(): Library
  isLocal(id: string): boolean
  people(): { readonly people: SessionPerson[]; readonly leaderId: string }
  /** Counts the changes of the lesson. */
  words(): number
  news(): Promise<LessonNews>
  hasEnded(): boolean
  here(guest: Guest, where: SessionHere): void
  left(guest: Guest): void
  out(guest: Guest, state: 'dismissed' | 'left'): void
  tell(): void
}

/**
 * Guests of a session who have no Debrief but a browser. Off until the host allows it. Their words are written and signed by the host’s
 * installation, so they bear a name that says so, everywhere and for good.
 */
export class BrowserGuests {
  readonly #parts: BrowserGuestsParts
  #allowed = false
  /** What each guest's page said so far, by its own name for it: said again, it is not written again. */
  readonly #said = new Map<string, Promise<unknown>>()

  constructor(parts: BrowserGuestsParts) {
    this.#parts = parts
  }

  get allowed(): boolean {
    return this.#allowed && !this.#parts.hasEnded()
  }

  allow(on: boolean): void {
    this.#allowed = on
    if (!on)
      for (const guest of this.#parts.guests.all())
        if (guest.mediaKey !== undefined) this.#parts.out(guest, 'dismissed')
    this.#parts.tell()
  }

  /** @throws DebriefError session.refused */
  join(
    { name, role, code }: { readonly name: string; readonly role: Role; readonly code: string },
    from: string,
  ) {
    this.#mustBeAllowed()
    const { lock, guests, hostName } = this.#parts
    lock.told(code)
    const shown = `${name.normalize('NFC').replace(/\s+/g, ' ').trim()}${BROWSER_GUEST}`
    const mediaKey = randomBytes(32).toString('base64url')
    const who = {
      personId: this.#personOf(shown),
      name: shown,
      role,
      colour: 'p1',
      writer: '',
      key: '',
    } as const
    const { token } = guests.add(who, from, mediaKey)
    return { token, mediaKey, hostName }
  }

  /** @throws DebriefError session.refused for every token but that of a guest in a browser */
  guest = (token: string | undefined): Guest => {
    this.#mustBeAllowed()
    const guest = this.#parts.guests.of(token)
    if (guest.mediaKey === undefined) throw refusedToken()
    return guest
  }

  /** @throws DebriefError session.refused where the host has not let them in */
  admitted = (token: string | undefined): Guest => {
    const guest = this.guest(token)
    if (guest.state === 'admitted') return guest
    throw new DebriefError('session.refused', 'The host has not let you in yet. Wait for the answer.')
  }

  /** Whether a key is that of a guest who may watch. */
  mayWatch(mediaKey: string): boolean {
    return this.allowed && this.#parts.guests.admitted().some(guest => isSame(guest.mediaKey, mediaKey))
  }

  comment(
    guest: Guest,
    { draft, ...said }: { readonly draft: string } & Omit<Said, 'lessonId'>,
  ): Promise<void> {
    const { talk, lessonId } = this.#parts
    return this.#once(guest, draft, () => talk.add(guest.who.personId, { ...said, lessonId }))
  }

  reply(
    guest: Guest,
    {
      draft,
      commentId,
      text,
    }: { readonly draft: string; readonly commentId: CommentId; readonly text: string },
  ): Promise<void> {
    const { talk, lessonId } = this.#parts
    return this.#once(guest, draft, () => talk.reply(guest.who.personId, lessonId, commentId, text))
  }

  async edit(guest: Guest, { id, text }: { readonly id: CommentId; readonly text: string }): Promise<void> {
    await this.#parts.talk.edit(guest.who.personId, this.#parts.lessonId, id, text)
  }

  async remove(guest: Guest, id: CommentId): Promise<void> {
    await this.#parts.talk.remove(guest.who.personId, this.#parts.lessonId, id)
  }

  here = (guest: Guest, where: SessionHere): void => this.#parts.here(guest, where)
  leave = (guest: Guest): void => this.#parts.out(guest, 'left')

  async *stream(guest: Guest, signal: AbortSignal): AsyncGenerator<BrowserEvent, void> {
    guest.streams += 1
    this.#parts.tell()
    try {
      yield* this.#events(guest, signal)
    } finally {
      guest.streams -= 1
      if (guest.streams === 0) this.#parts.left(guest)
    }
  }

  async *#events(guest: Guest, signal: AbortSignal): AsyncGenerator<BrowserEvent, void> {
    const { pulse } = this.#parts
    let said: Guest['state'] | undefined
    let [people, lesson, rubrics] = ['', '', '']
    let words = -1
    while (!signal.aborted) {
      const seen = pulse.count
      if (this.#parts.hasEnded()) return yield { type: 'ended', why: 'ended' }
      if (guest.state === 'refused' || guest.state === 'dismissed')
        return yield { type: 'ended', why: guest.state }
      if (guest.state === 'left') return
      if (said !== guest.state) {
        said = guest.state
        if (said === 'waiting') yield { type: 'waiting' }
        else yield { type: 'admitted', you: guest.id, personId: guest.who.personId }
      }
      if (guest.state === 'admitted') {
        const who = { type: 'people' as const, ...this.#parts.people() }
        if (people !== JSON.stringify(who)) yield who
        people = JSON.stringify(who)
        if (words !== this.#parts.words()) {
          words = this.#parts.words()
          const news = await this.#lesson(guest)
          if (rubrics !== JSON.stringify(news.rubrics)) yield news.rubrics
          rubrics = JSON.stringify(news.rubrics)
          if (lesson !== JSON.stringify(news.lesson)) yield news.lesson
          lesson = JSON.stringify(news.lesson)
        }
      }
      await pulse.past(seen, signal)
    }
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

  /** A guest of an earlier session who bore this very name; else someone new. Nobody who has a Debrief, and nobody who is here now. */
  #personOf(name: string): PersonId {
    const { library, isLocal, installation, guests } = this.#parts
    const here = new Set(guests.all().map(({ who }) => who.personId))
    const before = library()
      .all('person')
      .find(
        person =>
          person.name === name &&
          !isLocal(person.id) &&
          !here.has(person.id) &&
          !library().keys.knownByOther(person.id, installation),
      )
    return before?.id ?? `person:${ulid()}`
  }

  async #once(guest: Guest, draft: string, say: () => Promise<unknown>): Promise<void> {
    const key = `${guest.id} ${draft}`
    const saying = this.#said.get(key) ?? say()
    this.#said.set(key, saying)
    try {
      await saying
    } catch (error) {
      this.#said.delete(key)
      throw error
    }
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
