import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Library } from '../library/library.types.ts'

export interface RecordingViewParts {
  library(): Library
}

export function createRecordingView({ library }: RecordingViewParts) {
  return async ({ id, path, facts, offsetMs }: Recording): Promise<RecordingView> => {
    const file = resolve(library().dir, path)
    const missing = !existsSync(file)
    return {
      id,
      file,
      durationMs: facts.durationMs,
      width: facts.width,
      height: facts.height,
      ...(facts.fps !== undefined && { fps: facts.fps }),
      rotation: facts.rotation,
      ...(facts.videoCodec !== undefined && { videoCodec: facts.videoCodec }),
      ...(facts.audioCodec !== undefined && { audioCodec: facts.audioCodec }),
      playable: facts.playable,
      proxyNeeded: !facts.playable,
      missing,
      offsetMs,
      hasPoster: false,
      proxy: 'none',
      source: facts.playable && !missing ? 'original' : null,
    }
  }
}
