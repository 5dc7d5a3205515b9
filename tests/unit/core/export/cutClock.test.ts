import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onCutClock } from '../../../../electron/core/export/cutClock.ts'
import { comment } from './fixtures.ts'

const clip = { title: 'A clip', fromMs: 500, toMs: 8500 }

describe('a clip that begins on the picture nearest to the moment asked for', () => {
  it('moves its comments along, and keeps when they were said', () => {
    const [moved] = onCutClock([comment({ atMs: 4000, toMs: 5000 })], clip, 20)
    expect(moved).toMatchObject({ atMs: 3980, toMs: 4980, saidAtMs: 4000 })
    expect(onCutClock([comment({ atMs: 4000 })], clip, -20)[0]).toMatchObject({ atMs: 4020, saidAtMs: 4000 })
  })

  it('keeps a moment at its very beginning or end', () => {
    const said = [comment({ atMs: 500 }), comment({ atMs: 8499 })]
    expect(onCutClock(said, clip, 20).map(({ atMs }) => atMs)).toEqual([500, 8479])
    expect(onCutClock(said, clip, -20).map(({ atMs }) => atMs)).toEqual([520, 8499])
  })

  it('shows a comment on the picture that it was made on, and on none before', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 16, max: 42, noNaN: true }),
        fc.integer({ min: 40, max: 150 }),
        fc.integer({ min: 0, max: 20 }),
        (pictureMs, nth, wishMs) => {
          // The cut lies on a picture near the wish, the comment on another one, in whole milliseconds.
          const cutMs = Math.round((500 + wishMs) / pictureMs) * pictureMs
          fc.pre(Math.abs(cutMs - 500) <= 20)
          const at = Math.round(nth * pictureMs)
          const [moved] = onCutClock([comment({ atMs: at, toMs: at + 1000 })], clip, cutMs - 500)
          const shownMs = (rank: number) => rank * pictureMs - cutMs
          const onMs = (moved?.atMs ?? 0) - clip.fromMs - 0.5
          expect(shownMs(nth)).toBeGreaterThanOrEqual(onMs - 1e-6)
          expect(shownMs(nth - 1)).toBeLessThan(onMs)
        },
      ),
    )
  })
})
