import { z } from 'zod'
import { commentKind } from '../../../../electron/contract/records/comment.ts'
import { drawingBody } from '../../../../electron/contract/records/drawing.ts'
import { rubricId } from '../../../../electron/contract/records/rubric.ts'
import { type Draft, emptyDraft, saysSomething } from './draft.ts'

const storedDraft = z.object({
  place: z.object({ atMs: z.int(), toMs: z.int().optional() }).optional(),
  text: z.string(),
  kind: commentKind,
  tags: z.array(z.object({ rubricId, code: z.string(), level: z.string().optional() })),
  rating: z.string().optional(),
  private: z.boolean(),
  drawing: drawingBody.optional(),
})

const keyOf = (lessonId: string, speaker: string) => `debrief.draft ${lessonId} ${speaker}`

/** What the person was about to say when they left; an empty draft where there is none or it cannot be read. */
export function keptDraft(storage: Storage, lessonId: string, speaker: string): Draft {
  const text = storage.getItem(keyOf(lessonId, speaker))
  if (text === null) return emptyDraft
  const read = storedDraft.safeParse(jsonOf(text))
  if (!read.success) return emptyDraft
  const { place, rating, ...rest } = read.data
  return { ...rest, place, rating }
}

/** Keeps the draft on this machine (never in the library) until it is saved or emptied. */
export function keepDraft(storage: Storage, lessonId: string, speaker: string, draft: Draft): void {
  if (saysSomething(draft)) storage.setItem(keyOf(lessonId, speaker), JSON.stringify(draft))
  else storage.removeItem(keyOf(lessonId, speaker))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
