import type { Box, Size } from '../export.types.ts'

/** The design is drawn at 1920 × 1080; one unit there is this many pixels on a picture's shorter side of 1080. */
const designSide = 1080
/** Below these, letters dissolve in the video's coarse colour grid. */
const minTextPx = 13
const minSmallPx = 11

/** Type for a comment's words: size and line height in pixels. */
export interface TextType {
  readonly sizePx: number
  readonly lineHeight: number
}

/** Every measure that a card on this picture needs, in whole pixels where something is drawn. */
export interface CardMetrics {
  /** On the picture, or in a column beside it. */
  readonly look: 'overlay' | 'panel'
  readonly picture: Size
  /** No card leaves this box. */
  readonly safe: Box
  /** Pixels per unit of the design. */
  readonly unit: number
  /** On small pictures the letters are large for the picture: no portrait, narrow paddings, tags below. */
  readonly compact: boolean
  /** The words' type at its normal size. */
  readonly text: TextType
  /** The smallest type that may be used to fit many words into little time. */
  readonly dense: TextType
  readonly name: TextType
  readonly badge: TextType
  /** A clip title's plate; 0 where the picture has no room for it. */
  readonly bugHeight: number
  readonly gap: number
}

const type = (sizePx: number, ratio: number): TextType => ({ sizePx, lineHeight: Math.round(sizePx * ratio) })

/**
 * Scales the design to a picture. Sizes follow the shorter side, so that portrait and landscape recordings get the same
 * letters; small pictures get letters that are larger for their size, because they must stay legible.
 */
export function cardMetrics(picture: Size): CardMetrics {
  const side = Math.min(picture.width, picture.height)
  const base = side / designSide
  const sizePx = Math.max(40 * base, minTextPx)
  const unit = sizePx / 40
  const compact = unit > base * 1.3
  const margin = Math.round(Math.max(56 * base, compact ? Math.min(6, side / 16) : 4))
  const name = type(compact ? Math.max(sizePx * 0.85, minSmallPx) : 28 * unit, 36 / 28)
  const badge = type(compact ? Math.max(sizePx * 0.8, minSmallPx) : 26 * unit, 36 / 26)
  return {
    look: 'overlay',
    picture,
    safe: {
      x: margin,
      y: margin,
      width: Math.max(1, picture.width - 2 * margin),
      height: Math.max(1, picture.height - 2 * margin),
    },
    unit,
    compact,
    text: type(sizePx, 1.25),
    dense: type(Math.max(26 * base, minSmallPx), 34 / 26),
    name,
    badge,
    bugHeight: side < 170 ? 0 : Math.round(compact ? badge.sizePx * 1.7 : 56 * unit),
    gap: Math.max(2, Math.round(16 * (compact ? base : unit))),
  }
}
