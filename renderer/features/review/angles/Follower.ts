import { lessonMsOf, type MediaClock, seekTargetS } from '../player/frameTime.ts'
import { listenToMedia } from '../player/mediaEvents.ts'
import { startOf } from '../player/mediaStart.ts'
import type { Player } from '../player/Player.ts'
import { covers } from './arrangement.ts'
import { followStep, middleOf } from './followRule.ts'

/** Where a recording lies on the clock that is followed. */
export type FollowedPlace = { readonly offsetMs: number; readonly durationMs: number }

/** A seek while playing takes about this long; the first one, before one was measured. */
const USUAL_SEEK_MS = 120
/** So long it is read before anything is done: single readings are late now and then. */
const READ_MS = 120
/** After its speed was changed it takes this long until its time shows it. */
const SETTLE_MS = 350
/** No change of speed costs more than this. */
const MOST_COST_MS = 60
/** Farther off than this is no late reading. */
const FAR_MS = 600
/** After a jump the element gets this long to find its feet. */
const AFTER_SEEK_MS = 400

/**
 * Keeps one media element on a player's clock: paused it shows the very frame of the clock's moment, playing it is held near
 * it by its speed. The player's own element is never among those that follow.
 */
export class Follower {
  private place: FollowedPlace
  private heard = false
  private readonly master: Player
  private readonly video: HTMLVideoElement
  private readonly stop: () => void
  /** Where it was sent while paused; the same place is not sought twice. */
  private sentS: number | undefined
  private seekMs = USUAL_SEEK_MS
  private soughtAt = Number.NEGATIVE_INFINITY
  /** What was read since, and until when nothing is read, or the speed is another one. */
  private readings: { readonly at: number; readonly errorMs: number }[] = []
  private restUntil = 0
  private bentUntil: number | undefined
  private steadyRate: number | undefined
  /** What changes of speed have left behind so far, ms; learned from each. */
  private costMs = 0
  private hasBent = false
  private closed = false

  constructor(master: Player, video: HTMLVideoElement, place: FollowedPlace) {
    this.master = master
    this.video = video
    this.place = place
    const again = () => this.turn()
    const unlisten = listenToMedia(video, {
      loadstart: () => {
        this.sentS = undefined
      },
      loadeddata: again,
      seeked: () => {
        if (this.master.isRunning) this.seekMs = Math.min(600, performance.now() - this.soughtAt)
        this.turn()
      },
      canplay: again,
    })
    const untick = master.onTick(again)
    this.stop = () => {
      unlisten()
      untick()
    }
    this.turn()
  }

  move(place: FollowedPlace): void {
    this.place = place
    this.sentS = undefined
    this.turn()
  }

  /** @param heard its sound is the one that is heard, so that its speed may hardly be bent */
  listen(heard: boolean): void {
    this.heard = heard
  }

  /** Lets go of the element where it is. */
  close(): void {
    this.closed = true
    this.stop()
  }

  private turn(): void {
    const { video, master, place } = this
    if (this.closed || video.readyState < 1 || video.error) return
    // The beginning is known once the first data is there, and not before.
    if (video.readyState < 2 && this.sentS === undefined && !video.seeking) return
    const clock: MediaClock = { startS: startOf(video), offsetMs: place.offsetMs }
    const nowMs = master.nowMs
    const { rate } = master.state.getState()
    if (rate > 0 && covers(place, nowMs)) this.keepUp(clock, nowMs, rate)
    else this.show(clock, nowMs)
  }

  /** The frame of this moment; before its beginning the first, after its end the last. */
  private show(clock: MediaClock, nowMs: number): void {
    const { video, place } = this
    if (!video.paused) {
      video.pause()
      this.sentS = undefined
    }
    const within = Math.min(Math.max(nowMs, place.offsetMs), place.offsetMs + place.durationMs)
    const target = seekTargetS(within, clock)
    // Until the seek under way is over, another one would only make both late.
    if (video.seeking || (this.sentS !== undefined && Math.abs(this.sentS - target) < 0.0002)) return
    this.sentS = target
    this.soughtAt = performance.now()
    video.currentTime = target
  }

  private keepUp(clock: MediaClock, nowMs: number, rate: number): void {
    const { video } = this
    const at = performance.now()
    this.sentS = Number.NaN
    if (video.seeking) return
    if (video.paused && !video.ended) this.start(at, rate)
    if (this.bentUntil !== undefined) {
      if (at < this.bentUntil) return
      this.steady(at, rate)
    }
    if (this.steadyRate !== rate) this.steady(at, rate)
    const errorMs = lessonMsOf(video.currentTime, clock) - nowMs
    if (at < this.restUntil && Math.abs(errorMs) < FAR_MS) return
    this.readings.push({ at, errorMs })
    const [first] = this.readings
    if (this.readings.length < 3 || !first || at - first.at < READ_MS) return
    const middle = middleOf(this.readings.map(reading => reading.errorMs))
    this.readings = []
    this.correct(clock, nowMs, { at, rate, errorMs: middle })
  }

  private correct(
    clock: MediaClock,
    nowMs: number,
    { at, rate, errorMs }: { readonly at: number; readonly rate: number; readonly errorMs: number },
  ): void {
    const { video, master, heard } = this
    if (this.hasBent) {
      this.hasBent = false
      this.costMs = Math.min(MOST_COST_MS, Math.max(-MOST_COST_MS, this.costMs + errorMs / 2))
    }
    const step = followStep({ errorMs, costMs: this.costMs, rate, running: master.isRunning, heard })
    if (step.do === 'seek' && at - this.soughtAt >= AFTER_SEEK_MS) {
      this.soughtAt = at
      const ahead = master.isRunning ? this.seekMs * rate : 0
      video.currentTime = seekTargetS(nowMs + ahead, clock)
      this.restUntil = at + SETTLE_MS
    } else if (step.do === 'hold' && !video.paused) {
      video.pause()
      this.restUntil = at
    } else if (step.do === 'bend') {
      video.playbackRate = step.rate
      this.hasBent = true
      this.bentUntil = at + step.forMs
    }
  }

  /** Goes on at the clock's own speed, and is left alone until its time shows it. */
  private steady(at: number, rate: number): void {
    this.bentUntil = undefined
    this.readings = []
    this.steadyRate = rate
    this.video.playbackRate = rate
    this.restUntil = at + SETTLE_MS
  }

  private start(at: number, rate: number): void {
    // Held because the leading picture waits: it goes on when that does.
    if (!this.master.isRunning) return
    this.steady(at, rate)
    this.video.play().catch((error: unknown) => {
      // A pause or a new source overtook the start; the next turn looks again.
      if (!(error instanceof DOMException)) throw error
    })
  }
}
