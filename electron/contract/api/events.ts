import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'
import { jobView } from './jobs.ts'
import { sessionView } from './session.ts'

/** What happened; the renderer reads again what that touches. */
export const appEvent = z.discriminatedUnion('type', [
  /** First of every stream: whoever missed something reads everything again. */
  z.object({ type: z.literal('connected') }),
  z.object({ type: z.literal('catalog.changed') }),
  /** `types` of the records that changed, so that a page reads no more than it has to; absent: it may be anything of the lesson. */
  z.object({ type: z.literal('lesson.changed'), lessonId, types: z.array(z.string()).optional() }),
  z.object({ type: z.literal('problems.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  z.object({ type: z.literal('library.opened') }),
  z.object({ type: z.literal('packages.changed') }),
  z.object({ type: z.literal('exports.changed') }),
  /** With all that is to be known of it: where people are changes too often to be asked for. */
  z.object({ type: z.literal('session.changed'), session: sessionView }),
  z.object({ type: z.literal('job.changed'), job: jobView }),
  z.object({ type: z.literal('job.dismissed'), jobId: z.string() }),
])
export type AppEvent = z.infer<typeof appEvent>

export const events = {
  stream: procedure.output(eventIterator(appEvent)),
}
