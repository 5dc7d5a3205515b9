import { type MediaPart, mediaAddress } from '../../electron/contract/api/doors.ts'
import type { RecordingId } from '../../electron/contract/records/recording.ts'
import { useAppInfo } from './queries.ts'

/** Makes addresses of recordings' bytes; undefined until the host has told its key. */
export function useMediaAddress(): ((id: RecordingId, part: MediaPart) => string) | undefined {
  const mediaKey = useAppInfo().data?.mediaKey
  return mediaKey === undefined ? undefined : (id, part) => mediaAddress(id, part, mediaKey)
}
