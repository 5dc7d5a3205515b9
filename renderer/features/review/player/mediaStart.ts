const starts = new WeakMap<HTMLVideoElement, { readonly src: string; readonly startS: number }>()

/**
 * `currentTime` at which an element opened what it plays, in seconds: before anything has sought, that is where the recording
 * begins; later it is not. So it is first asked for when the first data is there.
 */
export function startOf(video: HTMLVideoElement): number {
  const known = starts.get(video)
  if (known?.src === video.currentSrc) return known.startS
  const startS = video.currentTime
  starts.set(video, { src: video.currentSrc, startS })
  return startS
}
