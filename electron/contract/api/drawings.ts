import { z } from 'zod'
import { commentId } from '../records/comment.ts'
import { drawingBody, drawingId } from '../records/drawing.ts'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'

/** Marks on the picture that hang on a comment; like its words, they are its author's. */
export const drawingView = z.object({ id: drawingId, ...drawingBody.shape })
export type DrawingView = z.infer<typeof drawingView>

const one = z.object({ lessonId, id: drawingId })

export const drawings = {
  /**
   * Draws on the caller's own comment: one drawing a recording, so this takes the place of what the comment has on that one.
   * What it was before, put again, takes it back.
   */
  put: procedure.input(z.object({ lessonId, commentId, ...drawingBody.shape })).output(drawingView),
  /** Removes the drawing; `drawings.restore` takes that back. */
  remove: procedure.input(one).output(z.void()),
  restore: procedure.input(one).output(drawingView),
}
