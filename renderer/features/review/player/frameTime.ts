/**
 * Between the page's clock and the lesson's. `currentTime` of a media element counts from the container's own zero, which
 * need not be its first picture or sound: a recording that starts at 10 s opens with `currentTime` 10. The lesson clock's
 * 0 is the recording's first moment, plus the recording's offset in the lesson.
 */
export type MediaClock = {
  /** `currentTime` at which the element opened the recording, in seconds. */
  startS: number
  /** Lesson-clock time of the recording's first moment. */
  offsetMs: number
}

/** A seek goes this far past the moment, so that rounding cannot land it on the frame before. */
export const NUDGE_MS = 0.5

/** @returns lesson-clock milliseconds, with their fraction down to the microseconds that media time has */
export const lessonMsOf = (mediaS: number, clock: MediaClock): number =>
  Math.round((mediaS - clock.startS) * 1_000_000) / 1000 + clock.offsetMs

/**
 * Where to send the element to show the frame that is on at `atMs`: the frame whose time is the last one not after it.
 * Right for any frame longer than a millisecond, whatever the frame rate does.
 */
export const seekTargetS = (atMs: number, clock: MediaClock): number =>
  Math.max(clock.startS, (atMs - clock.offsetMs) / 1000 + clock.startS + NUDGE_MS / 1000)

/** While playing, the picture may be this much ahead of the clock, which goes by the sound; further ahead it has not begun. */
const AHEAD_MS = 60

const isOn = (nowMs: number, frameMs: number | undefined): frameMs is number =>
  frameMs !== undefined && frameMs <= nowMs + AHEAD_MS

/**
 * The moment to write down for the frame on the screen: the first whole millisecond at which it is on, so that seeking
 * there shows this frame and no other. Before a picture that starts late, the clock itself.
 * @param frameMs lesson-clock time of the shown frame, undefined where there is no picture
 */
export function momentOf(nowMs: number, frameMs: number | undefined): number {
  if (!isOn(nowMs, frameMs)) return Math.max(0, Math.floor(nowMs + 0.01))
  return Math.max(0, Math.ceil(frameMs - 0.05))
}

/** What the clock shows: the frame's own time where one is shown that has begun, else the position. */
export const shownMs = (nowMs: number, frameMs: number | undefined): number =>
  isOn(nowMs, frameMs) ? frameMs : nowMs

/** Length of one frame; 30 a second where the recording does not say. */
export const frameMsOf = (fps: number | undefined): number => 1000 / (fps && fps > 0 ? fps : 30)

/**
 * Where to look for the next frame: the middle of it if it comes after the usual time. Where it comes later (a variable
 * frame rate), the same frame is still on, and `attempt` 1, 2, … looks one frame further each.
 */
export const nextFrameTargetMs = (frameMs: number, frameLengthMs: number, attempt: number): number =>
  frameMs + frameLengthMs * (1.5 + attempt)

/** Containers keep time in steps; a seek is rounded to one, so a moment closer than this to a frame may already be it. */
const STEP_MS = 4

/**
 * Where to look for the frame before: just before this one begins, whatever the frame rate does; where that is rounded up
 * to this frame again, `attempt` 1, 2, … looks half a frame back, then one further each.
 */
export const previousFrameTargetMs = (frameMs: number, frameLengthMs: number, attempt: number): number =>
  Math.max(
    0,
    frameMs - (attempt === 0 ? Math.min(STEP_MS, frameLengthMs / 2) : frameLengthMs * (attempt - 0.5)),
  )
