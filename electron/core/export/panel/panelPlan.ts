import { type CardLayout, cardLayout } from '../card/cardLayout.ts'
import type { ExportClip, ExportComment } from '../export.types.ts'
import { type DrawnSpan, drawnSpans } from '../overlay/drawings.ts'
import { commentsIn, type PlacedCard, shownSpan } from '../plan.ts'
import type { LessonClock } from '../retime.ts'
import { dealTime, type Placed, type Span, takeTurns } from '../turns.ts'
import type { PanelLayout } from './panelLayout.ts'

/** The comment that comes next, below those that are on. */
export interface Announced {
  readonly card: CardLayout
  readonly y: number
  /** Lesson clock. */
  readonly atMs: number
  /** Whether its words stand there too, or only who will say something; words are never cut. */
  readonly words: boolean
}

/** What stands in the column during a span of clip time; states are in order and never overlap. */
export interface PanelState extends Span {
  readonly cards: readonly PlacedCard[]
  readonly next: Announced | undefined
}

export interface PanelPlan {
  readonly layout: PanelLayout
  readonly title: string
  /** Subject and grade, small behind the title. */
  readonly about: string
  readonly prompt: string | undefined
  readonly clock: LessonClock
  readonly durationMs: number
  /** When the panel is on: without the cards before and behind. */
  readonly on: Span
  readonly states: readonly PanelState[]
  /** On the recording's picture. */
  readonly drawn: readonly DrawnSpan[]
  /** Comments whose words need more time than the clip gives them. */
  readonly hurried: readonly string[]
}

/** More stand above each other only in narrow strips. */
const mostCards = 3
/** Nothing is covered, so a short comment stays a little longer than it takes to read. */
const leastShownMs = 6000
/** A card that is shown in less of the column than this is a heading without words. */
const leastCardShare = 0.24
/** The line above an announced comment and the words `Next at 12:14`, in units. */
export const nextHead = { gap: 14, height: 54 } as const

type Timed = Span & { readonly id: string; readonly comment: ExportComment }

function timedOf(comment: ExportComment, clip: ExportClip): Timed {
  const span = shownSpan(comment, clip)
  const isRange = comment.toMs !== undefined && comment.toMs > comment.atMs
  const longer = isRange ? span.toMs : Math.max(span.toMs, span.fromMs + leastShownMs)
  return { id: comment.id, comment, fromMs: span.fromMs, toMs: Math.min(longer, clip.toMs - clip.fromMs) }
}

/** Shares the column's height: low cards get what they need, the others an equal part of what is left. */
export function shareHeight(needs: readonly number[], height: number, gap: number): number[] {
  const shares = needs.map(() => 0)
  let left = height - gap * Math.max(0, needs.length - 1)
  const open = needs.map((need, i) => ({ need, i })).sort((a, b) => a.need - b.need)
  open.forEach(({ need, i }, at) => {
    const share = Math.min(need, Math.floor(left / (open.length - at)))
    shares[i] = share
    left -= share
  })
  return shares
}

/** Groups of cards of which each meets another of its group. */
function groups(placed: ReadonlyArray<Placed<Timed>>): Array<Array<Placed<Timed>>> {
  const sorted = [...placed].sort((a, b) => a.item.fromMs - b.item.fromMs)
  const found: Array<Array<Placed<Timed>>> = []
  let endMs = Number.NEGATIVE_INFINITY
  for (const each of sorted) {
    if (each.item.fromMs < endMs) found.at(-1)?.push(each)
    else found.push([each])
    endMs = Math.max(endMs, each.item.toMs)
  }
  return found
}

interface Standing extends Span {
  readonly card: CardLayout
  readonly slot: number
  readonly pages: ReadonlyArray<Span & { readonly page: number }>
}

function layOut(group: ReadonlyArray<Placed<Timed>>, { column, metrics }: PanelLayout): Standing[] {
  const shownMs = ({ turns }: Placed<Timed>) => turns.reduce((sum, turn) => sum + turn.toMs - turn.fromMs, 0)
  const whole = (each: Placed<Timed>) =>
    cardLayout(each.item.comment, metrics, { maxHeight: column.height, shownMs: shownMs(each) })
  const slots = Math.max(...group.map(({ slot }) => slot)) + 1
  const needs = Array.from({ length: slots }, (_, slot) =>
    Math.max(...group.filter(each => each.slot === slot).map(each => whole(each).height)),
  )
  const shares = shareHeight(needs, column.height, metrics.gap)
  return group.map(each => {
    const card = cardLayout(each.item.comment, metrics, {
      maxHeight: shares[each.slot] ?? column.height,
      shownMs: shownMs(each),
    })
    return {
      card,
      slot: each.slot,
      fromMs: each.item.fromMs,
      toMs: each.item.toMs,
      pages: dealTime(
        each.turns,
        card.pages.map(page => page.weight),
      ),
    }
  })
}

