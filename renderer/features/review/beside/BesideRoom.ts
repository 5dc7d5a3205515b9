import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { LessonClock } from '../masks/useMasksNow.ts'
import { frameTimesOf } from '../player/knownFrames.ts'
import { Player } from '../player/Player.ts'

/** Two moments, one of each lesson, that are shown at the same time. */
export type Tie = { readonly hereMs: number; readonly thereMs: number }

export type BesideUi = {
  /** The lesson that stands beside this one. */
  readonly lessonId: LessonId | undefined
  readonly tie: Tie | undefined
  /** The playing keys, and the sound, are the other lesson's. */
  readonly keysThere: boolean
  /** Someone is choosing a lesson. */
  readonly asking: boolean
}

/** Where the other lesson stands when this one stands at `nowMs`. */
export const tiedMs = (nowMs: number, { hereMs, thereMs }: Tie): number => nowMs + thereMs - hereMs

/**
 * Where a recording of the tied lesson would lie on this lesson's clock.
 * @param offsetMs on its own lesson's clock
 */
export const tiedOffsetMs = (offsetMs: number, { hereMs, thereMs }: Tie): number =>
  offsetMs - (thereMs - hereMs)

const keptTie = z.object({ hereMs: z.number(), thereMs: z.number() })

/** Another lesson beside the one of the room: with a clock of its own, or tied to the room's. */
export class BesideRoom {
  readonly ui: StoreApi<BesideUi> = createStore<BesideUi>(() => ({
    lessonId: undefined,
    tie: undefined,
    keysThere: false,
    asking: false,
  }))
  /** The other lesson's clock, while the two are not tied. */
  readonly player = new Player(frameTimesOf)
  private readonly here: Player
  private readonly lessonId: LessonId

  constructor(here: Player, lessonId: LessonId) {
    this.here = here
    this.lessonId = lessonId
    const there = () => this.thereMs
    this.clock = {
      get nowMs() {
        return there()
      },
      onTick: changed => {
        const stops = [here.onTick(changed), this.player.onTick(changed), this.ui.subscribe(changed)]
        return () => {
          for (const stop of stops) stop()
        }
      },
    }
  }

  /** The clock that the playing keys move. */
  get keysPlayer(): Player {
    const { lessonId, tie, keysThere } = this.ui.getState()
    return lessonId !== undefined && keysThere && !tie ? this.player : this.here
  }

  /** Where the other lesson stands. */
  get thereMs(): number {
    const { tie } = this.ui.getState()
    return tie ? tiedMs(this.here.nowMs, tie) : this.player.nowMs
  }

  /** The other lesson's clock, tied or not. */
  readonly clock: LessonClock

  ask(): void {
    this.ui.setState({ asking: true })
  }
  stopAsking(): void {
    this.ui.setState({ asking: false })
  }

  /** Two lessons that were tied before are tied again. */
  open(lessonId: LessonId): void {
    this.player.act({ do: 'pause' })
    this.ui.setState({ lessonId, tie: this.kept(lessonId), keysThere: false, asking: false })
  }

  close(): void {
    this.player.act({ do: 'pause' })
    this.ui.setState({ lessonId: undefined, tie: undefined, keysThere: false, asking: false })
  }

  giveKeys(there: boolean): void {
    if (this.ui.getState().lessonId !== undefined) this.ui.setState({ keysThere: there })
  }

  /** From now on both go together, the moments that are shown now at the same time. */
  tie(): void {
    const { lessonId, tie } = this.ui.getState()
    if (lessonId === undefined || tie) return
    this.player.act({ do: 'pause' })
    const made: Tie = { hereMs: this.here.nowMs, thereMs: this.player.nowMs }
    localStorage.setItem(this.keyOf(lessonId), JSON.stringify(made))
    this.ui.setState({ tie: made })
  }

  /** Each has its own clock again, where it stands. */
  untie(): void {
    const { lessonId, tie } = this.ui.getState()
    if (lessonId === undefined || !tie) return
    this.here.act({ do: 'pause' })
    const { thereMs } = this
    localStorage.removeItem(this.keyOf(lessonId))
    this.ui.setState({ tie: undefined })
    this.player.seekTo(thereMs)
  }

  private keyOf(other: LessonId): string {
    return `debrief.tie.${this.lessonId} ${other}`
  }

  private kept(other: LessonId): Tie | undefined {
    const text = localStorage.getItem(this.keyOf(other))
    if (text === null) return undefined
    try {
      return keptTie.parse(JSON.parse(text))
    } catch {
      // Another version wrote it: the two begin untied, and are tied anew with one key.
      return undefined
    }
  }
}
