import { z } from 'zod'
import { failure } from '../errors.ts'
import { clipId, clipTitle } from '../records/clip.ts'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const clipView = z.object({
  id: clipId,
  lessonId,
  title: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  /** Title of the first collection it is in. */
  collection: z.string().optional(),
  author: authorView,
  createdAtMs: z.int(),
  /** Comments (without private notes) that apply within it. */
  comments: z.int(),
})
export type ClipView = z.infer<typeof clipView>

export const clips = {
  list: procedure.input(z.object({ lessonId: lessonId.optional() }).default({})).output(z.array(clipView)),
  add: procedure
    .input(
      z.object({
        lessonId,
        title: clipTitle,
        fromMs: z.int().nonnegative(),
        toMs: z.int().positive(),
        collection: z.string().trim().min(1).optional(),
      }),
    )
    .output(clipView),
  update: procedure
    .input(
      z.object({
        id: clipId,
        title: clipTitle.optional(),
        fromMs: z.int().nonnegative().optional(),
        toMs: z.int().positive().optional(),
      }),
    )
    .output(clipView),
  remove: procedure.input(z.object({ id: clipId })).output(z.void()),
  restore: procedure.input(z.object({ id: clipId })).output(clipView),
}

export const exportStyles = ['overlay', 'none'] as const
export const exportStyle = z.enum(exportStyles)
export type ExportStyle = z.infer<typeof exportStyle>

export const exportOptions = z.object({
  style: exportStyle.default('overlay'),
  /** Embeds the comments as soft subtitles, and chapters, and writes a `.vtt` beside the clip. */
  subtitles: z.boolean().default(false),
})

export const exportedClip = z.object({
  clipId,
  file: z.string(),
  durationMs: z.int(),
  method: z.enum(['smart', 'full', 'copy']),
  /** How much of it was encoded anew. */
  encodedMs: z.int(),
  verified: z.literal(true),
  sizeBytes: z.int(),
})
export type ExportedClip = z.infer<typeof exportedClip>

export const exportResult = z.object({ exported: z.array(exportedClip), failed: z.array(failure) })
export type ExportResult = z.infer<typeof exportResult>

export const exportEstimate = z.object({
  width: z.int(),
  height: z.int(),
  durationMs: z.int(),
  sizeBytes: z.int(),
  tookMs: z.int(),
  encodedMs: z.int(),
  copiedMs: z.int(),
  /** Comments that will be shown; private notes are never among them. */
  comments: z.int(),
  privateLeftOut: z.int(),
  /** Characters for which this machine has no font. */
  missingGlyphs: z.array(z.string()),
})
export type ExportEstimate = z.infer<typeof exportEstimate>

export const exports = {
  estimate: procedure.input(z.object({ clipId, ...exportOptions.shape })).output(exportEstimate),
  /** One frame exactly as it will be burned in. @returns PNG, base64 */
  preview: procedure
    .input(z.object({ clipId, atMs: z.int().nonnegative(), ...exportOptions.shape }))
    .output(z.object({ pngBase64: z.string() })),
  /** Starts one job of kind `export` for each clip; its result is an ExportedClip. Without `dir`: the settings' folder. */
  start: procedure
    .input(z.object({ clipIds: z.array(clipId).min(1), dir: z.string().optional(), ...exportOptions.shape }))
    .output(z.object({ jobIds: z.array(z.string()), dir: z.string() })),
}
