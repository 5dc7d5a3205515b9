import { readingMs } from '../text/typeset/readingTime.ts'
import { type CardLayout, cardLayout } from './card/cardLayout.ts'
import { type BugLayout, bugLayout } from './card/drawBug.ts'
import { type CardMetrics, cardMetrics } from './card/metrics.ts'
import type { Box, ExportClip, ExportComment, Size } from './export.types.ts'
import {
  awayFromDrawings,
  type DrawnSpan,
  drawnSpans,
  type PlacedDrawing,
  withDrawings,
} from './overlay/drawings.ts'
import { dealTime, type Placed, type Span, takeTurns } from './turns.ts'

/** A page of a card where it stands on the picture. */
export interface PlacedCard {
  readonly card: CardLayout
  readonly page: number
  readonly box: Box
}

/** What lies on the picture during a span of clip time (0 is the clip's first picture); states are in order and never overlap. */
export interface OverlayState extends Span {
  readonly cards: readonly PlacedCard[]
  readonly drawings: readonly PlacedDrawing[]
}

export interface OverlayPlan {
  readonly metrics: CardMetrics
  readonly durationMs: number
  /** Where the recording stands in the picture; drawings are on it. */
  readonly stand: Box
  /** The clip's title and clock, on the picture while a card is; absent where the picture has no room for it. */
  readonly bug: BugLayout | undefined
  readonly states: readonly OverlayState[]
  /** Comments whose words need more time than the clip gives them. */
  readonly hurried: readonly string[]
}

/** A moment's card is on for at least this, even at the clip's very end; a range's too, however short the range is. */
const minShownMs = 1000

/** Comments that a clip carries: never a private note, and only those whose moment or stretch meets the clip. */
export function commentsIn(clip: ExportClip, comments: readonly ExportComment[]): ExportComment[] {
  return comments.filter(comment => {
    if (comment.private || comment.atMs >= clip.toMs) return false
    return comment.toMs !== undefined && comment.toMs > comment.atMs
      ? comment.toMs > clip.fromMs
      : comment.atMs >= clip.fromMs
  })
}

/**
 * When a comment is on the picture, in clip time: a range for its stretch, a moment for as long as its words take, both cut at
 * the clip's ends.
 */
export function shownSpan(comment: ExportComment, clip: ExportClip): Span {
  const durationMs = clip.toMs - clip.fromMs
  const range = comment.toMs !== undefined && comment.toMs > comment.atMs
  const wantedMs = range ? Math.max((comment.toMs ?? 0) - comment.atMs, minShownMs) : readingMs(comment.text)
  const toMs = Math.min(comment.atMs - clip.fromMs + wantedMs, durationMs)
  const fromMs = Math.max(0, Math.min(comment.atMs - clip.fromMs, durationMs - minShownMs))
  return { fromMs, toMs: Math.min(durationMs, Math.max(toMs, fromMs + minShownMs)) }
}

/** How many cards stand above each other before they take turns: the picture stays the larger part. */
function stackLimit(metrics: CardMetrics): number {
  const { safe, text, name, badge, picture, gap, unit } = metrics
  const plainCard = name.lineHeight + 2 * text.lineHeight + badge.lineHeight + 60 * unit
  const fit = Math.floor((safe.height * 0.66 + gap) / (plainCard + gap))
  return Math.max(1, Math.min(fit, picture.height > picture.width ? 3 : 2))
}

type CardState = Omit<OverlayState, 'drawings'>

interface Standing {
  readonly card: CardLayout
  readonly box: Box
  readonly pages: ReadonlyArray<Span & { readonly page: number }>
}

type TimedComment = Span & { readonly id: string; readonly comment: ExportComment }

