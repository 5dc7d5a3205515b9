/** The stored pictures around a clip, in decoding order. Ranks are their places in the order in which they are shown, counted from 0. */
export interface StoredPictures {
  readonly ranks: readonly number[]
  /** Decoding can begin there, and nothing behind it looks back beyond it (an IDR picture). */
  readonly independent: readonly boolean[]
  /** No picture behind the last of these is shown before it. */
  readonly closed: boolean
}

export interface Wanted {
  /** Ranks of the clip's pictures: the first, and the one behind the last. */
  readonly first: number
  readonly end: number
  /** Whether something lies on the picture of this rank. */
  readonly drawn: (rank: number) => boolean
}

/** Pictures `from` to before `to`, by rank. Those of a copied piece are stored in that order too, from place `from` to before place `to`. */
export interface Piece {
  readonly how: 'copy' | 'encode'
  readonly from: number
  readonly to: number
}

/** Fewer copied pictures between two encoded pieces are not worth two seams. */
const fewestCopied = 8
/** Encoders hold a few pictures back, and some players stumble over a piece that ends before they come. */
const fewestEncoded = 4

/** Places before which exactly those pictures are stored that are shown before all the others: a stretch may be cut there. */
function cleanPlaces({ ranks, closed }: StoredPictures): boolean[] {
  let highest = -1
  const clean = [true]
  for (const rank of ranks) {
    highest = Math.max(highest, rank)
    clean.push(highest === clean.length - 1)
  }
  clean[ranks.length] = closed && clean[ranks.length] === true
  return clean
}

interface Run {
  readonly from: number
  readonly to: number
}

/** Of each stretch between two independent pictures, the beginning that nothing lies on and that stands by itself. */
function copyable(pictures: StoredPictures, clean: readonly boolean[], wanted: Wanted): Run[] {
  const count = pictures.ranks.length
  const starts = pictures.independent.flatMap((independent, at) => (independent && clean[at] ? [at] : []))
  const runs: Run[] = []
  starts.forEach((from, nth) => {
    if (from < wanted.first || from >= wanted.end) return
    const limit = Math.min(starts[nth + 1] ?? count, wanted.end)
    let to = from
    for (let at = from; at < limit && !wanted.drawn(at); at++) if (clean[at + 1]) to = at + 1
    if (to === from) return
    const last = runs.at(-1)
    if (last?.to === from) runs[runs.length - 1] = { from: last.from, to }
    else runs.push({ from, to })
  })
  return runs
}

/** Ends a run earlier where the rest behind it, which is encoded, would be too short. */
function shortened(run: Run, nextFrom: number, clean: readonly boolean[]): Run {
  if (nextFrom === run.to || nextFrom - run.to >= fewestEncoded) return run
  let to = nextFrom - fewestEncoded
  while (to > run.from && !clean[to]) to -= 1
  return { from: run.from, to: Math.max(to, run.from) }
}

/**
 * Decides which pictures of a clip are copied as they are stored and which are encoded anew: those that something lies on, those
 * before the first independent picture, and those that lead from there to the next one. Every picture is in exactly one piece, in
 * the order in which they are shown. Pure.
 */
export function planPieces(pictures: StoredPictures, wanted: Wanted): Piece[] {
  const clean = cleanPlaces(pictures)
  const found = copyable(pictures, clean, wanted)
  const runs = found
    .map((run, nth) => shortened(run, found[nth + 1]?.from ?? wanted.end, clean))
    .filter(({ from, to }) => to - from >= fewestCopied || (from === wanted.first && to === wanted.end))
  const pieces: Piece[] = []
  let at = wanted.first
  for (const { from, to } of runs) {
    if (from > at) pieces.push({ how: 'encode', from: at, to: from })
    pieces.push({ how: 'copy', from, to })
    at = to
  }
  if (at < wanted.end) pieces.push({ how: 'encode', from: at, to: wanted.end })
  return pieces
}
