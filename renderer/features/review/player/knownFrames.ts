import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { api } from '../../../lib/api.ts'
import { FrameTimes } from './FrameTimes.ts'

const known = new Map<string, FrameTimes>()

/** The times of a recording's frames, asked of the host as they are needed; a recording's file does not change. */
export function frameTimesOf({ id, offsetMs }: { id: RecordingId; offsetMs: number }): FrameTimes {
  const key = `${id} ${offsetMs}`
  const times =
    known.get(key) ?? new FrameTimes((fromMs, toMs) => api.strips.frames({ id, fromMs, toMs }), offsetMs)
  known.set(key, times)
  return times
}
