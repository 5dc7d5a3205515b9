import type { Box } from '../export.types.ts'
import type { Layer } from '../overlay/layers.ts'

export interface HideRequest {
  readonly hides: NonNullable<Layer['hides']>
  /** Labels of the picture, of the layer as it comes from its file, and of what comes out. */
  readonly picture: string
  readonly layer: string
  readonly out: string
  /** A name of our own that no other label has; what is in between is called by it. */
  readonly name: string
  /** Where the layer lies on the picture. */
  readonly box: Box
  readonly matrix: 'bt709' | 'smpte170m'
  readonly range: 'tv' | 'pc'
  /** How the layer is turned before it is laid over. */
  readonly turn?: readonly string[]
}

/**
 * The chains that hide a part of a picture. A blurred part is brought down to a few blocks, each the mean of what it covers, and only
 * those are drawn out again: what is between them is not in the picture any more. They are always laid over, by nothing where nothing is to be hidden:
 * a filter that is switched on and off can be off for a picture too many. Pure.
 */
export function hideChains(request: HideRequest): string[] {
  const { hides, picture, layer, out, name, box, matrix, range, turn = [] } = request
  const lay = `overlay=x=${box.x}:y=${box.y}:format=yuv420:eof_action=repeat${out}`
  if (hides === 'solid') {
    const filters = [`scale=out_color_matrix=${matrix}:out_range=${range}`, 'format=yuva420p', ...turn]
    return [`${layer}${filters.join(',')}[${name}h]`, `${picture}[${name}h]${lay}`]
  }
  const few = (side: number) => Math.max(1, Math.round(side / hides.blockPx))
  const kept = `in_range=${range}:out_range=${range}`
  const blurred = [
    `crop=${box.width}:${box.height}:${box.x}:${box.y}:exact=1`,
    `scale=${few(box.width)}:${few(box.height)}:flags=area:${kept}`,
    `scale=${box.width}:${box.height}:flags=bilinear:${kept}`,
    'format=yuva420p',
  ]
  return [
    `${picture}split[${name}s][${name}b]`,
    `${layer}${['alphaextract', ...turn].join(',')}[${name}a]`,
    `[${name}b]${blurred.join(',')}[${name}c]`,
    `[${name}c][${name}a]alphamerge[${name}h]`,
    `[${name}s][${name}h]${lay}`,
  ]
}
