import { z } from 'zod'
import { type RubricBody, rubricBody } from '../../../../electron/contract/records/rubric.ts'

const kept = z.object({ rev: z.string(), body: rubricBody })

const keyOf = (id: string) => `debrief.rubric ${id}`

/** Keeps what is not saved yet on this machine, so that closing the page loses nothing. */
export function keepRubric(storage: Storage, id: string, rev: string, body: RubricBody): void {
  storage.setItem(keyOf(id), JSON.stringify({ rev, body }))
}

export const dropRubric = (storage: Storage, id: string): void => storage.removeItem(keyOf(id))

/** What was not saved when the page was left. */
export function keptRubric(storage: Storage, id: string): z.infer<typeof kept> | undefined {
  const text = storage.getItem(keyOf(id))
  if (text === null) return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
