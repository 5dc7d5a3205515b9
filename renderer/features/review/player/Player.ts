import { createStore } from 'zustand/vanilla'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import type { FrameTimes } from './FrameTimes.ts'
import { FrameStepper, type SteppedPicture } from './frameStep.ts'
import {
  frameMsOf,
  lessonMsOf,
  type MediaClock,
  momentOf,
  NUDGE_MS,
  seekTargetS,
  shownMs,
} from './frameTime.ts'
import { Interlude } from './Interlude.ts'
import { listenToMedia, seekPainted, watchFrames } from './mediaEvents.ts'
import { startOf } from './mediaStart.ts'
import { atRest, type Shuttle, type ShuttleAct, shuttle } from './shuttle.ts'

export type PlayerState = Shuttle & {
  /** There is something to play, and its length is known to the page. */
  ready: boolean
  /** `none`: the page plays it as sound without a picture, though it should have one. */
  picture: 'unknown' | 'shown' | 'none'
  /** The page cannot play the source at all. */
  refused: boolean
  volume: number
  muted: boolean
}

/** Where a lesson has several recordings: which of them leads the clock. */
export type LeadChoice = {
  /** Before the clock is sent to `atMs`. @returns whether another element has taken over and was sent there */
  at(atMs: number): boolean
  /** The leading recording is at its end. @returns whether another one goes on */
  past(): boolean
}

export type FramesOf = (recording: { id: RecordingId; offsetMs: number }) => FrameTimes

/** How long a seek may stay unanswered before the next one goes out all the same. */
const SEEK_PATIENCE_MS = 4_000

/**
 * The lesson's clock: one media element, or none yet (a missing recording, a playable copy still being made), in which case
 * the clock can still be set, and the recording opens there. It tells its listeners of every frame without React.
 */
export class Player {
  readonly state = createStore<PlayerState>(() => ({
    ...atRest,
    ready: false,
    picture: 'unknown',
    refused: false,
    volume: 1,
    muted: false,
  }))
  private readonly listeners = new Set<() => void>()
  private readonly hands = new Set<() => void>()
  private video: HTMLVideoElement | undefined
  private clock: MediaClock = { startS: 0, offsetMs: 0 }
  private durationMs = 0
  private frameLengthMs = frameMsOf(undefined)
  private readonly framesOf: FramesOf | undefined
  /** Absent where there is only one recording. */
  leadChoice: LeadChoice | undefined
  /** Where the clock stands while no media can say it, or while a seek is under way. */
  private wantedMs: number | undefined = 0
  private queuedMs: number | undefined
  /** Where it stood at its last tick: an element that gets another source is at 0 before it says so. */
  private lastMs = 0
  /** Media time of the frame that is on, s. */
  private shownMediaS: number | undefined
  private frameTimes: FrameTimes | undefined
  private stopMs: number | undefined
  private loop: number | undefined
  private backwardsFrom: { atMs: number; sinceMs: number } | undefined
  private detach: () => void = () => undefined
  private readonly stepper = new FrameStepper()
  /** Until the frame of the last seek is on. */
  private coming: Promise<boolean> | undefined
  /** While another source of the same recording takes the place of the one that was shown. */
  private readonly reopening = new Interlude()
  /** The clock stands where it was sent; after playing or a step the picture leads, and the frame's own time counts. */
  private landed = false

  /** @param framesOf where the times of a recording's frames are known; absent where nobody can tell them */
  constructor(framesOf?: FramesOf) {
    this.framesOf = framesOf
  }

  /** What the recording is, as the host says it; lengths in lesson-clock milliseconds. */
  describe(recording: {
    durationMs: number
    fps?: number | undefined
    offsetMs: number
    id?: RecordingId | undefined
  }): void {
    const { id, offsetMs } = recording
    this.durationMs = recording.durationMs
    this.frameTimes = id === undefined ? undefined : this.framesOf?.({ id, offsetMs })
    this.frameLengthMs = frameMsOf(recording.fps)
    this.clock = { ...this.clock, offsetMs: recording.offsetMs }
  }

