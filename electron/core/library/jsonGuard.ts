const QUOTE = 0x22
const BACKSLASH = 0x5c
// `[` and `{`, `]` and `}` differ in one bit each.
const OPEN = 0x5b
const CLOSE = 0x5d
const CURLY = 0x20

/** No record is nested deeper. */
export const MOST_DEPTH = 40

/** How deep lists and objects are nested in JSON bytes; reads no further than one past `limit`. */
export function jsonDepth(bytes: Uint8Array, limit: number = MOST_DEPTH): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (quoted) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if ((byte & ~CURLY) === OPEN) {
      depth += 1
      if (depth > deepest) deepest = depth
      if (deepest > limit) return deepest
    } else if ((byte & ~CURLY) === CLOSE) depth -= 1
  }
  return deepest
}

/** Names of fields that would reach into every object of a careless reader. */
const risky: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** @returns the name of a risky field anywhere in parsed JSON, if there is one */
export function riskyField(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue
    if (risky.has(key)) return key
    const found = riskyField(Reflect.get(value, key))
    if (found !== undefined) return found
  }
  return undefined
}
