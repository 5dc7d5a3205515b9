import { describe, expect, it } from 'vitest'
import type { MediaFacts } from '../../../../electron/contract/records/recording.ts'
import {
  cameraSplits,
  mayBeSplit,
  rowsToJoin,
} from '../../../../electron/core/lessons/import/cameraSplits.ts'
import { joinedIdentity, listText } from '../../../../electron/core/media/joined.ts'

const facts: MediaFacts = {
  durationMs: 10_000,
  startMs: 0,
  width: 1920,
  height: 1080,
  fps: 29.97,
  rotation: 0,
  videoCodec: 'h264',
  audioCodec: 'aac',
  videoStream: 0,
  audioStream: 1,
  container: 'mp4',
  playable: true,
}
const file = (name: string, more: Partial<MediaFacts> = {}) => ({
  file: `/card/${name}`,
  facts: { ...facts, ...more },
})
const names = (rows: { file: string }[][]) =>
  rows.map(row => row.map(each => each.file.replace('/card/', '')))

describe('files that a camera split', () => {
  it('are recognised by a GoPro’s chapters, whatever their order, and never across recordings', () => {
    const card = ['GX020001.MP4', 'GX010002.MP4', 'GX010001.MP4', 'GX030001.MP4', 'GX020002.MP4', 'notes.mp4']
    expect(names(cameraSplits(card.map(name => file(name))))).toEqual([
      ['GX010001.MP4', 'GX020001.MP4', 'GX030001.MP4'],
      ['GX010002.MP4', 'GX020002.MP4'],
    ])
    expect(names(cameraSplits([file('GP010007.MP4'), file('GOPR0007.MP4')]))).toEqual([
      ['GOPR0007.MP4', 'GP010007.MP4'],
    ])
  })

  it('are recognised by times where the names only count on', () => {
    const at = (seconds: number) => ({ recordedAtMs: 1_700_000_000_000 + seconds * 1000 })
    const mts = [file('00000.MTS', at(0)), file('00001.MTS', at(10.5)), file('00002.MTS', at(300))]
    expect(names(cameraSplits(mts))).toEqual([['00000.MTS', '00001.MTS']])
    expect(cameraSplits([file('00000.MTS'), file('00001.MTS')])).toEqual([])
    expect(names(cameraSplits([file('lesson part 1.mp4'), file('lesson part 2.mp4')]))).toEqual([
      ['lesson part 1.mp4', 'lesson part 2.mp4'],
    ])
  })

  it('are looked into only where a neighbour of the same folder counts on', () => {
    const card = [
      '/a/GX010001.MP4',
      '/a/GX020001.MP4',
      '/b/GX030001.MP4',
      '/a/00007.MTS',
      '/b/00008.MTS',
      '/a/x.mp4',
    ]
    expect(mayBeSplit(card)).toEqual(['/a/GX010001.MP4', '/a/GX020001.MP4'])
    expect(mayBeSplit(['/a/00007.MTS', '/a/00008.MTS', '/a/00011.MTS'])).toEqual([
      '/a/00007.MTS',
      '/a/00008.MTS',
    ])
  })

  it('have the same picture and sound, and none is missing between them', () => {
    expect(cameraSplits([file('GX010001.MP4'), file('GX020001.MP4', { width: 1280 })])).toEqual([])
    expect(cameraSplits([file('GX010001.MP4'), file('GX030001.MP4')])).toEqual([])
    expect(
      cameraSplits([file('GX010001.MP4', { recordedAtMs: 0 }), file('GX020001.MP4', { recordedAtMs: 9e9 })]),
    ).toEqual([])
  })

  it('are joined by the order of their names where someone says so and they are alike', () => {
    expect(names(rowsToJoin([file('b10.mp4'), file('b9.mp4'), file('a.mp4')]))).toEqual([
      ['a.mp4', 'b9.mp4', 'b10.mp4'],
    ])
    expect(rowsToJoin([file('a.mp4'), file('b.mp4', { fps: 50 })])).toEqual([])
    expect(rowsToJoin([file('a.mp4')])).toEqual([])
  })

  it('are the same recording by what they are and their order, and their names cannot leave their quotes', () => {
    const [a, b] = ['a', 'b'].map(letter => ({ sizeBytes: 1, hash: letter.repeat(64) }))
    if (!a || !b) throw new Error('two identities')
    expect(joinedIdentity([a, b])).not.toEqual(joinedIdentity([b, a]))
    expect(joinedIdentity([a, b]).sizeBytes).toBe(2)
    expect(listText([{ file: "/x/it's\\.mp4", durationMs: 1500 }])).toBe(
      "ffconcat version 1.0\nfile 'file:/x/it'\\''s\\.mp4'\nduration 1.500\n",
    )
  })
})
