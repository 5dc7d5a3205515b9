import { cleanText } from '../../text/typeset/cleanText.ts'
import { measureText } from '../../text/typeset/fonts.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import type { ExportTag } from '../export.types.ts'
import type { CardMetrics } from './metrics.ts'

/** One tag, ready to be drawn; widths in pixels. */
export interface Badge {
  readonly tag: ExportTag
  readonly code: string
  readonly title: string
  /** `3 of 4`, `not observed`, or nothing where the tag is not rated. */
  readonly level: string
  readonly width: number
  readonly parts: {
    readonly codeWidth: number
    readonly titleWidth: number
    readonly barsWidth: number
    readonly levelWidth: number
  }
}

export interface BadgeMeasures {
  readonly height: number
  readonly codeHeight: number
  readonly padLeft: number
  readonly padRight: number
  readonly gap: number
  readonly barWidth: number
  readonly barGap: number
  readonly radius: number
  readonly codeSizePx: number
}

/** The proportions of a badge at this size of picture, in pixels. */
export function badgeMeasures(metrics: CardMetrics): BadgeMeasures {
  const u = metrics.badge.sizePx / 26
  const height = Math.round((metrics.compact ? 44 : 56) * u)
  return {
    height,
    codeHeight: Math.round((metrics.compact ? 34 : 38) * u),
    padLeft: Math.max(1, Math.round((metrics.compact ? 5 : 9) * u)),
    padRight: Math.max(3, Math.round((metrics.compact ? 10 : 18) * u)),
    gap: Math.max(3, Math.round(14 * u)),
    barWidth: Math.max(2, Math.round(8 * u)),
    barGap: Math.max(1, Math.round(4 * u)),
    radius: Math.max(2, Math.round(9 * u)),
    codeSizePx: Math.max(9, 24 * u),
  }
}

export const badgeWeight = { code: 680, title: 560, level: 600 } as const

function levelWords(tag: ExportTag): string {
  if (tag.notObserved) return 'not observed'
  // A level of a rubric that this machine does not have stands as it was written.
  return tag.levelIndex === undefined ? (tag.levelLabel ?? '') : `${tag.levelIndex + 1} of ${tag.levelCount}`
}

/** Lays out a tag within `maxWidth`; a criterion's long title is cut with an ellipsis, its code and level never are. */
export function badgeLayout(tag: ExportTag, maxWidth: number, metrics: CardMetrics): Badge {
  const b = badgeMeasures(metrics)
  const size = metrics.badge.sizePx
  const code = shorten(
    cleanText(tag.code).replaceAll('\n', ' '),
    Math.max(maxWidth / 3, b.codeHeight),
    text => measureText(text, badgeWeight.code, b.codeSizePx),
  )
  const codeWidth = Math.ceil(
    Math.max(b.codeHeight * 1.2, measureText(code, badgeWeight.code, b.codeSizePx) + b.codeHeight * 0.42),
  )
  const level = shorten(cleanText(levelWords(tag)), maxWidth / 2, text =>
    measureText(text, badgeWeight.level, size),
  )
  const levelWidth = level === '' ? 0 : Math.ceil(measureText(level, badgeWeight.level, size))
  const barCount = tag.notObserved || tag.levelIndex === undefined ? 0 : tag.levelCount
  const barsWidth = barCount === 0 ? 0 : barCount * b.barWidth + (barCount - 1) * b.barGap
  const fixed =
    b.padLeft +
    codeWidth +
    b.padRight +
    (barsWidth && barsWidth + b.gap * 0.7) +
    (levelWidth && levelWidth + b.gap)
  // A criterion that this machine's rubrics do not have is known by its code alone; once is enough.
  const words = tag.title === tag.code ? '' : cleanText(tag.title).replaceAll('\n', ' ')
  const title = shorten(words, maxWidth - fixed - b.gap, text => measureText(text, badgeWeight.title, size))
  const titleWidth = title === '' ? 0 : Math.ceil(measureText(title, badgeWeight.title, size))
  const width = Math.ceil(fixed + (titleWidth && titleWidth + b.gap))
  return {
    tag,
    code,
    title,
    level,
    width: Math.min(width, Math.floor(maxWidth)),
    parts: { codeWidth, titleWidth, barsWidth, levelWidth },
  }
}

/** Sets badges into rows no wider than `maxWidth`, in their order. */
export function badgeRows(badges: readonly Badge[], maxWidth: number, gap: number): Badge[][] {
  const rows: Badge[][] = []
  let used = 0
  for (const badge of badges) {
    const row = rows.at(-1)
    if (row && used + gap + badge.width <= maxWidth) {
      row.push(badge)
      used += gap + badge.width
    } else {
      rows.push([badge])
      used = badge.width
    }
  }
  return rows
}
