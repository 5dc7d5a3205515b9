import { oc } from '@orpc/contract'
import { type ErrorCode, errorCodes, errorData } from '../errors.ts'

/** HTTP's word for each failure; what is not named here is 500. */
const statuses: Partial<Record<ErrorCode, number>> = {
  notFound: 404,
  'media.missing': 404,
  'media.empty': 422,
  'media.truncated': 422,
  'media.notRecording': 422,
  'media.noStreams': 422,
  'media.unreadable': 422,
  'media.noPermission': 403,
  'library.notFound': 404,
  'input.invalid': 422,
  'package.refused': 422,
  'package.locked': 403,
  notYours: 403,
  'library.readOnly': 403,
  'capability.absent': 501,
  'library.locked': 423,
  'disk.full': 507,
  'session.refused': 403,
  cancelled: 499,
}

export const statusOf = (code: ErrorCode): number => statuses[code] ?? 500

const declared = Object.fromEntries(
  errorCodes.map(code => [code, { status: statusOf(code), data: errorData }]),
) as { [C in ErrorCode]: { status: number; data: typeof errorData } }

/** Every procedure starts here, so each can answer with any of Debrief's typed errors. */
export const procedure = oc.errors(declared)
