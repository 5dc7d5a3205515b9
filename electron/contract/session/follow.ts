import { z } from 'zod'

/** Where someone is in a lesson, and how they move on from there. */
export const playhead = z.object({
  /** On the lesson clock. */
  atMs: z.int().nonnegative(),
  playing: z.boolean(),
  /** 1 is normal speed. */
  rate: z.number().min(0.1).max(8),
  /** When they were there, ms since 1970, on the clock of the machine that shows it. */
  clockMs: z.number(),
})
export type Playhead = z.infer<typeof playhead>

/** Where someone is now, if they went on as they were. @returns ms on the lesson clock */
export const placeAt = ({ atMs, playing, rate, clockMs }: Playhead, nowMs: number): number =>
  playing ? Math.max(0, atMs + (nowMs - clockMs) * rate) : atMs

/** The same moment on another machine's clock. @param offsetMs what the other clock is ahead of this one */
export const onOtherClock = (head: Playhead, offsetMs: number): Playhead => ({
  ...head,
  clockMs: head.clockMs + offsetMs,
})

/** What is close enough while playing: nearer than this, nobody who talks about a picture notices. */
export const CLOSE_MS = 80
/** Beyond this, catching up by speed would take longer than anyone wants to watch; the picture goes there at once. */
export const FAR_MS = 600
/** How much faster or slower a picture may run to catch up; the pitch is kept, so nobody hears it. */
const MOST_HASTE = 0.08
/** A gap is closed within about this time where the haste allows it. */
const CLOSING_MS = 2000

/** What a follower does next. `rate` is what the picture should run at from now on. */
export type FollowStep =
  | { readonly kind: 'pause'; readonly atMs: number }
  | { readonly kind: 'seek'; readonly atMs: number; readonly rate: number }
  | { readonly kind: 'play'; readonly rate: number }

/**
 * How to be where the leader is. A paused leader is met exactly; one who plays is met by a jump from far, else by a little more or less
 * speed, so that nothing stutters.
 * @param lead where the leader is, on this machine's clock @param atMs where the follower's picture is, on the lesson clock
 * @param seekMs how long a jump takes here, which the leader goes on meanwhile
 */
export function followStep(
  lead: Playhead,
  { atMs, nowMs, seekMs = 0 }: { readonly atMs: number; readonly nowMs: number; readonly seekMs?: number },
): FollowStep {
  if (!lead.playing) return { kind: 'pause', atMs: lead.atMs }
  const behindMs = placeAt(lead, nowMs) - atMs
  if (Math.abs(behindMs) > FAR_MS * Math.max(1, lead.rate))
    return { kind: 'seek', atMs: Math.round(placeAt(lead, nowMs + seekMs)), rate: lead.rate }
  if (Math.abs(behindMs) <= CLOSE_MS) return { kind: 'play', rate: lead.rate }
  const haste = Math.max(-MOST_HASTE, Math.min(MOST_HASTE, behindMs / (CLOSING_MS * lead.rate)))
  return { kind: 'play', rate: lead.rate * (1 + haste) }
}
