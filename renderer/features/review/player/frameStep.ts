import { nextFrameTargetMs, previousFrameTargetMs } from './frameTime.ts'
import type { FramePlace } from './neighbour.ts'

/** So many of the file's own times may belong to the picture that is on: both fields of an interlaced one, say. */
const MOST_KNOWN = 4

/** A step that finds no other frame gives up after this many looks: the end, or a still picture. */
const MOST_LOOKS = 40

/** A picture that is stepped through; times on the lesson clock, ms. */
export interface SteppedPicture {
  /** Usual length of a frame; with a variable frame rate only the first guess. */
  readonly frameLengthMs: number
  readonly lengthMs: number
  /** When the frame that is on begins. */
  shownFrameMs(): number | undefined
  /** The frame before or after one, as the file says; undefined where it is not known. */
  neighbour(frameMs: number, by: 1 | -1): Promise<FramePlace | undefined>
  /** Goes there. @returns whether the screen was seen to show it; a busy machine may be long about it */
  show(place: FramePlace): Promise<boolean>
  /** The frame that the file has there is the one that is on, though the screen has not said so yet. */
  trust(frameMs: number): void
}

/** Goes to the very next or previous frame, whatever the frame rate does: to the one that the file names, else to the one that is found. */
export async function stepFrame(by: 1 | -1, picture: SteppedPicture): Promise<void> {
  if (!(await stepToKnown(by, picture))) await lookForFrame(by, picture)
}

/** @returns whether the picture has changed; where not, the file's times do not help */
async function stepToKnown(by: 1 | -1, picture: SteppedPicture): Promise<boolean> {
  const from = picture.shownFrameMs()
  let atMs = from
  for (let look = 0; look < MOST_KNOWN && atMs !== undefined; look++) {
    const next: FramePlace | undefined = await picture.neighbour(atMs, by)
    if (!next) return false
    const seen = await picture.show(next)
    if (!seen) picture.trust(next.atMs)
    if (!seen || picture.shownFrameMs() !== from) return true
    atMs = next.atMs
  }
  return false
}

/** Looks ever farther until the picture has changed. */
async function lookForFrame(by: 1 | -1, picture: SteppedPicture): Promise<void> {
  const from = picture.shownFrameMs()
  if (from === undefined) return
  const targetOf = by === 1 ? nextFrameTargetMs : previousFrameTargetMs
  for (let attempt = 0; attempt < MOST_LOOKS; attempt++) {
    const target = targetOf(from, picture.frameLengthMs, attempt)
    if (target >= picture.lengthMs + picture.frameLengthMs) return
    const atMs = Math.min(target, picture.lengthMs)
    // A screen that shows nothing tells nothing: looking on would only run away.
    if (!(await picture.show({ atMs, lookMs: atMs }))) return
    if (picture.shownFrameMs() !== from || target <= 0 || atMs < target) return
  }
}

/** One step at a time: a key that is pressed while the picture is on its way is one step more, a key that is held is not many. */
export class FrameStepper {
  private underWay = false
  private next: 1 | -1 | undefined

  get isStepping(): boolean {
    return this.underWay
  }

  /** @param picture asked for anew for every step, as another recording may lead by then */
  async step(by: 1 | -1, picture: () => Promise<SteppedPicture>): Promise<void> {
    if (this.underWay) {
      this.next = by
      return
    }
    this.underWay = true
    try {
      await stepFrame(by, await picture())
    } finally {
      this.underWay = false
    }
    const { next } = this
    this.next = undefined
    if (next !== undefined) await this.step(next, picture)
  }
}
