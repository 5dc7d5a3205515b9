import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'

/** What the stage does with a recording. */
export type Source =
  /** `live`: the playable copy while it is being made. */
  { kind: 'play'; part: 'original' | 'proxy' | 'live'; missing: boolean } | { kind: 'missing' }

type Playability = Pick<RecordingView, 'missing' | 'proxy' | 'source'>

/**
 * @param distrusted the page tried the original and got no picture, or nothing at all: Chromium plays some codecs as sound
 * without a picture and without an error
 */
export function sourceOf(recording: Playability, distrusted: boolean): Source {
  const { missing, proxy, source } = recording
  if (proxy === 'ready' && (distrusted || missing || source !== 'original'))
    return { kind: 'play', part: 'proxy', missing }
  if (missing) return { kind: 'missing' }
  return { kind: 'play', part: source === 'original' && !distrusted ? 'original' : 'live', missing }
}

/**
 * The copy that was watched while it was made is exchanged for the finished one where nobody notices: when the picture stands.
 * @param shown what the stage plays now
 */
export function settledSource(shown: Source | undefined, next: Source, moving: boolean): Source {
  const stays = moving && shown?.kind === 'play' && shown.part === 'live'
  return stays && next.kind === 'play' && next.part === 'proxy' ? shown : next
}