  /** Takes over a media element, or lets go of it; the clock keeps its place. */
  attach(video: HTMLVideoElement | null): void {
    this.detach()
    this.reopening.end()
    this.coming = undefined
    this.wantedMs = this.nowMs
    this.video = video ?? undefined
    this.shownMediaS = undefined
    this.state.setState({ ready: false, picture: 'unknown', refused: false })
    if (!video) {
      this.detach = () => undefined
      return
    }
    const deafen = listenToMedia(video, {
      loadstart: () => this.opening(),
      // Only now does `currentTime` stand where the recording begins.
      loadeddata: () => this.opened(video),
      resize: () => this.checkPicture(video),
      seeked: () => this.arrived(),
      ended: () => this.ended(),
      play: () => this.hearFromPage(),
      pause: () => this.hearFromPage(),
      error: () => {
        // Where it stood, for the source that takes its place; the element itself is at 0 by then.
        if (this.state.getState().ready) this.wantedMs = this.lastMs
        this.state.setState({ refused: true, ready: false })
        this.reopening.end()
      },
    })
    if (video.error) this.state.setState({ refused: true })
    if (video.readyState >= 2) this.opened(video)
    const unwatch = watchFrames(video, mediaTimeS => {
      this.shownMediaS = mediaTimeS
      this.tick()
    })
    this.detach = () => {
      deafen()
      unwatch()
    }
  }

  /** Lets another element, or for now none, lead the clock from `atMs` on; what was playing goes on. */
  takeOver(video: HTMLVideoElement | null, atMs: number): void {
    this.queuedMs = undefined
    this.wantedMs = atMs
    this.attach(video)
  }

  /** Whether the picture is really moving now, and not waiting for its data or a seek. */
  get isRunning(): boolean {
    const { video } = this
    return video !== undefined && !video.paused && !video.seeking && video.readyState > 2
  }

  /** The clock was sent somewhere, and the element is not there yet. */
  get isSeeking(): boolean {
    return this.wantedMs !== undefined && this.state.getState().ready
  }

  /** The first frame may be on before it is known where the recording begins, so its time is reckoned when it is asked for. */
  private get shownFrameMs(): number | undefined {
    return this.shownMediaS === undefined ? undefined : lessonMsOf(this.shownMediaS, this.clock)
  }

  /** Lesson-clock milliseconds, with their fraction. */
  get nowMs(): number {
    if (this.queuedMs !== undefined) return this.queuedMs
    if (this.wantedMs !== undefined) return this.wantedMs
    if (!this.video) return 0
    // It gets another source, and has not said so yet.
    if (this.video.readyState === 0 && this.state.getState().ready) return this.lastMs
    // Where the clock was sent, without the nudge, or every jump from here would add another.
    const nudgeMs = this.landed ? NUDGE_MS : 0
    return Math.max(0, lessonMsOf(this.video.currentTime, this.clock) - nudgeMs)
  }
  /** What the clock shows: the time of the frame that is on. */
  get shownMs(): number {
    if (this.stepper.isStepping && this.shownFrameMs !== undefined) return this.shownFrameMs
    return this.wantedMs === undefined ? shownMs(this.nowMs, this.shownFrameMs) : this.nowMs
  }
  /** The moment to write down for what is on the screen now, in whole milliseconds. */
  get momentMs(): number {
    const sent = this.wantedMs !== undefined || this.landed
    const moment = sent ? Math.floor(this.nowMs + 0.01) : momentOf(this.nowMs, this.shownFrameMs)
    return Math.min(moment, this.durationMs)
  }
  get lengthMs(): number {
    return this.durationMs
  }

  /** Calls `listen` at every new frame, seek, start and stop. @returns to stop listening */
  onTick(listen: () => void): () => void {
    this.listeners.add(listen)
    return () => this.listeners.delete(listen)
  }

  /** Calls `listen` whenever the clock is sent, started or stopped from outside. @returns to stop listening */
  onHand(listen: () => void): () => void {
    this.hands.add(listen)
    return () => this.hands.delete(listen)
  }
  private byHand(): void {
    for (const listen of this.hands) listen()
  }

  /** Runs the picture a little faster or slower than its speed, which stays what it is; until the speed is set anew. */
  haste(factor: number): void {
    if (this.video) this.video.playbackRate = this.state.getState().speed * factor
  }

