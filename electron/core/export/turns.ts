/** A span of clip time, ms; `toMs` is not in it. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export interface Timed extends Span {
  readonly id: string
}

/** Where and when one card stands: its place in the stack (0 is the lowest) and its turns there. */
export interface Placed<T extends Timed> {
  readonly item: T
  readonly slot: number
  /** How many places the stack has around this time; all cards that overlap agree on it. */
  readonly slots: number
  /** In time order, never overlapping; together the time in which the card is on the picture. */
  readonly turns: readonly Span[]
}

/** A card that is shown for less than this in the middle of others only flickers. */
const minTurnMs = 1200

const overlap = (a: Span, b: Span) => a.fromMs < b.toMs && b.fromMs < a.toMs
const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, span) => sum + span.toMs - span.fromMs, 0)

/** Groups of items of which each overlaps another of its group. */
function clusters<T extends Timed>(sorted: readonly T[]): T[][] {
  const groups: T[][] = []
  let endMs = Number.NEGATIVE_INFINITY
  for (const item of sorted) {
    const group = groups.at(-1)
    if (group && item.fromMs < endMs) group.push(item)
    else groups.push([item])
    endMs = Math.max(item.fromMs < endMs ? endMs : item.toMs, item.toMs)
  }
  return groups
}

/** The most items that are on at one moment. */
function crowd(items: readonly Span[]): number {
  return Math.max(0, ...items.map(a => items.filter(b => b.fromMs <= a.fromMs && a.fromMs < b.toMs).length))
}

/** Puts each item into the lowest free place, or, where none is free, where it meets the fewest others. */
function intoSlots<T extends Timed>(sorted: readonly T[], slots: number): T[][] {
  const places: T[][] = Array.from({ length: slots }, () => [])
  for (const item of sorted) {
    const met = places.map(place => place.filter(other => overlap(item, other)).length)
    places[met.indexOf(Math.min(...met))]?.push(item)
  }
  return places
}

interface Piece<T> extends Span {
  readonly item: T
}

/** Puts a piece behind the others, or makes the last one longer where it is the same item's. */
function append<T extends Timed>(pieces: Piece<T>[], piece: Piece<T>): void {
  const last = pieces.at(-1)
  if (last && last.item === piece.item && last.toMs === piece.fromMs) {
    pieces[pieces.length - 1] = { ...last, toMs: piece.toMs }
  } else pieces.push(piece)
}

/**
 * Shares one place among items: cuts time at every beginning and end, and within each piece gives turns to as many of those
 * present as can be read. First come those for whom it is the last chance, then the one that has only just appeared, then
 * those not yet shown, then whoever was shown least.
 */
function sharePlace<T extends Timed>(items: readonly T[]): Piece<T>[] {
  const times = [...new Set(items.flatMap(item => [item.fromMs, item.toMs]))].sort((a, b) => a - b)
  const shownMs = new Map<T, number>()
  const pieces: Piece<T>[] = []
  times.slice(0, -1).forEach((fromMs, i) => {
    const toMs = times[i + 1] ?? fromMs
    const present = items.filter(item => item.fromMs <= fromMs && toMs <= item.toMs)
    if (present.length === 0) return
    const last = pieces.at(-1)
    const running = last?.toMs === fromMs && last.toMs - last.fromMs < minTurnMs ? last.item : undefined
    const shown = (item: T) => shownMs.get(item) ?? 0
    const lastChance = (item: T) => item.toMs === toMs && shown(item) === 0
    const rank = (item: T) => (lastChance(item) ? 0 : item === running ? 1 : shown(item) === 0 ? 2 : 3)
    const ranked = [...present].sort(
      (a, b) => rank(a) - rank(b) || shown(a) - shown(b) || b.fromMs - a.fromMs || (a.id < b.id ? -1 : 1),
    )
    const readable = Math.min(present.length, Math.max(1, Math.floor((toMs - fromMs) / minTurnMs)))
    const turns = ranked.slice(0, Math.max(readable, present.filter(lastChance).length))
    turns.sort((a, b) => Number(b === running) - Number(a === running))
    const at = (share: number) => Math.round(fromMs + ((toMs - fromMs) * share) / turns.length)
    turns.forEach((item, n) => {
      append(pieces, { item, fromMs: at(n), toMs: at(n + 1) })
      shownMs.set(item, shown(item) + at(n + 1) - at(n))
    })
  })
  return pieces.filter(piece => piece.toMs > piece.fromMs)
}

/**
 * Decides where and when each card stands. Up to `maxSlots` cards stack; where more come together they take turns in
 * their place, so that none covers another.
 * Every item gets at least one turn within its own time, and the turns of one place never overlap.
 */
export function takeTurns<T extends Timed>(items: readonly T[], maxSlots: number): Placed<T>[] {
  const sorted = [...items].sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
  return clusters(sorted).flatMap(cluster => {
    const slots = Math.min(crowd(cluster), maxSlots)
    return intoSlots(cluster, slots).flatMap((place, slot) => {
      const pieces = sharePlace(place)
      return place.map(item => ({
        item,
        slot,
        slots,
        turns: pieces.filter(piece => piece.item === item).map(({ fromMs, toMs }) => ({ fromMs, toMs })),
      }))
    })
  })
}

/**
 * Deals the time of an item's turns to its pages, by weight. Pages follow each other through the turns; a page that runs
 * over the end of a turn goes on in the next.
 */
export function dealTime(
  turns: readonly Span[],
  weights: readonly number[],
): Array<Span & { readonly page: number }> {
  const total = lengthOf(turns)
  const sum = weights.reduce((a, b) => a + b, 0)
  let seen = 0
  let last = 0
  const ends = weights.map((weight, page) => {
    seen += weight
    // Every page gets its millisecond, however light it is and whatever comes behind it.
    const left = weights.length - 1 - page
    last = Math.min(Math.max(Math.round((total * seen) / sum), last + 1), Math.max(total - left, last))
    return last
  })
  const out: Array<Span & { page: number }> = []
  let passed = 0
  for (const turn of turns) {
    const length = turn.toMs - turn.fromMs
    ends.forEach((end, page) => {
      const from = Math.max(page === 0 ? 0 : (ends[page - 1] ?? 0), passed)
      const to = Math.min(end, passed + length)
      if (to > from) out.push({ fromMs: turn.fromMs + from - passed, toMs: turn.fromMs + to - passed, page })
    })
    passed += length
  }
  return out
}
