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

/** So long the screen may take to show the frame of a seek that is over, however busy the machine is. */
const FRAME_PATIENCE_MS = 3_000
const SEEK_PATIENCE_MS = 4_000

/** A frame this far from where the element was sent, s, and nearer to where it stood, is the old one, painted late. */
const LATE_S = 1

/**
 * Resolves when the seek under way is over and its frame is on the screen; on a busy machine either may be first. A seek to another place in
 * the frame that is on shows it anew. @param fromS where the element stood before @returns whether the frame was seen to come
 */
export function seekPainted(video: HTMLVideoElement, fromS: number): Promise<boolean> {
  const targetS = video.currentTime
  return new Promise(resolve => {
    // Sent to where it stands, it shows nothing anew.
    let painted = targetS === fromS
    let over = false
    let request: number
    const finish = () => {
      clearTimeout(patience)
      video.cancelVideoFrameCallback(request)
      video.removeEventListener('seeked', seeked)
      resolve(painted)
    }
    let patience = setTimeout(finish, SEEK_PATIENCE_MS)
    const seeked = () => {
      over = true
      if (painted) return finish()
      clearTimeout(patience)
      patience = setTimeout(finish, FRAME_PATIENCE_MS)
    }
    const shown = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      const off = Math.abs(mediaTime - targetS)
      if (off > LATE_S && Math.abs(mediaTime - fromS) < off) {
        request = video.requestVideoFrameCallback(shown)
        return
      }
      painted = true
      if (over) finish()
    }
    request = video.requestVideoFrameCallback(shown)
    video.addEventListener('seeked', seeked)
  })
}
