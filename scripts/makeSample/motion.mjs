/** Movement as functions of time, so that any frame can be drawn on its own. Times in seconds. */

export const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value))
export const mix = (a, b, share) => a + (b - a) * share
export const ease = share => {
  const s = clamp(share)
  return s * s * s * (s * (6 * s - 15) + 10)
}

/** 0 before `from`, 1 after `from + length`, smooth between. */
export const ramp = (t, from, length = 0.5) => ease((t - from) / length)

/** Up, held, and down again. */
export const bump = (t, from, to, up = 0.5, down = up) => ramp(t, from, up) * (1 - ramp(t, to, down))

const blend = (a, b, share) =>
  Array.isArray(a) ? a.map((value, i) => mix(value, b[i], share)) : mix(a, b, share)

/**
 * A value that goes from key to key.
 * @param keys `[start, value, seconds it takes]`, in order of time; values are numbers or arrays of numbers
 */
export function track(keys) {
  return t => {
    let value = keys[0][1]
    for (const [start, to, length = 0.7] of keys) {
      if (t < start) break
      value = blend(value, to, ramp(t, start, length))
    }
    return value
  }
}

/** The same numbers at every run. */
export function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let n = Math.imul(state ^ (state >>> 15), 1 | state)
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n
    return ((n ^ (n >>> 14)) >>> 0) / 4294967296
  }
}

/** How closed the eyes are, 0 to 1: a blink every two to five seconds. */
export function blinking(seed) {
  const random = seeded(seed)
  const times = []
  for (let at = random() * 3; at < 200; at += 2 + random() * 3.4) times.push(at)
  return t => Math.max(0, ...times.map(at => 1 - Math.abs(t - at - 0.08) / 0.09))
}

/**
 * The small shifts of someone who sits and listens: every few seconds a little to one side, and still in between (stillness
 * also costs a film nothing). @returns -1 to 1
 */
export function fidgeting(seed) {
  const random = seeded(seed * 7 + 1)
  const keys = [[0, 0]]
  for (let at = 1 + random() * 3; at < 200; at += 2.6 + random() * 3.4) keys.push([at, random() * 2 - 1, 0.7])
  return track(keys)
}