/** Stacks cards from the top: each stands below those of earlier places that it meets. */
function stack(standing: readonly Standing[], { column, metrics }: PanelLayout) {
  const done: Array<Standing & { readonly y: number }> = []
  for (const each of [...standing].sort((a, b) => a.slot - b.slot)) {
    const meets = (other: Span) => other.fromMs < each.toMs && each.fromMs < other.toMs
    const above = done.filter(other => other.slot < each.slot && meets(other))
    const y = Math.max(column.y, ...above.map(other => other.y + other.card.height + metrics.gap))
    done.push({ ...each, y })
  }
  return done
}

function announce(
  { comment }: Timed,
  y: number,
  layout: PanelLayout,
  saidAtMs: number,
): Announced | undefined {
  const { column, metrics, unit } = layout
  const top = y + Math.round((nextHead.gap + nextHead.height) * unit)
  const bottom = column.y + column.height
  const card = cardLayout(comment, metrics, {
    maxHeight: column.height,
    shownMs: Number.MAX_SAFE_INTEGER,
  })
  // It has no plate and so no paddings.
  const headHeight = card.frame.head
  const wordsHeight = card.height - card.frame.padTop - card.frame.padBottom
  const words = card.pages.length === 1 && top + wordsHeight <= bottom
  if (!words && top + headHeight > bottom) return undefined
  return { card, y, atMs: saidAtMs, words }
}

/**
 * Plans the column beside the picture: which comments stand in it when, and which comes next. Pure.
 * @param clip on the clip's clock, without the cards before and behind: `fromMs` is where its first picture stands
 * @param comments on the clip's clock
 */
export function planPanel(
  layout: PanelLayout,
  {
    clip,
    stretch,
    comments,
    clock,
    about = '',
    prompt,
  }: {
    readonly clip: ExportClip
    readonly stretch: Span
    readonly comments: readonly ExportComment[]
    readonly clock: LessonClock
    readonly about?: string
    readonly prompt?: string | undefined
  },
): PanelPlan {
  const shown = { ...clip, toMs: clip.fromMs + stretch.toMs }
  const timed = commentsIn(shown, comments)
    .map(comment => timedOf(comment, shown))
    .sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
  const { column, metrics } = layout
  const most = Math.max(1, Math.min(mostCards, Math.floor(column.height / (column.height * leastCardShare))))
  const standing = stack(
    groups(takeTurns(timed, most)).flatMap(group => layOut(group, layout)),
    layout,
  )
  const pages = standing.flatMap(({ card, y, pages: turns }) =>
    turns.map(turn => ({
      ...turn,
      card,
      box: { x: column.x, y, width: card.width, height: card.height },
    })),
  )
  const inside = (ms: number) => Math.min(Math.max(ms, stretch.fromMs), stretch.toMs)
  const times = [
    ...new Set([
      stretch.fromMs,
      stretch.toMs,
      ...pages.flatMap(({ fromMs, toMs }) => [inside(fromMs), inside(toMs)]),
    ]),
  ].sort((a, b) => a - b)
  const states = times.slice(0, -1).map((fromMs, i): PanelState => {
    const toMs = times[i + 1] ?? fromMs
    const cards = pages
      .filter(page => page.fromMs <= fromMs && fromMs < page.toMs)
      .map(({ card, page, box }) => ({ card, page, box }))
      .sort((a, b) => a.box.y - b.box.y)
    const coming = timed.find(each => each.fromMs > fromMs)
    const end = Math.max(column.y, ...cards.map(({ box }) => box.y + box.height))
    const y = cards.length === 0 ? column.y : end + metrics.gap
    const next = coming && announce(coming, y, layout, coming.comment.saidAtMs ?? coming.comment.atMs)
    return { fromMs, toMs, cards, next }
  })
  return {
    layout,
    title: clip.title,
    about,
    prompt,
    clock,
    durationMs: clip.toMs - clip.fromMs,
    on: stretch,
    states,
    drawn: drawnSpans(
      shown,
      timed.map(({ comment }) => comment),
      layout.picture,
    ),
    hurried: standing.filter(({ card }) => card.hurried).map(({ card }) => card.comment.id),
  }
}
