import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ColumnRole, DroppedPart, NotesFormat, ReadableFormat } from '../../contract/api/notes.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { fileError, writeWhole } from '../files.ts'
import { plural } from '../format/table.ts'
import type { Output } from '../output.ts'
import { becomeReader, becomeSpeaker } from '../speaker.ts'

const MAX_FILE_BYTES = 40_000_000

export interface ImportNotesOptions {
  readonly lesson: string
  readonly format?: ReadableFormat
  /** ms; added to the file's times */
  readonly shift?: number
  readonly column?: readonly (readonly [ColumnRole, string])[]
  readonly observation?: string
}

/** Says what a format cannot carry. */
export function noteDropped(out: Output, dropped: readonly DroppedPart[]): void {
  for (const { count, reason } of dropped) out.note(count > 1 ? `${reason} (${count})` : reason)
}

/** Takes a file of another program into a lesson, as comments of whoever calls. */
export const importNotes =
  (file: string, { lesson, shift, column, ...how }: ImportNotesOptions): Action =>
  async work => {
    const { api, out, globals } = work
    const refused = (error: unknown) => fileError(error, file, 'The notes cannot be read')
    const { size } = await stat(resolve(file)).catch((error: unknown) => {
      throw refused(error)
    })
    if (size > MAX_FILE_BYTES)
      throw new DebriefError(
        'input.invalid',
        `${file} is larger than any file of notes. Nothing was taken in.`,
        {
          subject: file,
        },
      )
    const bytes = await readFile(resolve(file)).catch((error: unknown) => {
      throw refused(error)
    })
    const { id: lessonId } = await api.lessons.find({ id: lesson })
    await becomeSpeaker(work, globals)
    const { comments, skipped, format } = await api.notes.import({
      lessonId,
      name: basename(file),
      bytesBase64: bytes.toString('base64'),
      shiftMs: shift ?? 0,
      ...(column && { columns: Object.fromEntries(column) }),
      ...how,
    })
    for (const { line, reason } of skipped) out.note(line === undefined ? reason : `Line ${line}: ${reason}`)
    out.result(
      { comments, skipped, format },
      () => `${plural(comments.length, 'comment')} taken in (${format}).`,
    )
  }

/** Writes a lesson's shared conversation as a file of another program. */
export const exportNotes =
  (lesson: string, { format, out: file }: { readonly format: NotesFormat; readonly out: string }): Action =>
  async work => {
    const { api, out, globals } = work
    const { id: lessonId } = await api.lessons.find({ id: lesson })
    await becomeReader(work, globals)
    const { text, dropped } = await api.notes.export({ lessonId, format })
    noteDropped(out, dropped)
    const written = await writeWhole(resolve(file), text)
    out.result({ file: written, dropped }, () => `Written to ${written}`)
  }
