import { cleanText } from '../../text/typeset/cleanText.ts'
import { measureText } from '../../text/typeset/fonts.ts'
import { readingMs, wordsMs } from '../../text/typeset/readingTime.ts'
import { type Line, wrapBalanced, wrapText } from '../../text/typeset/wrapText.ts'
import type { ExportComment, Size } from '../export.types.ts'
import { type Badge, badgeLayout, badgeMeasures, badgeRows } from './badgeLayout.ts'
import type { CardMetrics, TextType } from './metrics.ts'

export const textWeight = 500

/** What a card shows at one time: some lines of the comment, some rows of its tags. */
export interface CardPage {
  readonly lines: readonly Line[]
  readonly badges: ReadonlyArray<readonly Badge[]>
  /** Its share of the time, against the other pages'. */
  readonly weight: number
}

/** Distances within a card, in pixels. */
export interface CardFrame {
  readonly edge: number
  readonly padTop: number
  readonly padBottom: number
  readonly padRight: number
  readonly avatar: { readonly x: number; readonly size: number } | undefined
  readonly textX: number
  /** From the card's top padding to the words: name and kind. */
  readonly head: number
  readonly textGap: number
  /** Between the words and tags below them, and tags beside them. */
  readonly badgeGap: number
  readonly besideGap: number
}

/** A comment's card: one size for all its pages, so that nothing jumps when a page turns. */
export interface CardLayout extends Size {
  readonly comment: ExportComment
  readonly metrics: CardMetrics
  readonly frame: CardFrame
  readonly type: TextType
  /** Width of the column of words. */
  readonly textWidth: number
  /** Tags stand beside the words on wide pictures, below them on others. */
  readonly badgesBeside: boolean
  readonly pages: readonly CardPage[]
  /** The words need more time than the clip gives them. */
  readonly hurried: boolean
}

export interface CardRoom {
  /** No card is taller. */
  readonly maxHeight: number
  /** How long the card is on the picture in all. */
  readonly shownMs: number
}

function cardFrame(metrics: CardMetrics): CardFrame {
  const u = metrics.unit
  const px = (units: number, least = 1) => Math.max(least, Math.round(units * u))
  if (metrics.look === 'panel') {
    const avatar = { x: px(34), size: px(44) }
    return {
      edge: px(10, 3),
      padTop: px(24),
      padBottom: px(24),
      padRight: px(26),
      avatar,
      textX: px(34),
      // Avatar and name, below them the kind.
      head: avatar.size + px(8) + metrics.name.lineHeight + px(8),
      textGap: px(8),
      badgeGap: px(14),
      besideGap: 0,
    }
  }
  if (metrics.compact) {
    return {
      edge: px(12, 3),
      padTop: px(14, 2),
      padBottom: px(16, 3),
      padRight: px(22, 4),
      avatar: undefined,
      textX: px(12, 3) + px(20, 4),
      head: metrics.name.lineHeight + 1,
      textGap: 1,
      badgeGap: px(10, 2),
      besideGap: 0,
    }
  }
  return {
    edge: px(12),
    padTop: px(22),
    padBottom: px(24),
    padRight: px(32),
    avatar: { x: px(44), size: px(84) },
    textX: px(156),
    head: metrics.name.lineHeight + px(4),
    textGap: px(4),
    badgeGap: px(14),
    besideGap: px(44),
  }
}

