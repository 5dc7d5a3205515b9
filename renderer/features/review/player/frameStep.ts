import { nextFrameTargetMs, previousFrameTargetMs } from './frameTime.ts'
import type { FramePlace } from './neighbour.ts'

/** So many of the file's own times may belong to the picture that is on: both fields of an interlaced one, say. */
const MOST_KNOWN = 4

/**
 * Goes to the frame that the file itself says comes next or came before.
 * @param show resolves when the frame of that place is on
 * @returns whether the picture has changed; where not, the file's times do not help
 */
export async function stepToKnown(
  by: 1 | -1,
  {
    shownFrameMs,
    neighbour,
    show,
  }: {
    shownFrameMs: () => number | undefined
    neighbour: (frameMs: number, by: 1 | -1) => Promise<FramePlace | undefined>
    show: (place: FramePlace) => Promise<void>
  },
): Promise<boolean> {
  const from = shownFrameMs()
  let atMs = from
  for (let look = 0; look < MOST_KNOWN && atMs !== undefined; look++) {
    const next: FramePlace | undefined = await neighbour(atMs, by)
    if (!next) return false
    await show(next)
    if (shownFrameMs() !== from) return true
    atMs = next.atMs
  }
  return false
}

/** A step that finds no other frame gives up after this many looks: the end, or a still picture. */
const MOST_LOOKS = 40

interface Picture {
  /** Usual length of a frame; with a variable frame rate only the first guess. */
  readonly frameLengthMs: number
  readonly lengthMs: number
  /** Lesson-clock time of the frame that is on. */
  shownFrameMs(): number | undefined
  /** Resolves when the frame of that moment is on. */
  seek(targetMs: number): Promise<void>
}

/** Goes to the very next or previous frame: looks ever farther until the picture has changed. */
export async function stepFrame(by: 1 | -1, picture: Picture): Promise<void> {
  const from = picture.shownFrameMs()
  if (from === undefined) return
  const targetOf = by === 1 ? nextFrameTargetMs : previousFrameTargetMs
  for (let attempt = 0; attempt < MOST_LOOKS; attempt++) {
    const target = targetOf(from, picture.frameLengthMs, attempt)
    if (target >= picture.lengthMs + picture.frameLengthMs) return
    await picture.seek(target)
    if (picture.shownFrameMs() !== from || target <= 0) return
  }
}
