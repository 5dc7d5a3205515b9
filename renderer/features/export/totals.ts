import type { ExportEstimate } from '../../../electron/contract/api/clips.ts'

/** All clips of one export taken together. */
export interface ExportTotal {
  readonly sizeBytes: number
  readonly tookMs: number
  readonly durationMs: number
  readonly comments: number
  readonly privateLeftOut: number
  /** `1920×1080`; several where the clips differ. */
  readonly pictures: readonly string[]
  readonly missingGlyphs: readonly string[]
}

export function totalOf(estimates: readonly ExportEstimate[]): ExportTotal {
  const sum = (field: 'sizeBytes' | 'tookMs' | 'durationMs' | 'comments' | 'privateLeftOut') =>
    estimates.reduce((total, estimate) => total + estimate[field], 0)
  return {
    sizeBytes: sum('sizeBytes'),
    tookMs: sum('tookMs'),
    durationMs: sum('durationMs'),
    comments: sum('comments'),
    privateLeftOut: sum('privateLeftOut'),
    pictures: [
      ...new Set(estimates.map(({ width, height }) => (width > 0 ? `${width}×${height}` : 'sound only'))),
    ],
    missingGlyphs: [...new Set(estimates.flatMap(({ missingGlyphs }) => missingGlyphs))],
  }
}