/** From the picture's normal type, two lines a page, to the densest that is still legible. */
function typeSteps(metrics: CardMetrics): ReadonlyArray<{ type: TextType; lines: number }> {
  const middle = Math.sqrt(metrics.text.sizePx * metrics.dense.sizePx)
  // An upright picture has narrow lines and room below the faces.
  const upright = metrics.picture.height > metrics.picture.width
  const denseType = { type: metrics.dense, lines: Number.POSITIVE_INFINITY }
  // Beside the picture nothing is covered, so a card may be as tall as its column.
  if (metrics.look === 'panel')
    return [
      { type: metrics.text, lines: Number.POSITIVE_INFINITY },
      {
        type: { sizePx: middle, lineHeight: Math.round(middle * 1.28) },
        lines: Number.POSITIVE_INFINITY,
      },
      denseType,
    ]
  return [
    { type: metrics.text, lines: upright ? 3 : 2 },
    { type: metrics.text, lines: 3 },
    { type: metrics.text, lines: 4 },
    { type: { sizePx: middle, lineHeight: Math.round(middle * 1.28) }, lines: 6 },
    denseType,
  ]
}

/** A page that is turned sooner than this is worse than a fuller one. */
const minDwellMs = 4000
const maxColumn = { beside: 980, alone: 1180 } as const
const minColumnBeside = 640
const besideMax = 2

function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size))
  return chunks
}

/** Pages of words with the tags' rows dealt to them; where a page has no room for both, the tags get pages of their own. */
function dealPages(
  lines: readonly Line[],
  linesPerPage: number,
  rows: ReadonlyArray<readonly Badge[]>,
  rowsPerPage: number,
  together: boolean,
): CardPage[] {
  const lineChunks = chunk(lines, linesPerPage)
  const rowChunks = rowsPerPage > 0 ? chunk(rows, rowsPerPage) : []
  const costs = lineChunks.map(page => wordsMs(page.map(line => line.text).join(' ')))
  const most = Math.max(...costs, 1)
  const weightOf = (i: number) => Math.max(costs[i] ?? 0, most * 0.4)
  if (!together) {
    return [
      ...lineChunks.map((page, i) => ({ lines: page, badges: [], weight: weightOf(i) })),
      ...rowChunks.map(page => ({ lines: [], badges: page, weight: most * 0.4 })),
    ]
  }
  return Array.from({ length: Math.max(lineChunks.length, rowChunks.length) }, (_, i) => ({
    lines: lineChunks[i] ?? [],
    badges: rowChunks[i % Math.max(1, rowChunks.length)] ?? [],
    weight: weightOf(i),
  }))
}

/**
 * Lays out a comment's card: chooses the type, breaks the words into pages, places the tags. Every sign of the text and
 * every tag is on some page; the card fits `maxHeight` and the picture's safe width.
 */
