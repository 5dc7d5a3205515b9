import type { SessionPerson } from '../../electron/contract/api/session.ts'
import type { PersonColour } from '../../electron/contract/records/person.ts'
import { placeAt } from '../../electron/contract/session/follow.ts'
import { colourIn, type Speaker } from './speakers.ts'

/** Where someone else’s picture is. */
export interface Head {
  readonly id: string
  readonly name: string
  readonly colour: PersonColour
  readonly atMs: number
}

/** A name takes at most so much of the bar. */
export const NAME_PX = 104
const GAP_PX = 6

/**
 * Where all the others are who are here, by time.
 * @param nowMs on the host’s clock
 */
export function headsOf(
  people: readonly SessionPerson[],
  speakers: readonly Speaker[],
  { you, nowMs, durationMs }: { readonly you: string; readonly nowMs: number; readonly durationMs: number },
): readonly Head[] {
  return people
    .flatMap(({ id, personId, name, here, playhead }) => {
      if (!here || !playhead || id === you) return []
      const atMs = Math.min(durationMs, placeAt(playhead, nowMs))
      return [{ id, name, colour: colourIn(speakers, personId), atMs }]
    })
    .sort((a, b) => a.atMs - b.atMs || a.name.localeCompare(b.name))
}

/** Names that would lie on each other stand together, at the first of them. */
export interface HeadGroup {
  readonly heads: readonly [Head, ...Head[]]
  readonly leftPx: number
  /** Which way the names go from there: those near the end go back, so that they stay on the bar. */
  readonly way: 'on' | 'back'
}

/** @param heads by time @param widthPx of the bar */
export function groupHeads(
  heads: readonly Head[],
  durationMs: number,
  widthPx: number,
): readonly HeadGroup[] {
  const groups: HeadGroup[] = []
  for (const head of heads) {
    const leftPx = Math.round((head.atMs / Math.max(1, durationMs)) * widthPx)
    const way = leftPx > widthPx - NAME_PX ? 'back' : 'on'
    const last = groups.at(-1)
    // A name that goes back needs its own room and that of the name before it.
    const needPx = NAME_PX + GAP_PX + (way === 'back' && last?.way === 'on' ? NAME_PX : 0)
    if (last && leftPx - last.leftPx < needPx)
      groups[groups.length - 1] = { ...last, heads: [...last.heads, head] }
    else groups.push({ heads: [head], leftPx, way })
  }
  return groups
}
