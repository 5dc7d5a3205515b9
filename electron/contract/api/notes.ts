import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'
import { commentView } from './comments.ts'

/** Formats of other programs, as the command line names them. */
export const notesFormats = [
  'boris',
  'elan',
  'sportscode',
  'textgrid',
  'vtt',
  'srt',
  'csv',
  'edl',
  'fcpxml',
  'fcp7',
  'chapters',
  'json',
] as const
export const notesFormat = z.enum(notesFormats)
export type NotesFormat = z.infer<typeof notesFormat>

/** Those that can be read too; `ttml` and `rttm` only so. */
export const readableFormats = [
  'boris',
  'elan',
  'sportscode',
  'textgrid',
  'vtt',
  'srt',
  'csv',
  'json',
  'ttml',
  'rttm',
] as const
export const readableFormat = z.enum(readableFormats)
export type ReadableFormat = z.infer<typeof readableFormat>

export const columnRoles = ['at', 'to', 'duration', 'text', 'author', 'kind', 'tags'] as const
export const columnRole = z.enum(columnRoles)
export type ColumnRole = z.infer<typeof columnRole>

export const skippedNote = z.object({
  /** Of the file, as an editor counts; absent where the format has no lines that mean anything. */
  line: z.int().positive().optional(),
  /** A whole sentence. */
  reason: z.string(),
})
export type SkippedNote = z.infer<typeof skippedNote>

/** One note of the file as it would become a comment. */
export const readNote = z.object({
  atMs: z.int(),
  toMs: z.int().optional(),
  kind: commentView.shape.kind,
  text: z.string(),
  tags: z.array(z.string()),
})

const file = {
  lessonId,
  /** The file's name, for what its ending says and for messages. */
  name: z.string().max(1000),
  bytesBase64: z.string(),
  /** Default: told by what stands in the file. */
  format: readableFormat.optional(),
  /** Added to every time of the file, so that it lands on the lesson clock. */
  shiftMs: z.int().default(0),
  /** For a table: the name of the column that has each part, where the guess is off. */
  columns: z.partialRecord(columnRole, z.string()).optional(),
  /** For a BORIS project with several observations: which. */
  observation: z.string().optional(),
}

export const notesPreview = z.object({
  format: readableFormat,
  /** The first of them, in the order of the lesson clock. */
  notes: z.array(readNote),
  count: z.int(),
  skipped: z.array(skippedNote),
  /** For a table: its columns, and what each is read as. */
  columns: z.array(z.object({ name: z.string(), readAs: columnRole.nullable() })).optional(),
})
export type NotesPreview = z.infer<typeof notesPreview>

export const droppedPart = z.object({ count: z.int(), reason: z.string() })
export type DroppedPart = z.infer<typeof droppedPart>

/** Notes of other programs, in and out. What a format cannot carry is said, before and after. */
export const notes = {
  /** What taking a file in would do; nothing is written. */
  preview: procedure.input(z.object(file)).output(notesPreview),
  /**
   * Makes comments of the speaker out of a file. Notes that the speaker has in this lesson already, to the letter and the
   * millisecond, are passed over, so that taking a file in twice adds nothing.
   */
  import: procedure
    .input(z.object(file))
    .output(
      z.object({ format: readableFormat, comments: z.array(commentView), skipped: z.array(skippedNote) }),
    ),
  /** The lesson's shared conversation as a file of another program. Private notes are never in it. */
  export: procedure
    .input(z.object({ lessonId, format: notesFormat }))
    .output(z.object({ fileName: z.string(), text: z.string(), dropped: z.array(droppedPart) })),
}
