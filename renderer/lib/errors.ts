import { ORPCError } from '@orpc/client'
import { assertNever, type ErrorCode, errorCodes } from '../../electron/contract/errors.ts'

/** A failure as the page shows it: what happened, the host's whole sentence where there is one, and what to do next. */
export interface Explained {
  readonly code: ErrorCode | 'connection' | 'door'
  readonly title: string
  /** The sentence of the failure itself; it says what is safe. */
  readonly message?: string
  readonly next: string
}

interface Words {
  readonly title: string
  readonly next: string
}

/** Title and next step for every failure that Debrief foresees. */
export function wordsOf(code: ErrorCode): Words {
  switch (code) {
    case 'media.missing':
      return { title: 'The recording is not where it was.', next: 'Show Debrief where it is now.' }
    case 'media.empty':
      return { title: 'The file is empty.', next: 'Copy it from the camera again.' }
    case 'media.truncated':
      return { title: 'The recording is cut off.', next: 'Copy it from the camera again.' }
    case 'media.notRecording':
      return { title: 'This is not a recording.', next: 'Choose a video or sound file.' }
    case 'media.noStreams':
      return { title: 'There is no picture or sound in this file.', next: 'Choose another file.' }
    case 'media.unreadable':
      return {
        title: 'The recording cannot be read.',
        next: 'See whether it plays elsewhere, or copy it again.',
      }
    case 'media.noPermission':
      return {
        title: 'The system does not let Debrief read this file.',
        next: 'Allow it to be read, then try again.',
      }
    case 'tools.missing':
      return { title: 'A media tool is missing.', next: 'Open Settings, Media tools, to see what is needed.' }
    case 'tools.failed':
      return { title: 'The media tool stopped.', next: 'Try again.' }
    case 'library.newer':
      return {
        title: 'This library was written by a newer Debrief.',
        next: 'Update Debrief on this machine.',
      }
    case 'library.unreadable':
      return {
        title: 'A file of the library cannot be read.',
        next: 'Open Settings to see which one was set aside.',
      }
    case 'library.locked':
      return { title: 'Another Debrief has this library open.', next: 'Close the other one, then try again.' }
    case 'library.notFound':
      return { title: 'There is no library there.', next: 'Choose another folder.' }
    case 'library.readOnly':
      return { title: 'This library is read-only.', next: 'Ask who keeps the folder to let you write in it.' }
    case 'disk.full':
      return { title: 'The disk is full.', next: 'Make room, then try again.' }
    case 'disk.failed':
      return { title: 'The disk refused to save.', next: 'Check the disk or folder, then try again.' }
    case 'input.invalid':
      return { title: 'Something in this is not right yet.', next: 'Change it and try again.' }
    case 'notFound':
      return { title: 'This is no longer here.', next: 'Go back to the library.' }
    case 'notYours':
      return { title: 'Only the person who wrote this may change it.', next: 'Reply to it, or ask them.' }
    case 'package.refused':
      return {
        title: 'This package was not taken in.',
        next: 'Ask whoever sent it to send it again.',
      }
    case 'package.locked':
      return { title: 'This package is locked.', next: 'Type its passphrase.' }
    case 'consent.needed':
      return {
        title: 'This lesson may not leave the library.',
        next: 'Look at its consent in the lesson’s details.',
      }
    case 'export.mismatch':
      return { title: 'The written clip did not pass its check.', next: 'Export it again.' }
    case 'session.refused':
      return { title: 'The session did not let you in.', next: 'Ask the host for the code.' }
    case 'capability.absent':
      return { title: 'This window cannot do that.', next: 'Use the desktop app, or choose in the page.' }
    case 'cancelled':
      return { title: 'Cancelled.', next: 'Start again whenever you like.' }
    case 'internal':
      return { title: 'Something went wrong.', next: 'Try again; if it stays, report the reference.' }
    default:
      return assertNever(code)
  }
}

const isErrorCode = (code: string): code is ErrorCode => errorCodes.some(known => known === code)

/** Any failure of a call, in words. */
export function explain(error: unknown): Explained {
  if (error instanceof ORPCError) {
    const code: string = error.code
    if (isErrorCode(code)) {
      const words = wordsOf(code)
      return {
        code,
        ...words,
        ...(error.message && error.message !== words.title ? { message: error.message } : {}),
      }
    }
    if (error.status === 401 || error.status === 403) return shut
    return { code: 'internal', ...wordsOf('internal'), message: error.message }
  }
  // fetch rejects with a bare TypeError where nobody answers.
  if (error instanceof TypeError) return lost
  return {
    code: 'internal',
    ...wordsOf('internal'),
    ...(error instanceof Error ? { message: error.message } : {}),
  }
}

/** A failure that came as a value: a job's, or one item of a batch. */
export const explainFailure = (failure: { code: ErrorCode; message: string }): Explained => ({
  code: failure.code,
  ...wordsOf(failure.code),
  message: failure.message,
})

const lost: Explained = {
  code: 'connection',
  title: 'Debrief does not answer.',
  message: 'What was saved is safe.',
  next: 'Wait a moment, or start Debrief again.',
}

const shut: Explained = {
  code: 'door',
  title: 'This page was opened without its key.',
  next: 'Open Debrief by the address it prints when it starts.',
}

export const isCancelled = (error: unknown): boolean =>
  (error instanceof ORPCError && error.code === 'cancelled') ||
  (error instanceof DOMException && error.name === 'AbortError')

/** Whether a failure is that the library's folder cannot be reached just now: a stick that was pulled, a network that is gone. */
export const isAway = (error: unknown): boolean => explain(error).code === 'library.notFound'
