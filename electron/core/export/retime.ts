/** The picture stands still for `ms` at this moment of the stretch. */
export interface Hold {
  readonly atMs: number
  readonly ms: number
}

/**
 * How time runs in a clip. The stretch of the recording has its own clock (0 is its first picture); the clip has another one where
 * there are cards before and behind it, where it is slowed down, and where the picture stands still.
 */
export interface Retime {
  /** Of the stretch. */
  readonly stretchMs: number
  /** 1 is as recorded. */
  readonly speed: number
  /** In order, each at a moment of its own. */
  readonly holds: readonly Hold[]
  /** A card before the stretch, and one behind it. */
  readonly headMs: number
  readonly tailMs: number
  /** Of the clip. */
  readonly durationMs: number
}

export interface RetimeRequest {
  readonly stretchMs: number
  readonly speed?: number
  readonly holds?: readonly Hold[]
  readonly headMs?: number
  readonly tailMs?: number
}

/** Moments nearer to each other than this are on one picture. */
const samePictureMs = 20
/** More would make ffmpeg's words for it too long. */
const mostHolds = 200

/** Holds in order; of those on one picture the longest counts. */
function inOrder(holds: readonly Hold[], stretchMs: number): Hold[] {
  const sorted = holds
    .filter(({ atMs, ms }) => ms > 0 && atMs <= stretchMs)
    .map(({ atMs, ms }) => ({ atMs: Math.max(0, atMs), ms }))
    .sort((a, b) => a.atMs - b.atMs)
  const merged: Hold[] = []
  for (const hold of sorted) {
    const last = merged.at(-1)
    if (last && hold.atMs - last.atMs < samePictureMs)
      merged[merged.length - 1] = { atMs: last.atMs, ms: Math.max(last.ms, hold.ms) }
    else merged.push(hold)
  }
  return merged.slice(0, mostHolds)
}

/** Pure. */
export function planRetime({
  stretchMs,
  speed = 1,
  holds = [],
  headMs = 0,
  tailMs = 0,
}: RetimeRequest): Retime {
  const held = inOrder(holds, stretchMs)
  const stillMs = held.reduce((sum, { ms }) => sum + ms, 0)
  return {
    stretchMs,
    speed,
    holds: held,
    headMs,
    tailMs,
    durationMs: headMs + stretchMs / speed + stillMs + tailMs,
  }
}

/** Whether the clip's time is the stretch's own. */
export const isStraight = ({ speed, holds, headMs, tailMs }: Retime): boolean =>
  speed === 1 && holds.length === 0 && headMs === 0 && tailMs === 0

/** Where a moment of the stretch stands in the clip; at a hold, where that begins. */
export function clipTimeOf({ stretchMs, speed, holds, headMs }: Retime, stretchAtMs: number): number {
  const at = Math.min(Math.max(0, stretchAtMs), stretchMs)
  const heldBefore = holds.reduce((sum, hold) => sum + (hold.atMs < at ? hold.ms : 0), 0)
  return headMs + at / speed + heldBefore
}

/** The moment of the stretch that is seen at a time of the clip; beneath a card, the first or the last one. */
export function stretchTimeOf({ stretchMs, speed, holds, headMs }: Retime, clipMs: number): number {
  let left = Math.max(0, clipMs - headMs)
  let at = 0
  for (const hold of holds) {
    const untilHold = (hold.atMs - at) / speed
    if (left <= untilHold) break
    left -= untilHold
    at = hold.atMs
    if (left <= hold.ms) return at
    left -= hold.ms
  }
  return Math.min(stretchMs, at + left * speed)
}

/** When the stretch itself is on, clip time: without the cards. */
export const stretchSpan = ({ headMs, tailMs, durationMs }: Retime) => ({
  fromMs: headMs,
  toMs: durationMs - tailMs,
})

/** Tells the lesson's time at each time of the clip, and the other way round. */
export interface LessonClock {
  lessonAt(clipMs: number): number
  clipAt(lessonMs: number): number
}

/** @param fromMs lesson clock of the stretch's start */
export const lessonClock = (retime: Retime, fromMs: number): LessonClock => ({
  lessonAt: clipMs => fromMs + stretchTimeOf(retime, clipMs),
  clipAt: lessonMs => clipTimeOf(retime, lessonMs - fromMs),
})
