/** What matters of a recording here; `width` is 0 for sound alone. */
type Placed = {
  readonly id: string
  readonly offsetMs: number
  readonly durationMs: number
  readonly width: number
}

/**
 * The recording that a clip shows: the one it names, else the first with a picture that covers it, else the first that covers
 * it, else the first.
 * @param recordings of its lesson, in the order in which they were added
 */
export function shownRecording<T extends Placed>(
  clip: { readonly fromMs: number; readonly toMs: number; readonly recordingId?: string | undefined },
  recordings: readonly T[],
): T | undefined {
  const covers = ({ offsetMs, durationMs }: T) =>
    offsetMs <= clip.fromMs && clip.toMs <= offsetMs + durationMs
  return (
    recordings.find(({ id }) => id === clip.recordingId) ??
    recordings.find(each => covers(each) && each.width > 0) ??
    recordings.find(covers) ??
    recordings[0]
  )
}
