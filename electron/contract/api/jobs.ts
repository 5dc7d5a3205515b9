import { z } from 'zod'
import { errorCodes } from '../errors.ts'
import { procedure } from './base.ts'

export const jobKinds = [
  'import',
  'proxy',
  'export',
  'strips',
  'align',
  'relink',
  'site',
  'report',
  'package',
  'merge',
  'track',
] as const
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

/** Long work as people see it. */
export const jobView = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  title: z.string(),
  state: z.enum(jobStates),
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** An honest estimate of what is left; absent until there is one. */
  etaMs: z.int().nonnegative().optional(),
  /** What it is doing right now, in words. */
  note: z.string().optional(),
  subject: z
    .object({
      lessonId: z.string().optional(),
      recordingId: z.string().optional(),
      clipId: z.string().optional(),
    })
    .optional(),
  startedAtMs: z.int(),
  error: z.object({ code: z.enum(errorCodes), message: z.string() }).optional(),
  /** The kind's own result, once done: ImportResult or ExportResult. */
  result: z.unknown().optional(),
})
export type JobView = z.infer<typeof jobView>
export type JobKind = JobView['kind']

export const jobs = {
  list: procedure.output(z.array(jobView)),
  get: procedure.input(z.object({ id: z.string() })).output(jobView),
  cancel: procedure.input(z.object({ id: z.string() })).output(z.void()),
  /** Takes a finished job off the list. */
  dismiss: procedure.input(z.object({ id: z.string() })).output(z.void()),
}
