import { z } from 'zod'

/** Every failure that Debrief foresees. The renderer maps each to a sentence and a next step, exhaustively. */
export const errorCodes = [
  'media.missing', // the recording is not where it was
  'media.empty', // 0 bytes
  'media.truncated', // cut off: the index or most of the data is not there
  'media.notRecording', // not a recording at all: text, a picture, a document
  'media.noStreams', // a container without a picture or sound in it
  'media.unreadable', // a recording by its looks, but nothing in it can be decoded
  'media.noPermission', // the system refuses to let us read it
  'tools.missing', // ffmpeg or ffprobe cannot be found or run
  'tools.failed', // ffmpeg stopped with an error
  'library.newer', // written by a newer Debrief
  'library.unreadable', // a file of the library cannot be read; it was set aside
  'library.locked', // another Debrief process has it and cannot be reached
  'library.notFound', // no such folder, or not a library
  'library.readOnly',
  'disk.full',
  'disk.failed', // EIO, EACCES and other refusals of the file system while saving
  'input.invalid', // the words of the request are off
  'notFound', // no such lesson, comment, clip …
  'notYours', // only who wrote it may change it
  'package.refused', // damaged, made by hand, or claims what is not so; nothing of it was taken in
  'package.locked', // needs a passphrase, or another one
  'consent.needed', // the lesson's picture and sound may not leave the library
  'export.mismatch', // the written file failed its verification
  'session.refused',
  'capability.absent', // this shell cannot do that (no native dialogs in a browser)
  'cancelled',
  'internal', // anything unforeseen; `ref` names the log entry
] as const

export type ErrorCode = (typeof errorCodes)[number]

export const errorData = z.object({
  /** The file, id or field the failure is about. */
  subject: z.string().optional(),
  /** For `internal`: the reference of the log entry. */
  ref: z.string().optional(),
})
export type ErrorData = z.infer<typeof errorData>

/** A failure that Debrief foresees. `message` is a whole sentence for a person: what happened, what is safe, what to do next. */
export class DebriefError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData
  constructor(code: ErrorCode, message: string, data: ErrorData = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'DebriefError'
    this.code = code
    this.data = data
  }
}

/** One item of a batch that failed, beside those that went well. */
export const failure = z.object({
  file: z.string().optional(),
  clipId: z.string().optional(),
  code: z.enum(errorCodes),
  message: z.string(),
})
export type Failure = z.infer<typeof failure>

/** The last branch of an exhaustive switch: fails to compile when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}
