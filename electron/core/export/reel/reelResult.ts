import type { ExportedReel } from '../../../contract/api/clips.ts'
import type { ClipId } from '../../../contract/records/clip.ts'
import type { ExportedReel as WrittenReel } from './exportReel.ts'

/** A written reel as it is told: which clips are in it, in the order in which they were asked for, and which are not, and why. */
export function reelResult(clipIds: readonly ClipId[], made: WrittenReel): ExportedReel {
  const { file, durationMs, sizeBytes, failed, beside } = made
  const entries = clipIds.flatMap(clipId =>
    made.clips
      .filter(each => each.clipId === clipId)
      .slice(0, 1)
      .map(entry => ({ ...entry, clipId })),
  )
  return {
    reel: { file, durationMs, sizeBytes, verified: true, clips: entries, beside: [...beside] },
    exported: entries.map(entry => ({
      file,
      method: 'full',
      verified: true,
      sizeBytes,
      clipId: entry.clipId,
      durationMs: entry.durationMs,
      encodedMs: entry.durationMs,
      beside: [],
    })),
    failed: [...failed],
  }
}
