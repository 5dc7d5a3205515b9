import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'

/** What the stage does with a recording. */
export type Source =
  | { kind: 'play'; part: 'original' | 'proxy'; missing: boolean }
  | { kind: 'missing' }
  /** A playable copy is being made, or has just been asked for. */
  | { kind: 'making' }
  /** A playable copy is needed and nobody makes it yet. */
  | { kind: 'wanted' }
  | { kind: 'failed' }

type Playability = Pick<RecordingView, 'missing' | 'proxy' | 'source'>

/**
 * @param distrusted the page tried the original and got no picture, or nothing at all: Chromium plays some codecs as sound
 * without a picture and without an error
 */
export function sourceOf(recording: Playability, distrusted: boolean): Source {
  const { missing, proxy } = recording
  if (proxy === 'ready' && (distrusted || missing || recording.source === 'proxy'))
    return { kind: 'play', part: 'proxy', missing }
  if (missing) return { kind: 'missing' }
  if (recording.source !== null && !(distrusted && recording.source === 'original'))
    return { kind: 'play', part: recording.source, missing }
  if (proxy === 'making') return { kind: 'making' }
  return proxy === 'failed' ? { kind: 'failed' } : { kind: 'wanted' }
}
