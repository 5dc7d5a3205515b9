import { followStep, type Playhead, placeAt } from '../../electron/contract/session/follow.ts'
import { api } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'

const LOOK_EVERY_MS = 200
const TELL_EVERY_MS = 1000
/** After a jump the picture gets this long before it is judged again. */
const SETTLE_MS = 700
/** What counts as a jump: more than a stall of the picture. */
const JUMP_MS = 150

/** Plays the recording of a lesson, tells the others where it is, and goes where the leader is for as long as it follows. */
export class Picture {
  readonly #video: HTMLVideoElement
  /** Lesson-clock time of the recording's first moment, ms. */
  readonly #beginsMs: number
  readonly #timer: ReturnType<typeof setInterval>
  readonly #listeners = new Set<() => void>()
  #told: Playhead | undefined
  #quietUntilMs = 0
  /** When it was looked at last, on this machine’s clock. */
  lookedAtMs = Date.now()
  follows = true
  /** An act by hand ended the following; nobody asked for that in so many words. */
  stopped = false
  typing = false
  /** The browser plays nothing before the first click on the page. */
  held = false

  constructor(video: HTMLVideoElement, beginsMs: number) {
    this.#video = video
    this.#beginsMs = beginsMs
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#video.pause()
  }

  /** Tells whenever the picture, or what it follows, may have become another. @returns stops it */
  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** On the lesson clock. */
  get atMs(): number {
    return Math.max(0, Math.round(this.#video.currentTime * 1000 + this.#beginsMs))
  }

  get playing(): boolean {
    return !this.#video.paused
  }

  /** By hand: whoever looks for themselves does not follow any more. */
  toggle(): void {
    this.stopFollowing()
    if (this.playing) this.#video.pause()
    else this.#play()
    this.#changed()
  }
  goTo(atMs: number): void {
    this.stopFollowing()
    this.#seek(atMs)
  }
  pause(): void {
    this.stopFollowing()
    this.#video.pause()
  }
  setSpeed(speed: number): void {
    this.stopFollowing()
    this.#video.playbackRate = speed
    this.#changed()
  }
  setFollows(on: boolean): void {
    this.follows = on
    this.stopped = false
    this.#look()
    this.tell()
  }
  stopFollowing(): void {
    if (!this.follows || !this.#leader()) return
    this.setFollows(false)
    this.stopped = true
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  tell(): void {
    const { playbackRate } = this.#video
    const playhead = { atMs: this.atMs, playing: this.playing, rate: playbackRate, clockMs: Date.now() }
    this.#told = playhead
    const { offsetMs, phase } = useGuestRoom.getState()
    if (phase !== 'in') return
    const where = { ...playhead, clockMs: playhead.clockMs + offsetMs }
    // Where it could not be told, the stream says that the host is lost; the next turn tells again.
    api.here({ playhead: where, typing: this.typing, follows: this.follows }).catch(() => undefined)
  }

  /** Where the leader is, on this machine's clock; nothing where this page leads. */
  #leader(): Playhead | undefined {
    const { people, leaderId, you, offsetMs } = useGuestRoom.getState()
    const head = leaderId === you ? undefined : people.find(({ id }) => id === leaderId)?.playhead
    return head && { ...head, clockMs: head.clockMs - offsetMs }
  }

  #look(): void {
    const now = Date.now()
    this.lookedAtMs = now
    const lead = this.#leader()
    if (this.follows && lead && !this.#video.seeking) this.#follow(lead, now)
    const told = this.#told
    const isNews =
      !told ||
      told.playing !== this.playing ||
      Math.abs(this.atMs - placeAt(told, now)) > JUMP_MS ||
      (this.playing && now - told.clockMs > TELL_EVERY_MS)
    if (isNews && !this.#video.seeking) this.tell()
    this.#changed()
  }

  #follow(lead: Playhead, nowMs: number): void {
    if (lead.playing && nowMs < this.#quietUntilMs) return
    const step = followStep(lead, { atMs: this.atMs, nowMs })
    if (step.kind === 'pause') {
      this.#video.pause()
      if (Math.abs(this.atMs - step.atMs) > 1) this.#seek(step.atMs)
      return
    }
    if (step.kind === 'seek') {
      this.#quietUntilMs = nowMs + SETTLE_MS
      this.#seek(step.atMs)
    }
    this.#video.playbackRate = Math.min(16, Math.max(0.1, step.rate))
    if (!this.playing) this.#play()
  }

  #seek(atMs: number): void {
    const { duration } = this.#video
    const most = Number.isFinite(duration) ? duration : Number.MAX_SAFE_INTEGER
    this.#video.currentTime = Math.min(most, Math.max(0, (atMs - this.#beginsMs) / 1000))
    this.#changed()
  }

  #play(): void {
    this.#video.play().then(
      () => {
        this.held = false
      },
      (error: unknown) => {
        this.held = error instanceof DOMException && error.name === 'NotAllowedError'
      },
    )
  }
}
