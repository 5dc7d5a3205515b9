import { followStep, type Playhead } from '../../../../electron/contract/session/follow.ts'
import type { Player } from '../player/Player.ts'

/** After a jump the picture gets this long before it is judged again. */
const SETTLE_MS = 700
const FIRST_GUESS_MS = 150
const MOST_SEEK_MS = 1500
/** A change of speed costs a slow machine some time of its own, so small ones are not worth it. */
const LEAST_HASTE = 0.01

/** Drives the room's player to where the leader of a session is; hears where someone takes it into their own hands. */
export class SessionFollower {
  readonly #player: Player
  readonly #stop: () => void
  #driving = false
  #quietUntilMs = 0
  #soughtAtMs: number | undefined
  /** How long a jump takes here, as the last ones did. */
  #seekMs = FIRST_GUESS_MS
  #haste = 1
  #restsAtMs: number | undefined

  constructor(player: Player, byHand: () => void) {
    this.#player = player
    this.#stop = player.onHand(() => {
      if (!this.#driving) byHand()
    })
  }

  /** Looks where the picture is and does what brings it to the leader. */
  look(lead: Playhead | undefined, nowMs: number): void {
    const player = this.#player
    if (!lead || player.isSeeking) return
    if (this.#soughtAtMs !== undefined) {
      this.#seekMs = Math.min(MOST_SEEK_MS, Math.max(0, nowMs - this.#soughtAtMs))
      this.#soughtAtMs = undefined
    }
    if (lead.playing && nowMs < this.#quietUntilMs) return
    const step = followStep(lead, { atMs: player.nowMs, nowMs, seekMs: this.#seekMs })
    this.#driving = true
    try {
      if (step.kind === 'pause') this.#rest(step.atMs)
      else {
        this.#restsAtMs = undefined
        if (step.kind === 'seek') this.#jump(step.atMs, nowMs)
        this.#run(lead.rate, step.rate)
      }
    } finally {
      this.#driving = false
    }
  }

  end(): void {
    this.#stop()
    this.#hurry(1)
  }

  #rest(atMs: number): void {
    const player = this.#player
    if (player.state.getState().rate !== 0) player.act({ do: 'pause' })
    this.#hurry(1)
    // Past the end of a shorter copy it can go no further, and need not try again and again.
    if (this.#restsAtMs === atMs || player.momentMs === atMs) return
    this.#restsAtMs = atMs
    player.seekTo(atMs)
  }

  #jump(atMs: number, nowMs: number): void {
    this.#soughtAtMs = nowMs
    this.#quietUntilMs = nowMs + SETTLE_MS
    this.#player.seekTo(atMs)
  }

  #run(speed: number, rate: number): void {
    const player = this.#player
    if (player.state.getState().speed !== speed) player.act({ do: 'speed', speed })
    if (player.state.getState().rate <= 0) player.act({ do: 'toggle' })
    this.#hurry(rate / speed)
  }

  #hurry(haste: number): void {
    if (Math.abs(haste - this.#haste) < LEAST_HASTE && haste !== 1) return
    if (haste === this.#haste) return
    this.#haste = haste
    this.#player.haste(haste)
  }
}
