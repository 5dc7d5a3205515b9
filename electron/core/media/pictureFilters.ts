import type { PictureStream } from './streams.ts'

export interface FilterOptions {
  /** As shown; even where the encoder needs it. */
  readonly width: number
  readonly height: number
  /** The filters that this ffmpeg has. */
  readonly available: ReadonlySet<string>
  /** ffmpeg's name for the way of scaling; default the fastest. */
  readonly scaler?: string
}

/**
 * The size of a copy: as shown, its shorter side at most `shortSide`, never larger than the original, both sides even (H.264 in
 * 4:2:0 has no odd ones) and at least 2. Pure.
 */
export function fittedSize(
  width: number,
  height: number,
  shortSide: number,
): { width: number; height: number } {
  const scale = Math.min(1, shortSide / Math.max(1, Math.min(width, height)))
  const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2))
  return { width: even(width), height: even(height) }
}

/**
 * From the stored picture to a square-pixel SDR one of the given size. ffmpeg has turned it upright before these filters run.
 * Text of people never comes in here; every value is a number or a name of our own. Pure.
 */
export function pictureFilters(
  picture: PictureStream,
  { width, height, available, scaler = 'fast_bilinear' }: FilterOptions,
): string[] {
  const size = `${width}:${height}`
  const deinterlace =
    picture.interlaced && available.has('yadif') ? ['yadif=mode=send_frame:parity=auto:deint=all'] : []
  const canToneMap = picture.hdrTransfer !== undefined && available.has('zscale') && available.has('tonemap')
  const scaled = canToneMap
    ? [
        // Small before the costly floating-point part, then linear light, a gentle curve, and back to what every screen shows.
        `scale=${size}:flags=${scaler}`,
        `zscale=tin=${picture.hdrTransfer}:pin=bt2020:min=bt2020nc:t=linear:npl=203`,
        'format=gbrpf32le',
        'zscale=p=bt709',
        'tonemap=tonemap=hable:desat=0',
        'zscale=t=bt709:m=bt709:r=limited',
      ]
    : [`scale=${size}:flags=${scaler}`]
  return [...deinterlace, ...scaled, 'setsar=1', 'format=yuv420p']
}
