import { z } from 'zod'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { tagInput } from '../../../../electron/contract/api/comments.ts'
import { commentKind } from '../../../../electron/contract/records/comment.ts'
import { drawingBody } from '../../../../electron/contract/records/drawing.ts'
import { personId } from '../../../../electron/contract/records/person.ts'
import type { Explained } from '../../../lib/errors.ts'

/** A comment that the host has not said "saved" about. It is on the screen, and on this machine, until it does. */
const storedUnsaved = z.object({
  key: z.string(),
  speaker: personId,
  writtenAtMs: z.int(),
  atMs: z.int(),
  toMs: z.int().optional(),
  kind: commentKind,
  text: z.string(),
  tags: z.array(tagInput),
  private: z.boolean(),
  drawings: z.array(drawingBody).optional(),
})
type StoredUnsaved = z.infer<typeof storedUnsaved>

export type Unsaved = StoredUnsaved & {
  /** `kept`: found from an earlier time, not tried since. */
  state: 'saving' | 'failed' | 'kept'
  error?: Explained | undefined
}

const keyOf = (lessonId: string) => `debrief.unsaved ${lessonId}`

/** What an earlier run of the page could not save. Entries that cannot be read are passed over, not erased. */
export function keptUnsaved(storage: Storage, lessonId: string): Unsaved[] {
  const text = storage.getItem(keyOf(lessonId))
  if (text === null) return []
  const list = z.array(z.unknown()).safeParse(jsonOf(text))
  return (list.data ?? []).flatMap(item => {
    const read = storedUnsaved.safeParse(item)
    return read.success ? [{ ...read.data, state: 'kept' as const }] : []
  })
}

export function keepUnsaved(storage: Storage, lessonId: string, unsaved: readonly Unsaved[]): void {
  if (unsaved.length === 0) storage.removeItem(keyOf(lessonId))
  else storage.setItem(keyOf(lessonId), JSON.stringify(unsaved.map(item => storedUnsaved.parse(item))))
}

/**
 * Takes away what the host has after all: the answer may have been lost on its way, and saving again would say it twice.
 */
export function withoutSaved(
  unsaved: readonly Unsaved[],
  saved: readonly CommentView[],
  /** Those being saved too: the host's news of them may be faster than its answer. */
  evenSaving = false,
): Unsaved[] {
  return unsaved.filter(
    item =>
      (item.state === 'saving' && !evenSaving) ||
      !saved.some(
        comment =>
          comment.author.id === item.speaker &&
          comment.atMs === item.atMs &&
          comment.toMs === item.toMs &&
          comment.text === item.text &&
          comment.createdAtMs >= item.writtenAtMs - 60_000,
      ),
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
