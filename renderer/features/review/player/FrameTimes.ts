import { createStore } from 'zustand/vanilla'
import { type FramePlace, neighbourMs } from './neighbour.ts'

/** Asked for so much at once; a stretch is never asked for twice. */
const PIECE_MS = 20_000
/** Pieces overlap by so much, so that neighbours over a seam are found in one. */
const OVER_MS = 3_000
/** A clock that rests for so long will perhaps be stepped from. */
const REST_MS = 300

/** Tells the times of a stretch's frames, on the recording's own clock. */
export type AskFrames = (fromMs: number, toMs: number) => Promise<readonly number[]>

/**
 * When the frames of a recording are on, as its file says, on the lesson clock. The page's video element tells a frame's time only when it
 * has shown it; with a variable frame rate nobody can guess the next one.
 */
export class FrameTimes {
  /** Known pieces, by their number from the recording's beginning. */
  readonly known = createStore<ReadonlyMap<number, readonly number[]>>(() => new Map())
  private readonly asked = new Map<number, Promise<void>>()
  private readonly ask: AskFrames
  private readonly offsetMs: number
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(ask: AskFrames, offsetMs: number) {
    this.ask = ask
    this.offsetMs = offsetMs
  }

  private pieceOf = (atMs: number): number => Math.max(0, Math.floor((atMs - this.offsetMs) / PIECE_MS))

  /** What is known around a moment, without asking. */
  around(atMs: number): readonly number[] | undefined {
    return this.known.getState().get(this.pieceOf(atMs))
  }

  /** What is known of a whole stretch, in order; undefined unless all of it is. */
  within(fromMs: number, toMs: number): readonly number[] | undefined {
    const [first, last] = [this.pieceOf(fromMs), this.pieceOf(toMs)]
    const known = this.known.getState()
    const times: number[] = []
    for (let piece = first; piece <= last; piece++) {
      const here = known.get(piece)
      if (!here) return undefined
      const after = times.at(-1) ?? Number.NEGATIVE_INFINITY
      times.push(...here.filter(ms => ms > after))
    }
    return times
  }

  /** Asks for what is around a moment. Where the host cannot say, nothing is known and frames are looked for. */
  fetch(atMs: number): Promise<void> {
    const piece = this.pieceOf(atMs)
    const already = this.asked.get(piece)
    if (already) return already
    const fromMs = piece * PIECE_MS
    const fetched = this.ask(Math.max(0, fromMs - OVER_MS), fromMs + PIECE_MS + OVER_MS).then(
      times => {
        const onLesson = times.map(ms => ms + this.offsetMs)
        this.known.setState(known => new Map(known).set(piece, onLesson), true)
      },
      // A step then looks for its frame, as with a file that does not keep times; the next one asks again.
      () => void this.asked.delete(piece),
    )
    this.asked.set(piece, fetched)
    return fetched
  }

  /** The clock rests here: what a step from here needs is got ready. */
  restsAt(atMs: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.fetch(atMs), REST_MS)
  }

  /** The frame before or after the one that is on; undefined where it is not known. */
  async neighbour(frameMs: number, by: 1 | -1): Promise<FramePlace | undefined> {
    await this.fetch(frameMs)
    return neighbourMs(this.around(frameMs) ?? [], frameMs, by)
  }

  close(): void {
    clearTimeout(this.timer)
  }
}
