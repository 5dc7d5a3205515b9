import { formatTimecode } from '../../electron/contract/time/timecode.ts'

/** Where a comment stands, as it is said aloud. */
export const placeWords = ({ atMs, toMs }: { atMs: number; toMs?: number | undefined }): string =>
  toMs === undefined
    ? `at ${formatTimecode(atMs)}`
    : `from ${formatTimecode(atMs)} to ${formatTimecode(toMs)}`
