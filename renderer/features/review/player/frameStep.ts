import { nextFrameTargetMs, previousFrameTargetMs } from './frameTime.ts'

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
