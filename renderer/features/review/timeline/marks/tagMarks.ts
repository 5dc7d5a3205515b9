import type { TagView } from '../../../../../electron/contract/api/comments.ts'
import type { ShownComment } from '../../conversation/shownComments.ts'
import { type PlacedMark, placeMarks } from '../markGroups.ts'

/** A code square is a little wider than a mark is round. */
const TAG_ROOM = 26 / 24
/** Two squares and a number between them. */
const COUNT_PX = 54

export type TagMark = { id: string; atMs: number; comment: ShownComment; code: string; tag: TagView }

export const tagMarks = (comments: readonly ShownComment[]): TagMark[] =>
  comments.flatMap(comment =>
    comment.tags.map(tag => ({ id: tag.id, atMs: comment.atMs, comment, code: tag.code, tag })),
  )

/** Lays out the tags at one zoom; those that would lie on each other are one. */
export const placeTags = (
  marks: readonly TagMark[],
  msPerPx: number,
  lengthMs?: number,
): PlacedMark<TagMark>[] =>
  placeMarks(marks, msPerPx * TAG_ROOM, lengthMs).map(mark => ({ ...mark, leftPx: mark.leftPx * TAG_ROOM }))

/** Whether a number fits before the next square. */
export const hasRoomForCount = (mark: { leftPx: number }, next: { leftPx: number } | undefined): boolean =>
  next === undefined || next.leftPx - mark.leftPx > COUNT_PX
