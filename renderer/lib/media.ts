import { frameAddress, type MediaPart, mediaAddress } from '../../electron/contract/api/doors.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import type { RecordingId } from '../../electron/contract/records/recording.ts'
import { useAppInfo } from './queries.ts'

export type MediaAddress = (recording: Pick<RecordingView, 'id' | 'soundStream'>, part: MediaPart) => string

/** Makes addresses of recordings' bytes; undefined until the host has told its key. */
export function useMediaAddress(): MediaAddress | undefined {
  const mediaKey = useAppInfo().data?.mediaKey
  if (mediaKey === undefined) return undefined
  // A poster has no sound.
  return ({ id, soundStream }, part) =>
    mediaAddress(id, part, mediaKey, part === 'poster' ? undefined : soundStream)
}

/** Makes addresses of frames of moments (ms on the recording's own clock). */
export function useFrameAddress(): ((id: RecordingId, atMs: number) => string) | undefined {
  const mediaKey = useAppInfo().data?.mediaKey
  return mediaKey === undefined ? undefined : (id, atMs) => frameAddress(id, atMs, mediaKey)
}
