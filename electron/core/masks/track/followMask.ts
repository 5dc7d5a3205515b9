import { setImmediate as breathe } from 'node:timers/promises'
import type { PictureSize } from '../../../contract/drawing/geometry.ts'
import { DebriefError } from '../../../contract/errors.ts'
import { placeAt, placeWithin } from '../../../contract/masks/places.ts'
import type { Mask, MaskKeyframe, MaskPlace } from '../../../contract/records/mask.ts'
import { type FrameSource, greyFrames } from './frames.ts'
import { Tracker } from './tracker.ts'

/** What is followed is so many grey pixels high or wide: enough to know it by, few enough to be quick. */
const patternPx = 36
const mostWidthPx = 640
const leastWidthPx = 96
/** Found places are told in so many at once. */
const batch = 12
/** No longer than this without letting others have a turn. */
const turnMs = 12

/** The size of the grey pictures in which something of this size is followed. Pure. */
export function greySize(picture: PictureSize, place: MaskPlace): PictureSize {
  const longest = Math.max(picture.width, picture.height)
  const wanted = patternPx / Math.min(place.width, place.height)
  const scale = Math.min(1, mostWidthPx / longest, Math.max(wanted, leastWidthPx / longest))
  const side = (length: number) => Math.max(2, Math.round(length * scale))
  return { width: side(picture.width), height: side(picture.height) }
}

const scaledPlace = ({ x, y, width, height }: MaskPlace, from: PictureSize, to: PictureSize): MaskPlace => {
  const [sx, sy] = [to.width / from.width, to.height / from.height]
  return { x: x * sx, y: y * sy, width: width * sx, height: height * sy }
}

/**
 * Follows what a mask covers at one moment up to another, which may be earlier.
 * @param found told of the places that were found, in the order in which they were followed; without the first
 * @returns `lost` where it could not be found any more: the last place that was told is the last that is sure
 * @throws DebriefError input.invalid (there is nothing to follow), media.unreadable, tools.*, cancelled
 */
export async function followMask(
  source: Omit<FrameSource, 'size'>,
  mask: Pick<Mask, 'keyframes' | 'picture'>,
  span: { readonly fromMs: number; readonly toMs: number },
  found: (places: readonly MaskKeyframe[]) => Promise<void>,
): Promise<'reached' | 'lost'> {
  const { picture } = mask
  const start = placeWithin(placeAt(mask, span.fromMs), picture)
  const size = greySize(picture, start)
  let tracker: Tracker | undefined
  let waiting: MaskKeyframe[] = []
  let turn = performance.now()
  const tell = async () => {
    if (waiting.length > 0) await found(waiting)
    waiting = []
  }
  for await (const frame of greyFrames({ ...source, size }, span)) {
    source.signal.throwIfAborted()
    if (!tracker) {
      tracker = new Tracker(frame, scaledPlace(start, picture, size))
      if (tracker.hasSomething) continue
      throw new DebriefError(
        'input.invalid',
        'What the mask covers here looks too even to be followed, like a wall. Put the mask around something with edges, or move it by hand. Nothing was changed.',
        { subject: 'mask' },
      )
    }
    const { atMs, place, sure } = tracker.next(frame)
    if (sure && atMs !== span.fromMs)
      waiting.push({ atMs, ...placeWithin(scaledPlace(place, size, picture), picture), byHand: false })
    if (tracker.lost) break
    if (waiting.length >= batch) await tell()
    if (performance.now() - turn > turnMs) {
      await breathe()
      turn = performance.now()
    }
  }
  await tell()
  if (tracker) return tracker.lost ? 'lost' : 'reached'
  throw new DebriefError(
    'media.unreadable',
    'No picture of the recording could be read at this moment, so nothing was followed. Try another moment; the mask is as it was.',
    { subject: source.file },
  )
}
