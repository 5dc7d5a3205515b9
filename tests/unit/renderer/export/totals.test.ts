import { describe, expect, it } from 'vitest'
import type { ExportEstimate } from '../../../../electron/contract/api/clips.ts'
import { totalOf } from '../../../../renderer/features/export/totals.ts'

const estimate = (part: Partial<ExportEstimate>): ExportEstimate => ({
  width: 1280,
  height: 720,
  durationMs: 1000,
  sizeBytes: 10,
  tookMs: 100,
  encodedMs: 1000,
  copiedMs: 0,
  landsAtMs: 0,
  endsAtMs: 1000,
  parts: [{ how: 'encode', durationMs: 1000 }],
  comments: 1,
  privateLeftOut: 0,
  showMs: 700,
  hurried: 0,
  drawings: 0,
  held: 0,
  transcript: false,
  missingGlyphs: [],
  ...part,
})

describe('totalOf', () => {
  it('adds up what adds up, and names each size and missing letter once', () => {
    const total = totalOf([
      estimate({ missingGlyphs: ['𝒜'] }),
      estimate({ missingGlyphs: ['𝒜', 'ɸ'], privateLeftOut: 2 }),
      estimate({ width: 0, height: 0 }),
    ])
    expect(total).toMatchObject({ sizeBytes: 30, tookMs: 300, comments: 3, privateLeftOut: 2 })
    expect(total.pictures).toEqual(['1280×720', 'sound only'])
    expect(total.missingGlyphs).toEqual(['𝒜', 'ɸ'])
  })
})
