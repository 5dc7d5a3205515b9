/** So loud is a picture that is not heard: 100 dB down, which is nothing in 16 bits, and not the 0 that stops its clock from being true. */
const HUSHED = 0.00001

/**
 * Makes an element as loud as it is to be. What has to keep step with another one is never muted: Chromium plays a muted element (or one at
 * volume 0) to no device at all, paced by a timer, and its clock loses 50 to 150 ms whenever the machine is busy; hushed, it plays to the same
 * device as the one that is heard, and stays within 4 ms of it.
 * @param alone no other picture keeps step with it
 */
export function setLoudness(
  video: HTMLMediaElement,
  {
    volume,
    muted,
    heard,
    alone,
  }: { readonly volume: number; readonly muted: boolean; readonly heard: boolean; readonly alone: boolean },
): void {
  const hushed = !alone && (muted || !heard || volume < HUSHED)
  video.muted = alone && (muted || !heard)
  video.volume = hushed ? HUSHED : volume
}
