import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fragmentReader,
  type Sample,
  type TrackHead,
} from '../../../../../electron/core/media/live/fragmentReader.ts'
import { fragmentOf } from '../../../../../electron/core/media/live/fragmentWriter.ts'
import { boxesIn } from '../../../../../electron/core/media/strips/boxes.ts'
import { headOf } from './headOf.ts'

const tracks: readonly TrackHead[] = [
  { id: 1, kind: 'picture', timescale: 90_000 },
  { id: 2, kind: 'sound', timescale: 48_000 },
]

const some = fc.record({
  ticks: fc.integer({ min: 1, max: 100_000 }),
  key: fc.boolean(),
  data: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(bytes => Buffer.from(bytes)),
})
const rowOf = (
  track: Sample['track'],
  start: number,
  list: readonly Omit<Sample, 'track' | 'pts'>[],
): Sample[] => {
  let pts = start
  return list.map(each => {
    const sample = { ...each, key: track === 'sound' || each.key, track, pts }
    pts += each.ticks
    return sample
  })
}

describe('fragments', () => {
  it('come back as they were written, in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 1, maxLength: 6 }),
        fc.array(some, { maxLength: 6 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.integer({ min: 1, max: 50 }),
        (pictures, sounds, start, pieceBytes) => {
          const samples = [...rowOf('picture', start, pictures), ...rowOf('sound', start + 7, sounds)]
          const bytes = Buffer.concat([
            headOf(tracks),
            fragmentOf(tracks, samples, 1),
            fragmentOf(tracks, samples, 2),
          ])
          const read: Sample[] = []
          const push = fragmentReader({
            onHead: (_bytes, found) => expect(found).toEqual(tracks),
            onSample: sample => read.push({ ...sample, data: Buffer.from(sample.data) }),
          })
          for (let at = 0; at < bytes.length; at += pieceBytes) push(bytes.subarray(at, at + pieceBytes))
          expect(read).toEqual([...samples, ...samples])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of nothing are nothing', () => {
    expect(fragmentOf(tracks, [], 1)).toHaveLength(0)
    const one = fragmentOf(tracks, rowOf('sound', 0, [{ ticks: 1024, key: true, data: Buffer.from('x') }]), 1)
    expect(boxesIn(one).map(({ type }) => type)).toEqual(['moof', 'mdat'])
  })
})
