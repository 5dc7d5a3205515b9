import type { ExportStyle, Size } from '../export.types.ts'

/** What one clip brings along. */
export interface ReelPicture {
  readonly size: Size
  /** Time between pictures, ms. */
  readonly pictureMs: number
  /** ffmpeg's words for its steady rate. */
  readonly rate: string
}

/** What all clips of a reel share. */
export interface ReelStage {
  readonly canvas: Size
  readonly rate: string
  readonly pictureMs: number
}

const sizes = [480, 720, 1080] as const
/** Faster pictures than this cost much and show no more of a lesson. */
const mostFps = 60
const usual = { rate: '30', pictureMs: 1000 / 30 }

const isUpright = ({ width, height }: Size) => height > width

/** The one size of clips that have one, else a usual one that is large enough for most of them. Pure. */
function canvasFor(all: readonly Size[], style: ExportStyle): Size {
  const [first = { width: 1280, height: 720 }] = all
  const same = all.every(({ width, height }) => width === first.width && height === first.height)
  if (same && style !== 'panel') return first
  // A panel stands beside the picture, whichever way that is turned.
  const upright = style !== 'panel' && all.every(isUpright)
  const wanted = Math.max(...all.map(({ width, height }) => Math.min(width, height)))
  const short = sizes.find(side => side >= Math.min(wanted, 1080)) ?? 1080
  const side = style === 'panel' ? Math.max(720, short) : short
  const long = 2 * Math.round((side * 16) / 18)
  return upright ? { width: side, height: long } : { width: long, height: side }
}

/**
 * Chooses one size and one rate for clips of different ones. Pure.
 * @param pictures of the clips, as each would be alone
 */
export function reelStage(pictures: readonly ReelPicture[], style: ExportStyle): ReelStage {
  const rates = new Map<string, number>()
  for (const { rate } of pictures) rates.set(rate, (rates.get(rate) ?? 0) + 1)
  const [only] = pictures
  const oneRate = rates.size === 1 && only && 1000 / only.pictureMs <= mostFps + 0.1 && only.pictureMs <= 50
  return {
    canvas: canvasFor(
      pictures.map(({ size }) => size),
      style,
    ),
    ...(oneRate ? { rate: only.rate, pictureMs: only.pictureMs } : usual),
  }
}
