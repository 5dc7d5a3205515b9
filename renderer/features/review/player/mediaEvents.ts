/** Listens to a media element. @returns to stop listening */
export function listenToMedia(
  video: HTMLVideoElement,
  handlers: Readonly<Partial<Record<keyof HTMLMediaElementEventMap, () => void>>>,
): () => void {
  const entries = Object.entries(handlers)
  for (const [name, listen] of entries) video.addEventListener(name, listen)
  return () => {
    for (const [name, listen] of entries) video.removeEventListener(name, listen)
  }
}

/** Tells the media time (seconds) of every frame as it is put on the screen. @returns to stop */
export function watchFrames(video: HTMLVideoElement, shown: (mediaTimeS: number) => void): () => void {
  let request: number
  const frame = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    shown(mediaTime)
    request = video.requestVideoFrameCallback(frame)
  }
  request = video.requestVideoFrameCallback(frame)
  return () => video.cancelVideoFrameCallback(request)
}

/** Resolves when the seek under way is over and its frame is on the screen. */
export function seekPainted(video: HTMLVideoElement): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      // The frame's own news comes with the next paint, not with `seeked`.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    }
    video.addEventListener('seeked', done, { once: true })
  })
}