/** Stacks cards from the bottom up: each stands on those of lower places that it meets, and stays there while it is on. */
function standingCards(
  placed: ReadonlyArray<Placed<TimedComment>>,
  metrics: CardMetrics,
  roomHeight: number,
  drawn: readonly DrawnSpan[],
): Standing[] {
  const { safe, gap } = metrics
  const done: Array<Standing & Span & { readonly slot: number; readonly moved: boolean }> = []
  for (const { item, slot, slots, turns } of [...placed].sort((a, b) => a.slot - b.slot)) {
    const shownMs = turns.reduce((sum, turn) => sum + turn.toMs - turn.fromMs, 0)
    const maxHeight = Math.floor((roomHeight - (slots - 1) * gap) / slots)
    const card = cardLayout(item.comment, metrics, { maxHeight, shownMs })
    const meets = (span: Span) => span.fromMs < item.toMs && item.fromMs < span.toMs
    const below = done.filter(other => other.slot < slot && !other.moved && meets(other))
    const bottom = Math.min(safe.y + safe.height, ...below.map(other => other.box.y - gap))
    const home = { x: safe.x, y: bottom - card.height, width: card.width, height: card.height }
    const box = awayFromDrawings(home, {
      drawn: drawn.filter(meets).map(({ drawing }) => drawing.covers),
      taken: done.filter(meets).map(other => other.box),
      safe,
      topY: safe.y + safe.height - roomHeight,
    })
    done.push({
      card,
      slot,
      moved: box !== home,
      fromMs: item.fromMs,
      toMs: item.toMs,
      box,
      pages: dealTime(
        turns,
        card.pages.map(page => page.weight),
      ),
    })
  }
  return done
}

function toStates(standing: readonly Standing[]): CardState[] {
  const shown = standing.flatMap(({ card, box, pages }) => pages.map(page => ({ ...page, card, box })))
  const starts = [...shown].sort((a, b) => a.fromMs - b.fromMs)
  const times = [...new Set(shown.flatMap(page => [page.fromMs, page.toMs]))].sort((a, b) => a - b)
  const states: CardState[] = []
  let next = 0
  let on: typeof shown = []
  times.slice(0, -1).forEach((fromMs, i) => {
    for (let page = starts[next]; page && page.fromMs <= fromMs; page = starts[++next]) on.push(page)
    on = on.filter(page => page.toMs > fromMs)
    if (on.length === 0) return
    const cards = on.map(({ card, page, box }) => ({ card, page, box })).sort((a, b) => b.box.y - a.box.y)
    states.push({ fromMs, toMs: times[i + 1] ?? fromMs, cards })
  })
  return states
}

/**
 * Plans what lies on the picture of a clip and when. Pure: the same input gives the same plan.
 * @param picture size of the exported picture in pixels
 * @param titled the picture itself shows the clip's title; then the plate in the corner holds the clock alone
 * @param stand where the recording stands in the picture, for its drawings; default all of it
 */
export function planOverlay(
  clip: ExportClip,
  comments: readonly ExportComment[],
  picture: Size,
  titled = false,
  stand: Box = { x: 0, y: 0, ...picture },
): OverlayPlan {
  const metrics = cardMetrics(picture)
  const timed = commentsIn(clip, comments).map(comment => ({
    id: comment.id,
    comment,
    ...shownSpan(comment, clip),
  }))
  const bug = timed.length === 0 ? undefined : bugLayout(titled ? '' : clip.title, clip.toMs, metrics)
  const roomHeight = metrics.safe.height - (bug ? metrics.bugHeight + metrics.gap : 0)
  const drawn = drawnSpans(
    clip,
    timed.map(({ comment }) => comment),
    stand,
  )
  const standing = standingCards(takeTurns(timed, stackLimit(metrics)), metrics, roomHeight, drawn)
  return {
    metrics,
    durationMs: clip.toMs - clip.fromMs,
    stand,
    bug,
    states: withDrawings(toStates(standing), drawn, span => ({ ...span, cards: [] })),
    hurried: standing.filter(({ card }) => card.hurried).map(({ card }) => card.comment.id),
  }
}

/** The state at a moment of clip time, if anything lies on the picture then. */
export function stateAt(plan: OverlayPlan, atMs: number): OverlayState | undefined {
  return plan.states.find(state => state.fromMs <= atMs && atMs < state.toMs)
}