export function cardLayout(comment: ExportComment, metrics: CardMetrics, room: CardRoom): CardLayout {
  const frame = cardFrame(metrics)
  const u = metrics.unit
  const text = cleanText(comment.text)
  const innerWidth = Math.max(8, metrics.safe.width - frame.textX - frame.padRight)
  const b = badgeMeasures(metrics)
  const rowGap = Math.max(2, Math.round(b.height * 0.16))

  const besideWidth = Math.min(640 * u, innerWidth - minColumnBeside * u - frame.besideGap)
  const beside = comment.tags.map(tag => badgeLayout(tag, besideWidth, metrics))
  const inPanel = metrics.look === 'panel'
  const badgesBeside =
    !inPanel && !metrics.compact && beside.length > 0 && beside.length <= besideMax && besideWidth > 240 * u
  const besideColumn = badgesBeside ? Math.max(...beside.map(badge => badge.width)) : 0
  const columnRoom = innerWidth - (badgesBeside ? besideColumn + frame.besideGap : 0)
  const columnMax =
    metrics.compact || inPanel
      ? columnRoom
      : Math.min(columnRoom, (badgesBeside ? maxColumn.beside : maxColumn.alone) * u)
  const below = badgesBeside ? [] : comment.tags.map(tag => badgeLayout(tag, columnMax, metrics))
  const rows = badgesBeside ? beside.map(badge => [badge]) : badgeRows(below, columnMax, rowGap * 1.5)

  const head = frame.padTop + frame.head
  const rowsHeight = (count: number) => (count === 0 ? 0 : count * b.height + (count - 1) * rowGap)
  const belowHeight = (count: number) => (count === 0 ? 0 : frame.badgeGap + rowsHeight(count))
  const bare = room.maxHeight - head - frame.padBottom
  // Tags below the words: at most two rows at a time, and never at the price of the words' own two lines.
  const rowsPerPage = badgesBeside
    ? rows.length
    : ([...(inPanel ? [rows.length] : []), 2, 1].find(
        count => rows.length >= count && bare - belowHeight(count) >= metrics.text.lineHeight * 2,
      ) ?? (rows.length > 0 ? 1 : 0))
  const together =
    badgesBeside || rows.length === 0 || bare - belowHeight(rowsPerPage) >= metrics.text.lineHeight
  const linesRoom = bare - (badgesBeside || !together ? 0 : belowHeight(rowsPerPage))
  const allRead = room.shownMs >= readingMs(text) * 0.95

  const steps = typeSteps(metrics)
  let chosen: { type: TextType; pages: CardPage[] } | undefined
  for (const [i, step] of steps.entries()) {
    const fit = Math.max(1, Math.floor(linesRoom / step.type.lineHeight))
    const perPage = Math.min(step.lines, fit)
    const measure = (words: string) => measureText(words, textWeight, step.type.sizePx)
    const greedy = wrapText(text, columnMax, measure)
    const lines = greedy.length <= perPage && !inPanel ? wrapBalanced(text, columnMax, measure) : greedy
    const pages = dealPages(lines, perPage, rows, rowsPerPage, together)
    chosen = { type: step.type, pages }
    if (allRead || pages.length === 1 || room.shownMs / pages.length >= minDwellMs || i === steps.length - 1)
      break
  }
  const { type, pages } = chosen ?? { type: metrics.text, pages: [] }

  const most = (count: (page: CardPage) => number) => Math.max(0, ...pages.map(count))
  const name = nameWidth(comment, metrics)
  const wordsWidth = most(page =>
    Math.max(0, ...page.lines.map(line => measureText(line.text, textWeight, type.sizePx))),
  )
  const belowWidth = badgesBeside
    ? 0
    : most(page => Math.max(0, ...page.badges.map(row => rowWidth(row, rowGap * 1.5))))
  const textWidth = inPanel
    ? columnMax
    : Math.min(columnMax, Math.ceil(Math.max(wordsWidth, belowWidth, Math.min(name, columnMax))))
  const contentHeight = most(page => {
    const wordsHeight = page.lines.length * type.lineHeight
    return badgesBeside
      ? wordsHeight
      : wordsHeight +
          (page.lines.length > 0 ? belowHeight(page.badges.length) : rowsHeight(page.badges.length))
  })
  const least = Math.max(
    frame.avatar ? frame.avatar.size + frame.padTop : 0,
    badgesBeside ? rowsHeight(rows.length) + frame.padTop : 0,
  )
  return {
    comment,
    metrics,
    frame,
    type,
    textWidth,
    badgesBeside,
    pages,
    hurried: !allRead,
    width: inPanel
      ? metrics.safe.width
      : Math.min(
          metrics.safe.width,
          Math.ceil(
            frame.textX + textWidth + frame.padRight + (badgesBeside ? besideColumn + frame.besideGap : 0),
          ),
        ),
    height: Math.min(
      room.maxHeight,
      Math.ceil(Math.max(head + contentHeight + frame.padBottom, least + frame.padBottom)),
    ),
  }
}

const rowWidth = (row: readonly Badge[], gap: number) =>
  row.reduce((sum, badge) => sum + badge.width, 0) + (row.length - 1) * gap

/** Room that the head of a card asks for: the whole name, if it is not absurdly long, and the kind. */
function nameWidth(comment: ExportComment, metrics: CardMetrics): number {
  const { sizePx } = metrics.name
  const kind = measureText(comment.kind, 480, sizePx) + sizePx * 2.1
  return Math.min(measureText(cleanText(comment.author.name), 600, sizePx), sizePx * 18) + kind
}
