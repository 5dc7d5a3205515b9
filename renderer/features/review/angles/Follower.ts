import { lessonMsOf, type MediaClock, seekTargetS } from '../player/frameTime.ts'
import { listenToMedia } from '../player/mediaEvents.ts'
import { startOf } from '../player/mediaStart.ts'
import type { Player } from '../player/Player.ts'
import { covers } from './arrangement.ts'
import { Steering } from './Steering.ts'

/** Where a recording lies on the clock that is followed. */
export type FollowedPlace = { readonly offsetMs: number; readonly durationMs: number }

/** A seek while playing takes about this long; the first one, before one was measured. */
const USUAL_SEEK_MS = 120
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
  private readonly steering = new Steering()
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
    const { video, master, heard } = this
    this.sentS = Number.NaN
    if (video.seeking) return
    // Where the pitch is kept, each change of speed leaves a hole of 25 ms in Chromium; without it, it leaves nothing. Nobody hears a
    // silent one's pitch, nor the three percent by which one that is heard is bent.
    video.preservesPitch = heard && rate !== 1
    const at = performance.now()
    const steer = this.steering.turn({
      at,
      errorMs: lessonMsOf(video.currentTime, clock) - nowMs,
      rate,
      running: master.isRunning,
      heard,
      standing: video.paused && !video.ended,
    })
    if (steer.rate !== undefined) video.playbackRate = steer.rate
    if (steer.pause) video.pause()
    if (steer.play) this.start()
    if (steer.seek) {
      this.soughtAt = at
      const ahead = master.isRunning ? this.seekMs * rate : 0
      video.currentTime = seekTargetS(nowMs + ahead, clock)
    }
  }

  private start(): void {
    this.video.play().catch((error: unknown) => {
      // A pause or a new source overtook the start; the next turn looks again.
      if (!(error instanceof DOMException)) throw error
    })
  }
}
