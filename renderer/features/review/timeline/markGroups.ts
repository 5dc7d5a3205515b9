/** What a lane of the timeline draws: one comment's place, or several that would lie on each other. */
export type LaneMark = { id: string; atMs: number; toMs?: number | undefined }

export type PlacedMark<M extends LaneMark> = {
  /** Every mark that stands here, in time order; one, unless they were grouped. */
  marks: readonly [M, ...M[]]
  /** From the lesson's first moment, at this zoom; take the view's own left edge from it. */
  leftPx: number
  /** 0 for a moment; a stretch's length. */
  widthPx: number
}

/** Marks are 24 px round, as the least target for a finger; closer than this they are one group. */
export const MARK_PX = 24
/** Marks reach so far out of their lane; what is beyond is cut off. */
export const OVERHANG_PX = 5

/** What stands on a group: never wider than a mark, so that groups do not lie on what is next to them. */
export const groupWord = (count: number): string =>
  count < 1000 ? `${count}` : `${Math.floor(count / 1000)}k`

/**
 * Lays out one lane at one zoom. Points (and stretches too short to be seen as such) that would lie on each other become
 * one group; stretches stay themselves. It depends on the zoom alone and not on what is in view, so nothing regroups
 * while the timeline scrolls. At the lesson's ends a point steps inwards, so that all of it can be seen and hit.
 * @param marks sorted by `atMs`
 * @param msPerPx milliseconds a pixel
 * @param lengthMs how long the lesson is; without it only its start is an end
 */
export function placeMarks<M extends LaneMark>(
  marks: readonly M[],
  msPerPx: number,
  lengthMs = Number.POSITIVE_INFINITY,
): PlacedMark<M>[] {
  const edgePx = MARK_PX / 2 - OVERHANG_PX
  const lastPx = lengthMs / msPerPx - edgePx
  const placed: PlacedMark<M>[] = []
  let group: { first: M; rest: M[]; leftPx: number } | undefined
  const close = () => {
    if (group) placed.push({ marks: [group.first, ...group.rest], leftPx: group.leftPx, widthPx: 0 })
    group = undefined
  }
  for (const mark of marks) {
    const startPx = mark.atMs / msPerPx
    const widthPx = mark.toMs === undefined ? 0 : (mark.toMs - mark.atMs) / msPerPx
    if (widthPx >= MARK_PX) {
      placed.push({ marks: [mark], leftPx: startPx, widthPx })
      continue
    }
    const leftPx = Math.max(edgePx, Math.min(startPx, lastPx))
    if (group && leftPx - group.leftPx < MARK_PX) group.rest.push(mark)
    else {
      close()
      group = { first: mark, rest: [], leftPx }
    }
  }
  close()
  return placed.sort((a, b) => a.marks[0].atMs - b.marks[0].atMs || b.widthPx - a.widthPx)
}

/** Lays out once for each zoom: scrolling changes nothing about the places. */
export function onceAZoom<T>(layOut: (msPerPx: number) => T): (msPerPx: number) => T {
  let last: { msPerPx: number; placed: T } | undefined
  return msPerPx => {
    if (last?.msPerPx !== msPerPx) last = { msPerPx, placed: layOut(msPerPx) }
    return last.placed
  }
}

/** Those that touch the visible stretch. */
export const inView = <M extends LaneMark>(
  placed: readonly PlacedMark<M>[],
  scrollPx: number,
  widthPx: number,
): PlacedMark<M>[] =>
  placed.filter(
    ({ leftPx, widthPx: width }) =>
      leftPx + width + MARK_PX >= scrollPx && leftPx - MARK_PX <= scrollPx + widthPx,
  )

/** One pixel column of the overview holds at most one tick a lane. @returns columns, ascending */
export function overviewColumns(atMs: readonly number[], durationMs: number, widthPx: number): number[] {
  const columns = new Set<number>()
  for (const ms of atMs)
    columns.add(Math.round((Math.min(ms, durationMs) / Math.max(1, durationMs)) * widthPx))
  return [...columns].sort((a, b) => a - b)
}

/**
 * Lays out a lane while one of its marks is being moved: that one stands where it would be let go and joins no group on its way,
 * or the pointer would lose hold of it.
 */
export function withMoving<M extends LaneMark>(
  marks: readonly M[],
  moving: { id: string; place: { atMs: number; toMs?: number | undefined } } | undefined,
  msPerPx: number,
  lengthMs = Number.POSITIVE_INFINITY,
): PlacedMark<M>[] {
  const moved = moving && marks.find(({ id }) => id === moving.id)
  if (!moved || !moving) return placeMarks(marks, msPerPx, lengthMs)
  const { atMs, toMs } = moving.place
  const widthPx = toMs === undefined ? 0 : (toMs - atMs) / msPerPx
  const others = placeMarks(
    marks.filter(mark => mark !== moved),
    msPerPx,
    lengthMs,
  )
  const placed: PlacedMark<M> = {
    marks: [moved],
    leftPx: atMs / msPerPx,
    widthPx: widthPx >= MARK_PX ? widthPx : 0,
  }
  // In its old turn among the marks: a button that changes its turn loses the focus.
  const after = others.findIndex(({ marks: [first] }) => first.atMs > moved.atMs)
  return others.toSpliced(after < 0 ? others.length : after, 0, placed)
}