  /** Shows the frame that is on at `atMs`. Seeks while one is under way are skipped but for the last. */
  seekTo(atMs: number): void {
    this.byHand()
    this.stopMs = undefined
    this.go(atMs)
  }

  jump(byMs: number): void {
    this.seekTo(this.nowMs + byMs)
  }

  /** To the very next or previous frame, whatever the frame rate does; sound-only recordings move by a frame's time. */
  async step(by: 1 | -1): Promise<void> {
    this.act({ do: 'pause' })
    const { video } = this
    const shown = this.state.getState().picture === 'shown' && this.shownFrameMs !== undefined
    if (!video || !(shown || this.reopening.isOn)) {
      this.seekTo(this.nowMs + by * this.frameLengthMs)
      return
    }
    await this.stepper.step(by, async () => {
      // Another source shows first the frame that was on, and the step goes from there; as it does from the end of a jump.
      await this.reopening.over
      await this.settled()
      return this.steppedPicture()
    })
  }

  private steppedPicture(): SteppedPicture {
    const { frameTimes, frameLengthMs, durationMs: lengthMs } = this
    return {
      frameLengthMs,
      lengthMs,
      shownFrameMs: () => this.shownFrameMs,
      neighbour: async (frameMs, towards) => frameTimes?.neighbour(frameMs, towards),
      show: ({ atMs, lookMs }) => {
        this.stopMs = undefined
        this.go(atMs, lookMs)
        return this.settled()
      },
      trust: frameMs => {
        this.shownMediaS = (frameMs - this.clock.offsetMs) / 1000 + this.clock.startS
        this.tick()
      },
    }
  }

  /** Plays one stretch and stops at its end. */
  playRange(fromMs: number, toMs: number): void {
    this.byHand()
    this.go(fromMs)
    this.stopMs = toMs
    const { rate, speed } = this.state.getState()
    if (rate <= 0) this.apply({ rate: speed, speed })
  }

  act(act: ShuttleAct): void {
    this.byHand()
    const { rate, speed } = this.state.getState()
    const atEnd = this.nowMs >= this.durationMs - this.frameLengthMs
    if (rate === 0 && atEnd && (act.do === 'toggle' || act.do === 'faster')) this.go(0)
    if (act.do !== 'speed') this.stopMs = undefined
    this.apply(shuttle({ rate, speed }, act))
  }

  setVolume(volume: number): void {
    this.state.setState({ volume, muted: false })
  }

  toggleMuted(): void {
    this.state.setState(({ muted }) => ({ muted: !muted }))
  }

  /** Stops everything; the player is of no use after this. */
  close(): void {
    this.attach(null)
    if (this.loop !== undefined) cancelAnimationFrame(this.loop)
    this.listeners.clear()
    this.hands.clear()
  }

  private tick(): void {
    if (this.state.getState().ready) this.lastMs = this.nowMs
    for (const listen of this.listeners) listen()
  }

  /** A new source begins to load into the same element: the clock keeps the place it had. */
  private opening(): void {
    const { ready } = this.state.getState()
    this.wantedMs = ready ? this.lastMs : this.nowMs
    if (ready) this.reopening.begin()
    this.coming = undefined
    this.queuedMs = undefined
    this.shownMediaS = undefined
    this.state.setState({ ready: false, picture: 'unknown', refused: false })
  }

  private opened(video: HTMLVideoElement): void {
    const startS = startOf(video)
    this.clock = { ...this.clock, startS }
    video.preservesPitch = true
    this.checkPicture(video)
    const atMs = this.nowMs
    this.state.setState({ ready: true, refused: false })
    this.wantedMs = undefined
    this.queuedMs = undefined
    if (atMs > 0 || video.currentTime !== startS) this.go(atMs)
    void this.settled().then(() => this.reopening.end())
    this.apply(this.state.getState())
    this.tick()
  }

  private checkPicture(video: HTMLVideoElement): void {
    if (video.readyState < 2) return
    this.state.setState({ picture: video.videoWidth > 0 ? 'shown' : 'none' })
  }

