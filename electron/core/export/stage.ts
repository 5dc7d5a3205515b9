import { DebriefError } from '../../contract/errors.ts'
import type { Box, ExportStyle, Size } from './export.types.ts'
import { evenSide, fitInto } from './fitInto.ts'
import { panelLayout } from './panel/panelLayout.ts'

/** The exported picture and where the recording's own stands in it. */
export interface Stage {
  readonly canvas: Size
  readonly picture: Box
}

/** Letters need some pixels: smaller pictures are enlarged, so that a comment on them can be read. */
const minSide = 144

/** The exported picture's size: as shown, even (H.264 in 4:2:0 has no odd sides). Pure. */
export function exportSize(shown: Size, style: ExportStyle): Size {
  const side = Math.min(shown.width, shown.height)
  const scale = style !== 'none' && side > 0 && side < minSide ? minSide / side : 1
  return { width: evenSide(shown.width * scale), height: evenSide(shown.height * scale) }
}

export interface StageRequest {
  /** The recording's picture, as shown. */
  readonly shown: Size
  readonly style: ExportStyle
  /** Room for a question below the picture of a side panel. */
  readonly prompted: boolean
  /** The clip is one of several of this size; else it has its own. */
  readonly canvas?: Size | undefined
  /** What is thrown is about this. */
  readonly subject: string
}

/**
 * Decides how large the exported picture is and where the recording stands in it. Pure.
 * @throws DebriefError input.invalid, where the picture is too small to stand beside a column of comments
 */
export function stageFor({ shown, style, prompted, canvas, subject }: StageRequest): Stage {
  if (style === 'panel') {
    const layout = panelLayout(shown, { prompted, canvas })
    if (layout) return { canvas: layout.canvas, picture: layout.picture }
    throw new DebriefError(
      'input.invalid',
      `The picture of this recording is ${shown.width} × ${shown.height}, too small to stand beside a column of comments. Choose the look “Overlay”, which enlarges it.`,
      { subject },
    )
  }
  if (canvas) return { canvas, picture: fitInto(shown, { x: 0, y: 0, ...canvas }) }
  const size = exportSize(shown, style)
  return { canvas: size, picture: { x: 0, y: 0, ...size } }
}

export const fills = ({ canvas, picture }: Stage): boolean =>
  picture.width === canvas.width && picture.height === canvas.height
