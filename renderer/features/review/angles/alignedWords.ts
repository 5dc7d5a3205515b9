import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { assertNever } from '../../../../electron/contract/errors.ts'

/** How a recording came to its place on the lesson clock, in words. @param first it is the lesson's clock */
export function alignedWords({ alignedBy, audioCodec }: RecordingView, first: boolean): string {
  if (first) return 'the lesson’s clock'
  if (alignedBy === undefined)
    return audioCodec === undefined ? 'no sound to line it up by' : 'not lined up yet'
  switch (alignedBy) {
    case 'sound':
      return 'lined up by its sound'
    case 'hand':
      return 'put in its place by hand'
    case 'nothing':
      return 'shares no sound with the others'
    default:
      return assertNever(alignedBy)
  }
}
