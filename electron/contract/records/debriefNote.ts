import { z } from 'zod'
import { commentId } from './comment.ts'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const debriefNoteId = idOf('debriefNote')
export type DebriefNoteId = z.infer<typeof debriefNoteId>

/** `helped` is the sentence at the end of a meeting. */
export const debriefNoteKinds = ['goal', 'prompt', 'strength', 'wondering', 'helped'] as const
export const debriefNoteKind = z.enum(debriefNoteKinds)
export type DebriefNoteKind = z.infer<typeof debriefNoteKind>

export const debriefText = z.string().trim().min(1).max(2000)

/** What one person brings to the debrief, perhaps about certain comments. */
export const debriefNote = z.object({
  ...envelope.shape,
  id: debriefNoteId,
  type: z.literal('debriefNote'),
  lessonId,
  kind: debriefNoteKind,
  text: debriefText,
  commentIds: z.array(commentId).max(50),
})
export type DebriefNote = z.infer<typeof debriefNote>