  /** @param lookMs where the picture is looked for, if not at that very moment */
  private go(atMs: number, lookMs = atMs): void {
    const target = Math.min(Math.max(0, atMs), this.durationMs)
    if (this.leadChoice?.at(target)) return
    const { video } = this
    if (!video || !this.state.getState().ready) this.wantedMs = target
    else if (this.wantedMs !== undefined) this.queuedMs = target
    else {
      this.wantedMs = target
      const fromS = video.currentTime
      video.currentTime = seekTargetS(Math.max(target, Math.min(lookMs, this.durationMs)), this.clock)
      const coming = seekPainted(video, fromS).finally(() => {
        if (this.coming === coming) this.coming = undefined
      })
      this.coming = coming
      setTimeout(() => {
        if (this.wantedMs === target) this.arrived()
      }, SEEK_PATIENCE_MS)
    }
    if (this.backwardsFrom) this.backwardsFrom = { atMs: target, sinceMs: performance.now() }
    this.tick()
  }

  private arrived(): void {
    const next = this.queuedMs
    this.queuedMs = undefined
    this.wantedMs = undefined
    this.landed = !this.stepper.isStepping
    if (next !== undefined) {
      this.go(next)
      return
    }
    if (this.state.getState().rate === 0) this.frameTimes?.restsAt(this.nowMs)
    this.tick()
  }

  /** When the seeks under way are over. @returns whether the frame of the last one was seen to come on */
  private async settled(): Promise<boolean> {
    let seen = false
    while (this.coming) seen = await this.coming
    return seen
  }

  private ended(): void {
    if (this.state.getState().rate <= 0 || this.leadChoice?.past()) return
    this.apply(shuttle(this.state.getState(), { do: 'ended' }))
  }

  /** The page itself may stop or start the element (media keys, a phone call): the transport must not lie. */
  private hearFromPage(): void {
    const { video } = this
    // Chromium stops what it cannot decode. Nobody asked for that: what takes its place goes on.
    if (!video || video.error) return
    const { rate, speed } = this.state.getState()
    if (video.paused && rate > 0 && !video.ended && video.readyState > 0) this.state.setState({ rate: 0 })
    if (!video.paused && rate <= 0) this.state.setState({ rate: speed })
    this.run()
  }

  private apply({ rate, speed }: Shuttle): void {
    this.state.setState({ rate, speed })
    if (rate !== 0) this.landed = false
    const { video } = this
    this.backwardsFrom = rate < 0 ? { atMs: this.nowMs, sinceMs: performance.now() } : undefined
    if (video && this.state.getState().ready) {
      video.playbackRate = speed
      if (rate > 0 && video.paused) {
        video.play().catch((error: unknown) => {
          // A pause or a new source overtook the start: what the element does now is what counts.
          if (!(error instanceof DOMException)) throw error
          if (error.name === 'NotSupportedError') this.state.setState({ refused: true })
          this.hearFromPage()
        })
      } else if (rate <= 0 && !video.paused) video.pause()
    }
    this.run()
    this.tick()
  }

  /** Ticks with the screen while something moves. */
  private run(): void {
    if (this.loop !== undefined) return
    const turn = () => {
      const { rate } = this.state.getState()
      if (rate === 0) {
        this.loop = undefined
        this.tick()
        return
      }
      this.loop = requestAnimationFrame(turn)
      if (this.backwardsFrom) this.turnBack(rate)
      else if (this.stopMs !== undefined && this.nowMs >= this.stopMs) this.stopAt(this.stopMs)
      else this.tick()
    }
    this.loop = requestAnimationFrame(turn)
  }

  private turnBack(rate: number): void {
    const from = this.backwardsFrom
    if (!from) return
    const atMs = from.atMs + rate * (performance.now() - from.sinceMs)
    if (atMs <= 0) {
      this.go(0)
      this.apply(shuttle(this.state.getState(), { do: 'pause' }))
      return
    }
    if (this.wantedMs !== undefined && this.state.getState().ready) return
    const keep = { ...from }
    this.go(atMs)
    this.backwardsFrom = keep
  }

  private stopAt(stopMs: number): void {
    this.stopMs = undefined
    this.apply(shuttle(this.state.getState(), { do: 'pause' }))
    this.go(stopMs)
  }
}
