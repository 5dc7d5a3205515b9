import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planPieces, type StoredPictures } from '../../../../../electron/core/export/smart/pieces.ts'

/** A group of pictures in stored order: an anchor, then B-frames that are shown before it. */
interface Group {
  /** How many B-frames are stored behind each anchor. */
  readonly anchors: readonly number[]
  readonly independent: boolean
}

/** Ranks within a group: each anchor is shown behind the B-frames that are stored behind it. The keyframe itself has none. */
function groupRanks({ anchors }: Group): number[] {
  const ranks = [0]
  let shown = 1
  for (const between of anchors) {
    ranks.push(shown + between)
    for (let b = 0; b < between; b++) ranks.push(shown + b)
    shown += between + 1
  }
  return ranks
}

function stored(groups: readonly Group[]): StoredPictures {
  const ranks: number[] = []
  const independent: boolean[] = []
  for (const group of groups) {
    const base = ranks.length
    for (const [i, rank] of groupRanks(group).entries()) {
      ranks.push(base + rank)
      independent.push(i === 0 && group.independent)
    }
  }
  return { ranks, independent, closed: true }
}

const groups = fc.array(
  fc.record({
    anchors: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
    independent: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

/** Pictures, the part of them that is a clip, and a few stretches that something lies on. */
const cases = fc
  .tuple(
    groups,
    fc.nat(10_000),
    fc.nat(10_000),
    fc.array(fc.tuple(fc.nat(300), fc.nat(40)), { maxLength: 3 }),
  )
  .map(([made, a, b, spans]) => {
    const pictures = stored(made)
    const count = pictures.ranks.length
    const [from, to] = [a % count, b % count].sort((x, y) => x - y) as [number, number]
    const drawn = (rank: number) => spans.some(([at, length]) => rank >= at && rank < at + length)
    return { pictures, wanted: { first: from, end: to + 1, drawn } }
  })

describe('the pieces of a clip', () => {
  it('hold every picture exactly once, in the order in which they are shown', () => {
    fc.assert(
      fc.property(cases, ({ pictures, wanted }) => {
        let at = wanted.first
        for (const { from, to } of planPieces(pictures, wanted)) {
          expect(from).toBe(at)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(at).toBe(wanted.end)
      }),
      { numRuns: 2000 },
    )
  })

  it('copy nothing that something lies on', () => {
    fc.assert(
      fc.property(cases, ({ pictures, wanted }) => {
        for (const { how, from, to } of planPieces(pictures, wanted))
          for (let rank = from; how === 'copy' && rank < to; rank++) expect(wanted.drawn(rank)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('copy only what a decoder can show from that piece alone, and all of it', () => {
    fc.assert(
      fc.property(cases, ({ pictures: { ranks, independent, closed }, wanted }) => {
        for (const { how, from, to } of planPieces({ ranks, independent, closed }, wanted)) {
          if (how === 'encode') continue
          expect(independent[from]).toBe(true)
          const places = ranks.slice(from, to)
          expect([...places].sort((a, b) => a - b)).toEqual(
            Array.from({ length: to - from }, (_, i) => from + i),
          )
          // What is not in it needs nothing of it: the next stored picture is one of the next piece or outside of the clip.
          expect(Math.max(...places)).toBe(to - 1)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('end no encoded piece behind a copied one before an encoder has caught up', () => {
    fc.assert(
      fc.property(cases, ({ pictures, wanted }) => {
        const pieces = planPieces(pictures, wanted)
        pieces.forEach(({ how, from, to }, i) => {
          if (how === 'encode' && i > 0) expect(to - from).toBeGreaterThanOrEqual(4)
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('never stand two of a kind side by side', () => {
    fc.assert(
      fc.property(cases, ({ pictures, wanted }) => {
        const kinds = planPieces(pictures, wanted).map(({ how }) => how)
        expect(kinds.every((how, i) => how !== kinds[i - 1])).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  const plain = (count: number, every: number): StoredPictures => ({
    ranks: Array.from({ length: count }, (_, i) => i),
    independent: Array.from({ length: count }, (_, i) => i % every === 0),
    closed: true,
  })
  const none = () => false

  it('are one copy, where the clip begins on a keyframe and nobody said a word', () => {
    expect(planPieces(plain(300, 60), { first: 60, end: 270, drawn: none })).toEqual([
      { how: 'copy', from: 60, to: 270 },
    ])
  })

  it('encode from the cut to the next keyframe, and from a comment to the keyframe behind it', () => {
    const drawn = (rank: number) => rank >= 150 && rank < 200
    expect(planPieces(plain(600, 60), { first: 27, end: 500, drawn })).toEqual([
      { how: 'encode', from: 27, to: 60 },
      { how: 'copy', from: 60, to: 150 },
      { how: 'encode', from: 150, to: 240 },
      { how: 'copy', from: 240, to: 500 },
    ])
  })

  it('trust no keyframe behind which decoding looks back', () => {
    const open = { ...plain(300, 60), independent: Array.from({ length: 300 }, (_, i) => i === 0) }
    expect(planPieces(open, { first: 30, end: 300, drawn: none })).toEqual([
      { how: 'encode', from: 30, to: 300 },
    ])
  })

  it('leave a tail of at least four pictures to the encoder', () => {
    // The last three are B-frames of an anchor outside of the clip.
    const pictures = stored([{ independent: true, anchors: [...Array<number>(20).fill(0), 3] }])
    expect(planPieces(pictures, { first: 0, end: 23, drawn: none })).toEqual([
      { how: 'copy', from: 0, to: 19 },
      { how: 'encode', from: 19, to: 23 },
    ])
  })

  it('do not end a copy where more pictures may come that are shown earlier', () => {
    const pictures = { ...plain(60, 60), closed: false }
    expect(planPieces(pictures, { first: 0, end: 60, drawn: none })).toEqual([
      { how: 'copy', from: 0, to: 56 },
      { how: 'encode', from: 56, to: 60 },
    ])
  })
})
