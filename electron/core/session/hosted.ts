import type { SessionHere, SessionPerson, SessionView } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import { showCode } from '../../contract/session/code.ts'
import type { DoorEvent } from '../../contract/session/door.ts'
import { createSerial } from '../library/serial.ts'
import { makeKnown } from './admission.ts'
import type { KeptSeats } from './brokenOff.ts'
import { BrowserGuests } from './browserGuests.ts'
import type { BrowserTalk } from './browserTalk.types.ts'
import { type DoorCertificate, shownFingerprint } from './certificate.ts'
import { GatheredNews } from './gatheredNews.ts'
import type { Guest } from './guest.types.ts'
import { guestStream, type Heard, type Own } from './guestStream.ts'
import { createGuests, letInOrThrow, refusedToken } from './guests.ts'
import { type Answer, createLock } from './lock.ts'
import { freshOf, type NewsParts, sha256 } from './news.ts'
import { HOST_ID, peopleOf, type Who, waitingView } from './participants.ts'
import { Pulse } from './pulse.ts'
import { checkPushed, type PushedFile } from './pushed.ts'

export interface HostedParts extends NewsParts {
  readonly browserTalk: BrowserTalk
  nowMs(): number
  readonly installation: string
  sign(statement: Uint8Array): string
  /** Whether someone speaks at this machine, now or at other times. */
  isLocal(id: string): boolean
  /** Whether someone sits at this machine now. */
  isPresent(id: string): boolean
  /** A colour that few people of the library have. */
  freeColour(): PersonColour
  /** Told at whatever pages show. */
  changed(): void
  /** Told whenever others are in than before. */
  admittedChanged(seats: KeptSeats): void
}

interface Hosting {
  readonly lessonId: LessonId
  readonly host: Who
  readonly certificate: DoorCertificate
  /** Who was in when this session broke off. */
  readonly before: KeptSeats
}

/** A live session on the host's side: who is there, what they may, and what they hear of. */
export class HostedSession {
  readonly lessonId: LessonId
  readonly #parts: HostedParts
  readonly #host: Who
  readonly #fingerprint: string
  readonly #lock: ReturnType<typeof createLock>
  readonly #guests: ReturnType<typeof createGuests>
  /** Those who have a browser and no Debrief. */
  readonly browser: BrowserGuests
  /** Something that guests hear of: people, or words. */
  readonly #pulse = new Pulse()
  readonly #heard: Heard
  readonly #inTurn = createSerial()
  #words = 0
  readonly #news: GatheredNews
  #leaderId = HOST_ID
  #hostHere: SessionHere | undefined
  #ended = false

  constructor(parts: HostedParts, { lessonId, host, certificate, before }: Hosting) {
    this.#parts = parts
    this.lessonId = lessonId
    this.#host = host
    this.#fingerprint = shownFingerprint(certificate)
    this.#news = new GatheredNews(parts, host.id, lessonId, parts.changed)
    this.#guests = createGuests({ ...parts, before })
    this.#lock = createLock({
      nowMs: parts.nowMs,
      certificate: certificate.fingerprint,
      installation: parts.installation,
      sign: parts.sign,
      rotated: parts.changed,
    })
    this.#heard = {
      pulse: this.#pulse,
      people: () => ({ people: this.#people(), leaderId: this.#leaderId }),
      words: () => this.#words,
      hasEnded: () => this.#ended,
      left: this.#lost.bind(this),
      tell: this.#tell.bind(this),
    }
    this.browser = new BrowserGuests({
      ...parts,
      ...this.#heard,
      lessonId,
      hostName: host.name,
      lock: this.#lock,
      guests: this.#guests,
      talk: parts.browserTalk,
      news: () => this.#news.at(this.#words),
      here: this.here.bind(this),
      out: this.#out.bind(this),
    })
  }

  view(addresses: readonly string[], port: number): SessionView {
    return {
      side: 'host',
      lessonId: this.lessonId,
      people: this.#people(HOST_ID),
      leaderId: this.#leaderId,
      addresses: [...addresses],
      port,
      code: showCode(this.#lock.code()),
      codeChanged: this.#lock.rotations(),
      waiting: this.#guests.waiting().map(guest => waitingView(guest, this.#parts)),
      withheld: [...this.#news.withheld],
      browser: this.browser.allowed,
      fingerprint: this.#fingerprint,
    }
  }

  wordsChanged(): void {
    this.#words += 1
    this.#pulse.beat()
  }

  hello = () => this.#lock.hello()

  /** @throws DebriefError session.refused */
  async prove(answer: Answer, from: string) {
    this.#mustRun()
    const proven = await this.#lock.prove(answer)
    this.#mustRun()
    const { personId } = answer.guest
    if (this.#parts.isPresent(personId) || personId === this.#host.id)
      throw new DebriefError(
        'session.refused',
        'Someone at the host’s machine speaks as the person that you chose. Choose who speaks at yours, then join again.',
        { subject: 'person' },
      )
    const { guest, token } = this.#guests.add(answer.guest, from)
    return { ...proven, guestId: guest.id, token, hostName: this.#host.name }
  }

  /** Lets a guest in, or does not. @throws DebriefError notFound, disk.full, disk.failed, library.readOnly */
  async answer(guestId: string, admit: boolean): Promise<void> {
    const guest = this.#find(guestId, 'waiting')
    if (admit) await makeKnown(guest, this.#host.id, this.#parts)
    // Gone meanwhile, or answered twice.
    if (guest.state === 'waiting') this.#guests.answer(guest, admit)
    this.#tell()
  }

  dismiss(guestId: string): void {
    this.#out(this.#find(guestId, 'admitted'), 'dismissed')
  }

  guest = (token: string | undefined): Guest => {
    this.#mustRun()
    const guest = this.#guests.of(token)
    if (guest.browser) throw refusedToken()
    return guest
  }

  /** A guest who was let in. @throws DebriefError session.refused */
  admitted = (token: string | undefined): Guest => letInOrThrow(this.guest(token))

  leave(guest: Guest): void {
    this.#out(guest, 'left')
  }

  here(guest: Guest | undefined, where: SessionHere): void {
    if (guest) guest.here = where
    else this.#hostHere = where
    this.#tell()
  }

  /** @param by who asks; undefined for the host @throws DebriefError session.refused, notFound */
  lead(by: Guest | undefined, to: string): void {
    if (by && by.id !== this.#leaderId)
      throw new DebriefError(
        'session.refused',
        'Only who leads can give the lead to another. Ask them for it.',
      )
    const isThere =
      to === HOST_ID || this.#guests.admitted().some(({ id, streams }) => id === to && streams > 0)
    if (!isThere)
      throw new DebriefError('notFound', 'They are not here just now, so they cannot lead.', { subject: to })
    this.#leaderId = to
    this.#tell()
  }

  /** Takes in a guest's own file. @throws DebriefError session.refused, disk.full, disk.failed, library.readOnly */
  push(guest: Guest, pushed: PushedFile): Promise<void> {
    return this.#inTurn(async () => {
      const library = this.#parts.library()
      const brought = await checkPushed(pushed, { library, lessonId: this.lessonId, guest: guest.who })
      if (guest.state !== 'admitted') this.#mustRun()
      guest.handed.add(sha256(pushed.file))
      await library.takeIn(this.#host.id, brought)
    })
  }

  /** A recording that guests may watch; undefined for every other. */
  async watchable(recordingId: string): Promise<Recording | undefined> {
    const recording = this.#parts.library().find('recording', recordingId)
    if (recording?.lessonId !== this.lessonId || (await this.#parts.isMasked(recording))) return undefined
    return recording
  }

  /** What a guest hears of, from now on. @param known SHA-256 of the files that they have */
  stream(guest: Guest, known: readonly string[], signal: AbortSignal): AsyncGenerator<DoorEvent, void> {
    const files = new Set(known)
    let told = { catalog: '', recordings: '' }
    const own: Own<DoorEvent, 'refused' | 'dismissed'> = {
      endings: ['refused', 'dismissed'],
      admitted: { type: 'admitted', lessonId: this.lessonId },
      news: async () => {
        const news = await this.#news.at(this.#words)
        const { fresh, ...rest } = freshOf(news, files, { ...told, handed: guest.handed })
        told = rest
        return fresh ? [fresh] : []
      },
    }
    return guestStream(guest, this.#heard, own, signal)
  }

  /** Everyone hears of it; their tokens are worth nothing from now on. */
  end(): void {
    this.#ended = true
    this.#guests.clear()
    this.#pulse.beat()
  }

  #people(you?: string): SessionPerson[] {
    return peopleOf({ ...this.#host, here: this.#hostHere }, this.#guests.admitted(), you)
  }

  #lost(guest: Guest): void {
    // Who does not wait for the answer any more is not asking.
    if (guest.state !== 'admitted') this.#guests.drop(guest)
    if (this.#leaderId === guest.id) this.#leaderId = HOST_ID
    this.#tell()
  }

  #out(guest: Guest, state: 'dismissed' | 'left'): void {
    guest.state = state
    this.#guests.drop(guest)
    if (this.#leaderId === guest.id) this.#leaderId = HOST_ID
    this.#tell()
  }

  #tell(): void {
    this.#pulse.beat()
    this.#parts.changed()
  }

  #find(id: string, state: Guest['state']): Guest {
    const guest = this.#guests.find(id)
    if (guest?.state === state) return guest
    throw new DebriefError('notFound', 'They are not there any more. Nothing was changed.', { subject: id })
  }

  #mustRun(): void {
    if (this.#ended) throw new DebriefError('session.refused', 'This session has ended.')
  }
}
